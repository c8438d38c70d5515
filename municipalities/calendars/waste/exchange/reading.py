"""The files of the 5374.jp family into a calendar, with everything that could not be taken named. Pure: bytes in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass

from municipalities.calendars.waste.calendar import WasteCalendar

from . import items, schedule
from .categories import Categories
from .centers import read_alternate_days, read_centers, read_remarks
from .files import Table, read_table
from .problems import Problem

AREA_DAYS, AREA, DESCRIPTION, TARGET = "area_days.csv", "area.csv", "description.csv", "target.csv"
CENTER, REMARKS, ALTERNATE_DAYS, AREA_MASTER = "center.csv", "remarks.csv", "alternate_days.csv", "area_master.csv"
KNOWN = (AREA_DAYS, AREA, AREA_MASTER, DESCRIPTION, TARGET, CENTER, REMARKS, ALTERNATE_DAYS)
NEEDED = (AREA_DAYS, DESCRIPTION, TARGET)


@dataclass(frozen=True)
class Import:
    calendar: WasteCalendar
    problems: tuple[Problem, ...]


def read_files(contents: Mapping[str, bytes], *, shifts: bool = False) -> Import:
    """`contents`: by file name, in any case. `shifts`: what falls into a centre's rest comes a week later (as in 金沢市) instead of
    not at all."""
    named = {name.lower(): content for name, content in contents.items()}
    problems = [Problem(name, "unknown_file") for name in sorted(named) if name not in KNOWN]
    problems += [Problem(name, "missing_file") for name in NEEDED if name not in named]
    tables = {name: read_table(name, named.get(name, b"")) for name in KNOWN}
    problems += [problem for table in tables.values() for problem in table.problems]
    calendar = _calendar(tables, problems, shifts=shifts)
    order = {name: place for place, name in enumerate(KNOWN)}
    ordered = sorted(problems, key=lambda each: (order.get(each.file, len(order)), each.row, each.column))
    return Import(calendar, tuple(ordered))


def _calendar(tables: Mapping[str, Table], problems: list[Problem], *, shifts: bool) -> WasteCalendar:
    categories = Categories(tables[DESCRIPTION], problems)
    breaks = read_centers(tables[CENTER], problems, shifts=shifts)
    remarks = read_remarks(tables[REMARKS], problems)
    reader = schedule.Reader(categories, remarks, problems)
    areas, plans = reader.read(tables[AREA_DAYS], tables[AREA], tables[AREA_MASTER])
    schedule.check_centers(areas, breaks, has_centers=bool(tables[CENTER].rows), problems=problems)
    exceptions = read_alternate_days(tables[ALTERNATE_DAYS], reader.keys, categories, problems)
    found = items.read_items(tables[TARGET], categories, problems)
    return WasteCalendar(areas, categories.as_tuple(), plans, breaks, exceptions, found)
