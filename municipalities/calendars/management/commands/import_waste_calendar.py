import json
import re
from argparse import RawDescriptionHelpFormatter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from municipalities.calendars.services.importing import import_files
from municipalities.calendars.services.publishing import NothingToPublish, publish
from municipalities.calendars.waste.exchange.reading import Import, read_files
from municipalities.calendars.waste.exchange.report import as_report
from municipalities.support.japanese_calendar import day_in_japan
from municipalities.tenancy import directory
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.models import Municipality

HELP = """Read the files of the 5374.jp family (area_days.csv, description.csv, target.csv, center.csv, remarks.csv, area.csv,
alternate_days.csv) into a town's working copy of the garbage calendar. Residents read it after it was published: on the staff
pages, where the next eight weeks and the difference to today's calendar are shown first, or at once with --publish.

With --json:
  municipality     slug
  areas            [{name, group, center, districts: [name]}]
  categories       [{name, letter, color, icon}], in the order of description.csv
  items            [{name, reading, category, notice}]
  collection_days  {area name: {category name: ["2026-12-01", ...]}}; a year from --from (default: today in Japan). Without
                   --from also every day that the files name one by one, of whatever year
  from, until      that year, both days included
  problems         [{file, row, column, column_name, token, code, message}]; row 1 is the header, column 1 the leftmost, 0: the
                   whole file or row. Everything that could not be taken as it stands is here
  written, published  what this call has done

Exit code 0 also where there are problems; 1 where nothing could be read at all."""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, *args: Any, **options: Any) -> CommandParser:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--municipality", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
        parser.add_argument("--json", action="store_true", help="the report as JSON on standard output")
        parser.add_argument("--publish", action="store_true", help="publish what was imported at once")
        parser.add_argument("--from", dest="first", metavar="DATE", type=_day, help="the year begins here (2018-04-01)")
        parser.add_argument(
            "--closures", choices=("skip", "shift"),
            help="a centre's rest takes days away (skip) or puts 第n曜日 and every n weeks a week later (shift, as in 金沢市); "
            "default: WeekShift of setting.js where there is one, else skip",
        )  # fmt: skip

    def handle(self, *, folder: Path, municipality: str, first: date | None, **options: Any) -> None:
        town, contents = open_town(municipality), _contents(folder)
        shifts = options["closures"] == "shift" if options["closures"] else _shifts_by_setting(folder)
        made = read_files(contents, shifts=shifts)
        done = {"written": False, "published": False}
        if not options["dry_run"]:
            done = self._write(town, contents, shifts=shifts, publishes=options["publish"])
        report = as_report(made.calendar, made.problems, first=first, today=day_in_japan(timezone.now()))
        if options["json"]:
            self.stdout.write(json.dumps({"municipality": town.slug, **report, **done}, ensure_ascii=False, indent=1))
        else:
            self._tell(made, done)

    def _write(
        self, town: Municipality, contents: Mapping[str, bytes], *, shifts: bool, publishes: bool
    ) -> dict[str, bool]:
        with tenant_context(town):
            import_files(contents=contents, staff=None, shifts=shifts)
            try:
                return {"written": True, "published": bool(publishes and publish(staff=None, note="取込"))}
            except NothingToPublish:
                return {"written": True, "published": False}

    def _tell(self, made: Import, done: Mapping[str, bool]) -> None:
        calendar = made.calendar
        for problem in made.problems:
            self.stdout.write(str(problem))
        counts = f"地区 {len(calendar.areas)}、分類 {len(calendar.categories)}、品目 {len(calendar.items)}、気になる点 {len(made.problems)}"
        state = (
            "公開しました"
            if done["published"]
            else "取り込みました（まだ公開していません）"
            if done["written"]
            else "何も書き込んでいません"
        )
        self.stdout.write(f"{counts}。{state}。")


def open_town(slug: str) -> Municipality:
    town = next((town for town in directory.all_towns() if slug in (town.slug, town.schema_name)), None)
    if town is None or not town.is_ready:
        raise CommandError(f"no open municipality {slug!r}: list_municipalities names them")
    return town


def _contents(folder: Path) -> dict[str, bytes]:
    """The CSV files of the folder, or of its folder `data` where the program stands around it."""
    for place in (folder, folder / "data"):
        if files := {path.name: path.read_bytes() for path in sorted(place.glob("*")) if path.suffix.lower() == ".csv"}:
            return files
    raise CommandError(f"no CSV files in {folder}")


def _shifts_by_setting(folder: Path) -> bool:
    places = (folder / "setting.js", folder / "js" / "setting.js", folder.parent / "js" / "setting.js")
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in places if path.is_file())
    return any(re.search(r"^\s*(?:var|let|const)\s+WeekShift\s*=\s*true", text, re.MULTILINE) for text in texts)


def _day(text: str) -> date:
    return date.fromisoformat(text)
