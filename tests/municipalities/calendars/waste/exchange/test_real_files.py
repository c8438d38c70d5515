"""The files of two towns, where they are at hand: `../shared/data` beside the project. They are no part of it."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from municipalities.calendars.waste.exchange.reading import read_files
from municipalities.calendars.waste.exchange.writing import write_files

DATA = Path(__file__).resolve().parents[6] / "shared" / "data" / "garbage"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"NO {DATA}: the calendars of two real towns were NOT read")
WEEKDAYS = "月火水木金土日"
SETS = ("ikoma", "kanazawa-template")


def contents(name: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (DATA / name).glob("*.csv")}


def report(folder: Path, **options) -> dict:
    out = io.StringIO()
    call_command("import_waste_calendar", folder, municipality="gifu-shi", json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def published_dates() -> dict[tuple[str, str], list[str]]:
    """By a reading of its own: the cells of 生駒市 that are lists of days; the third category goes by the week of the month."""
    header, *rows = csv.reader(io.StringIO(contents("ikoma")["area_days.csv"].decode()))
    cells = {(row[0], label): cell.split() for row in rows for label, cell in zip(header[2:], row[2:], strict=True)}
    return {
        place: sorted(f"{word[:4]}-{word[4:6]}-{word[6:]}" for word in words)
        for place, words in cells.items()
        if all(word.isdigit() for word in words)
    }


@pytest.mark.parametrize("name", SETS)
def test_set_is_read_with_nothing_left_over(name):
    assert [str(problem) for problem in read_files(contents(name)).problems] == []


@pytest.mark.parametrize("options", [{}, {"first": date(2025, 3, 31)}, {"first": date(2025, 4, 1)}])
def test_every_published_date_of_ikoma_is_reproduced(in_town, options):
    """Its fiscal year is 2025, written from Monday 31 March on. Without --from, named days are told whatever the day is today."""
    told = report(DATA / "ikoma", dry_run=True, **options)["collection_days"]
    first, last = (options["first"], date(2026, 3, 31)) if options else (date.min, date.max)
    last = date(2026, 3, 30) if first == date(2025, 3, 31) else last
    wanted = {
        place: [day for day in days if first.isoformat() <= day <= last.isoformat()]
        for place, days in published_dates().items()
    }
    assert {(area, category): told[area][category] for area, category in wanted} == wanted
    assert (len(wanted), sum(map(len, published_dates().values()))) == (128, 9898)


def test_weeks_of_the_month_of_ikoma_fall_where_a_count_by_hand_puts_them(in_town):
    """Every area has two a month, but for the days that the centre rests (1 to 3 January)."""
    told = report(DATA / "ikoma", dry_run=True, first=date(2025, 4, 1))["collection_days"]
    label = "びん・缶・ペットボトル・われもの・有害ごみ"
    header, *rows = csv.reader(io.StringIO(contents("ikoma")["area_days.csv"].decode()))
    year = [date(2025, 4, 1) + timedelta(days=n) for n in range(365)]
    for row in rows:
        codes = {(WEEKDAYS.index(word[0]), int(word[1])) for word in row[2 + header[2:].index(label)].split()}
        counted = [
            day.isoformat()
            for day in year
            if (day.weekday(), (day.day - 1) // 7 + 1) in codes and not date(2026, 1, 1) <= day <= date(2026, 1, 3)
        ]
        assert told[row[0]][label] == counted


def test_ikoma_goes_the_whole_way_to_the_residents(in_town, town_client):
    done = report(DATA / "ikoma", publish=True)
    assert (done["written"], done["published"], len(done["areas"]), len(done["items"])) == (True, True, 64, 101)
    assert "あてはまる地区：1件" in town_client.get("/garbage/?place=松美台").content.decode()


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_set_comes_back_from_its_export(name, encoding):
    first = read_files(contents(name)).calendar
    export = write_files(first, encoding=encoding)
    again = read_files(export.files)
    assert (export.losses, again.problems) == ([], ())
    assert (again.calendar.areas, again.calendar.categories, again.calendar.items, again.calendar.breaks) == (
        first.areas, first.categories, first.items, first.breaks,
    )  # fmt: skip
    assert set(again.calendar.plans) == set(first.plans)
