import json
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from municipalities.support.jma import (
    DEFAULT_RULES,
    InvalidRules,
    Judgement,
    Known,
    Places,
    Rules,
    Telegram,
    TownVerdict,
    UnreadableTelegram,
    judge,
    read_telegram,
    remember,
)
from municipalities.support.jma.safe_xml import LARGEST_BYTES
from municipalities.tenancy.jma_places import read_places

NOTHING_DONE = {"ignore": "知らせない：", "refused": "読めない："}


class Command(BaseCommand):
    help = "気象庁防災情報XMLの電文を読み、県内のどの市町村に何をするか、そのわけと文案を1電文1行で示します。何も送りません。"
    requires_system_checks: list[str] = []  # it needs no database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="電文のXMLファイル")
        parser.add_argument("--json", action="store_true", help="1電文を1行のJSONで出す")
        parser.add_argument(
            "--in-order",
            action="store_true",
            help="指定した順に届いた一続きの電文として読む（訂正、取消、解除、古い番号、重複を前の電文と比べる）",
        )
        parser.add_argument(
            "--rules",
            metavar="FILE",
            help='市町村ごとの扱いのJSON（例 {"gifu-shi": {"earthquake": {"4": "send"}}}）。ない区分は既定のまま',
        )
        parser.add_argument(
            "--at", metavar="日時", help="この時刻に届いたとして判断する（例 2026-11-30T12:00:00+09:00）"
        )

    def handle(
        self, *args, files: list[str], json: bool, in_order: bool, rules: str | None, at: str | None, **options
    ) -> None:
        places, moment = read_places(settings.PREFECTURE), _moment(at)
        known = Known() if in_order else None
        own_rules = _rules(rules, places) if rules else {}
        refused = 0
        for name in files:
            try:
                telegram = read_telegram(_bytes(name), name=Path(name).name)
            except UnreadableTelegram as error:
                refused += 1
                self._print(refusal_row(name, str(error)), as_json=json)
                continue
            judgement = judge(telegram, places, rules=own_rules, known=known, at=moment)
            known = remember(known, telegram, judgement) if known is not None else None
            self._print(row(name, telegram, judgement), as_json=json)
        if refused:
            raise CommandError(f"{refused}個のファイルを読めませんでした。")

    def _print(self, row: dict, *, as_json: bool) -> None:
        self.stdout.write(json.dumps(row, ensure_ascii=False) if as_json else _lines(row))


def row(name: str, telegram: Telegram, judgement: Judgement) -> dict:
    """`municipality_codes`: the towns of the prefecture that the telegram concerns, 6 digits; the others: of the whole country."""
    gravest = judgement.gravest
    return {
        "file": Path(name).name,
        "kind": telegram.kind or None,
        "title": telegram.title,
        "info_type": telegram.info_type,
        "status": telegram.status,
        "reported_at": telegram.reported_at.isoformat(),
        "event_id": telegram.event_id,
        "serial": telegram.serial,
        "municipality_codes": list(dict.fromkeys(verdict.town.code for verdict in judgement.verdicts)),
        "action": judgement.action,
        "reason": judgement.reason,
        "towns": list(dict.fromkeys(verdict.town.slug for verdict in judgement.acted_on)),
        "severity": gravest.severity if gravest else 0,
        "proposed_title": gravest.title if gravest else "",
        "proposed_text": gravest.body if gravest else "",
        "verdicts": [_verdict_row(verdict) for verdict in judgement.verdicts],
        "all_municipality_codes": _all_codes(telegram),
        "area_codes": list(dict.fromkeys(area.code for area in telegram.areas if area.warnings)),
    }


def refusal_row(name: str, reason: str) -> dict:
    """The same keys, empty."""
    return {
        "file": Path(name).name,
        **dict.fromkeys(("kind", "title", "info_type", "status", "reported_at", "event_id", "serial")),
        "municipality_codes": [],
        "action": "refused",
        "reason": reason,
        "towns": [],
        "severity": 0,
        "proposed_title": "",
        "proposed_text": "",
        "verdicts": [],
        "all_municipality_codes": [],
        "area_codes": [],
    }


def _all_codes(telegram: Telegram) -> list[str]:
    codes = [area.municipality_code for area in telegram.areas if area.warnings]
    return list(dict.fromkeys(code for code in codes if code))


def _verdict_row(verdict: TownVerdict) -> dict:
    return {
        "municipality_code": verdict.town.code,
        "town": verdict.town.slug,
        "action": verdict.action,
        "reason": verdict.reason,
        "severity": verdict.severity,
        "title": verdict.title,
        "text": verdict.body,
    }


def _lines(row: dict) -> str:
    told = [
        f"{row['file']}  {row['kind'] or '－'}  {row['title'] or ''}  {row['info_type'] or ''}  {row['status'] or ''}"
    ]
    told.append(f"  → {NOTHING_DONE.get(row['action'], '')}{row['reason']}")
    if row["towns"]:
        told.append(f"  市町村：{' '.join(row['towns'])}")
        told.append(f"  件名：{row['proposed_title']}")
        told += [f"  | {line}" for line in row["proposed_text"].splitlines()]
    return "\n".join(told)


def _bytes(name: str) -> bytes:
    """One byte more than is allowed at most: a huge file is not read into memory to be refused."""
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise UnreadableTelegram("ファイルを開けません。名前と、読む権限があるかを確認してください。") from error


def _rules(file: str, places: Places) -> dict[str, Rules]:
    codes = {town.slug: town.code for town in places.towns}
    try:
        wishes = json.loads(Path(file).read_text(encoding="utf-8"))
        return {codes[slug]: DEFAULT_RULES.changed(wish) for slug, wish in wishes.items()}
    except InvalidRules as error:
        raise CommandError(str(error)) from error
    except KeyError as error:
        raise CommandError(
            f"{error} という市町村はありません（list_municipalities の名前で書いてください）。"
        ) from error
    except (OSError, ValueError, AttributeError) as error:
        raise CommandError("--rules のファイルを読めません。JSONの形を確認してください。") from error


def _moment(at: str | None) -> datetime | None:
    if at is None:
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise CommandError("--at は 2026-11-30T12:00:00+09:00 の形で指定してください。") from error
    return moment if moment.tzinfo else moment.astimezone()
