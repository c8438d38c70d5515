"""A calendar as the files of the 5374.jp family, so that it can be carried elsewhere; and back. Pure.

What the family has no sign for (a rule's first and last day, 最終, an hour, an exception for one day) is named in `losses`.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from municipalities.calendars.recurrence import LAST, Kind, Rule
from municipalities.calendars.waste.calendar import Area, Deed, Plan, WasteCalendar
from municipalities.calendars.waste.sentences import rule_sentence

from .reading import ALTERNATE_DAYS, AREA, AREA_DAYS, CENTER, DESCRIPTION, REMARKS, TARGET

WEEKDAYS = "月火水木金土日"
GETA = "〓"
AS_WINDOWS_WRITES = str.maketrans({"〜": "～", "−": "－", "‖": "∥", "—": "―", "–": "－"})
ENCODINGS = ("utf-8", "cp932")


@dataclass
class Export:
    """`files`: by name; `losses`: sentences."""

    files: dict[str, bytes] = field(default_factory=dict)
    losses: list[str] = field(default_factory=list)


def write_files(calendar: WasteCalendar, *, encoding: str = "utf-8") -> Export:
    """`encoding`: utf-8 (with BOM, for spreadsheets) or cp932, in which signs that it lacks become 〓 and are named."""
    export = Export()
    remarks = _Remarks()
    tables = {
        AREA_DAYS: _area_days(calendar, remarks, export.losses),
        AREA: _quarters(calendar),
        DESCRIPTION: _categories(calendar),
        TARGET: _items(calendar),
        CENTER: [["名称", "休止開始日", "休止終了日"], *_breaks(calendar, export.losses)],
        REMARKS: [["ID", "注意事項"], *remarks.rows()],
        ALTERNATE_DAYS: _replaced_days(calendar, export.losses),
    }
    for name, rows in tables.items():
        if len(rows) > 1 or name not in (AREA, ALTERNATE_DAYS):
            export.files[name] = _bytes(name, rows, encoding, export.losses)
    return export


class _Remarks:
    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def token(self, note: str) -> str:
        return f"*{self.numbers.setdefault(note, len(self.numbers) + 1)}" if note else ""

    def rows(self) -> list[list[str]]:
        return [[str(number), note] for note, number in self.numbers.items()]


def _area_days(calendar: WasteCalendar, remarks: _Remarks, losses: list[str]) -> list[list[str]]:
    rows = [["地区", "地名", "センター", *(category.name for category in calendar.categories)]]
    for area in calendar.areas:
        cells = []
        for category in calendar.categories:
            lost: list[str] = []
            cells.append(_cell(calendar.plans_of(area.key, category.key), remarks, lost.append))
            losses += [f"{area.name}・{category.name}：{each}" for each in lost]
        rows.append([area.group, area.name, area.center, *cells])
    return rows


def _cell(plans: Sequence[Plan], remarks: _Remarks, tell: Callable[[str], None]) -> str:
    """Rules of all months first: months behind a colon hold for what stands before them."""
    ordered = sorted(plans, key=lambda plan: bool(plan.rule.months))
    groups: dict[tuple[int, ...], list[str]] = {}
    for plan in ordered:
        groups.setdefault(plan.rule.months, []).extend(_tokens(plan.rule, tell))
    notes = [remarks.token(plan.note) for plan in plans if plan.note]
    texts = []
    for months, tokens in groups.items():
        behind = f":{' '.join(map(str, months))}" if months else ""
        texts.append(" ".join(tokens) + behind)
    return " ".join(text for text in [*notes, *_after_everything(texts, groups)] if text)


def _after_everything(texts: list[str], groups: dict[tuple[int, ...], list[str]]) -> list[str]:
    """Without months and with them in one cell: the first kind says all twelve."""
    if len(groups) > 1 and () in groups and groups[()]:
        return [f"{texts[0]}:1 2 3 4 5 6 7 8 9 10 11 12", *texts[1:]]
    return texts


def _tokens(rule: Rule, tell: Callable[[str], None]) -> list[str]:
    if rule.first_on or rule.last_on:
        tell(f"「{rule_sentence(rule)}」の期間は書き出せません。")
    if rule.kind == Kind.WEEKLY:
        return [WEEKDAYS[day] for day in rule.weekdays]
    if rule.kind == Kind.MONTHLY:
        if LAST in rule.weeks:
            tell(f"「{rule_sentence(rule)}」の最終は書き出せません。")
        return [f"{WEEKDAYS[day]}{week}" for day in rule.weekdays for week in rule.weeks if week != LAST]
    if rule.kind == Kind.INTERVAL and rule.anchor:
        return [f"e{rule.every}w{rule.anchor:%Y%m%d}"]
    return [f"{day:%Y%m%d}" for day in rule.days]


def _quarters(calendar: WasteCalendar) -> list[list[str]]:
    rows = [[each.name, area.center, area.name] for area in calendar.areas for each in area.districts]
    return [["地名", "センター", "収集地区"], *rows]


def _categories(calendar: WasteCalendar) -> list[list[str]]:
    rows = [[each.name, "", each.guide, each.image, each.color] for each in calendar.categories]
    return [["label", "sublabel", "description", "styles", "bgcolor"], *rows]


def _items(calendar: WasteCalendar) -> list[list[str]]:
    names = {key: category.name for key, category in calendar.categories_by_key.items()}
    rows = [
        [names.get(each.category, ""), each.name, each.notice, each.heading or each.reading[:1]]
        for each in calendar.items
    ]
    return [["label", "name", "notice", "furigana"], *rows]


def _breaks(calendar: WasteCalendar, losses: list[str]) -> Iterable[list[str]]:
    """A rest of the whole town stands once for every centre."""
    centers = list(dict.fromkeys(area.center for area in calendar.areas if area.center))
    for each in calendar.breaks:
        if not each.center and any(not area.center for area in calendar.areas):
            losses.append(f"休止期間「{each.name}」は、センターのない地区には書き出せません。")
        for center in [each.center] if each.center else centers:
            yield [center, f"{each.first_on:%Y/%m/%d}", f"{each.last_on:%Y/%m/%d}"]


def _replaced_days(calendar: WasteCalendar, losses: list[str]) -> list[list[str]]:
    rows = [["地区", "地名", "ごみの種類", "収集日", "代替日"]]
    for each in calendar.exceptions:
        if each.deed not in (Deed.MOVE, Deed.SKIP):
            losses.append(f"{each.day:%Y/%m/%d}の例外（臨時収集・出す時刻）は書き出せません。")
            continue
        instead = f"{each.moved_to:%Y%m%d}" if each.moved_to else ""
        for area in _areas(calendar, each.area):
            for category in calendar.categories:
                if each.category in ("", category.key) and calendar.plans_of(area.key, category.key):
                    rows.append([area.group, area.name, category.name, f"{each.day:%Y%m%d}", instead])
    return rows


def _areas(calendar: WasteCalendar, key: str) -> Iterable[Area]:
    return [calendar.areas_by_key[key]] if key in calendar.areas_by_key else [] if key else calendar.areas


def _bytes(name: str, rows: list[list[str]], encoding: str, losses: list[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    text = buffer.getvalue()
    if encoding == "utf-8":
        return b"\xef\xbb\xbf" + text.encode()
    for number, row in enumerate(rows, start=1):
        if missing := [sign for sign in dict.fromkeys("".join(row).translate(AS_WINDOWS_WRITES)) if not _fits(sign)]:
            losses.append(f"{name} {number}行目：シフトJISにない文字（{'、'.join(missing)}）を〓に置きかえました。")
    return "".join(sign if _fits(sign) else GETA for sign in text.translate(AS_WINDOWS_WRITES)).encode("cp932")


def _fits(sign: str) -> bool:
    try:
        sign.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
