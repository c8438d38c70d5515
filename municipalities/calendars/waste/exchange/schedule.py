"""area_days.csv, with area.csv where a town keeps the names of its quarters apart: the areas and their rules. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from municipalities.calendars.recurrence import Kind, Rule
from municipalities.calendars.waste.calendar import Area, Break, District, Plan

from . import headings, naming
from .categories import Categories
from .files import Row, Table, folded
from .problems import Problem
from .tokens import read_cell

_APART = re.compile("[、,，・/／\\s]+")
LONGEST, LONGEST_CENTER, LONGEST_NOTE = 120, 110, 500


@dataclass(frozen=True)
class Columns:
    """`categories`: from the place of the column to its name."""

    area: int
    groups: tuple[int, ...]
    center: int | None
    categories: Mapping[int, str]


class Reader:
    def __init__(self, categories: Categories, remarks: Mapping[str, str], problems: list[Problem]):
        self.categories, self.remarks, self.problems = categories, remarks, problems
        self.areas: dict[str, Area] = {}
        self.keys: dict[tuple[str, str], str] = {}
        """Of the areas by what they are listed under and their names, as the files have them: a name may come in two districts."""
        self.plans: dict[str, list[Plan]] = {}

    def read(self, days: Table, quarters: Table, masters: Table) -> tuple[tuple[Area, ...], tuple[Plan, ...]]:
        columns = self._columns(days)
        self.groups = {row.cell(0): row.cell(1) for row in masters.rows if row.cell(1)}
        if columns is None:
            return (), ()
        for row in days.rows:
            self._read_row(days, columns, row)
        if quarters.rows:
            self._read_quarters(quarters)
        return tuple(self.areas.values()), tuple(plan for plans in self.plans.values() for plan in plans)

    def _columns(self, table: Table) -> Columns | None:
        if not table.header:
            return None
        if all(not read_cell(label).problems for label in table.header[1:] if label):  # days where names should be
            self.problems.append(Problem(table.name, "missing_header", 1))
            return None
        center = headings.center_place(table)
        first = center + 1 if center is not None else self._first_category(table)
        area = headings.area_place(table, before=center if center else first)
        named = {place: label for place, label in enumerate(table.header) if place >= first and label}
        for place, label in named.items():
            self.categories.find(label, told=Problem(table.name, "unknown_category", 1, place + 1, label, label))
        groups = tuple(place for place in range(center if center is not None else first) if place != area)
        return Columns(area, groups, center, named)

    def _first_category(self, table: Table) -> int:
        """Without a column of centres: the first that description.csv knows, or the second of all."""
        known = (place for place, label in enumerate(table.header) if place and self.categories.has(label))
        return next(known, 1)

    def _read_row(self, table: Table, columns: Columns, row: Row) -> None:
        name = row.cell(columns.area)
        if not name:
            self.problems.append(Problem(table.name, "empty_name", row.number, columns.area + 1))
            return
        self._check_width(table, columns, row)
        cells = (cell for place in columns.groups if (cell := row.cell(place)))
        group = " ".join(dict.fromkeys(self.groups.get(cell, cell) for cell in cells))[:LONGEST]
        area = self._named(table, columns, row, name)
        area = replace(area, group=group, center=row.cell(columns.center)[:LONGEST_CENTER])
        self._add(table, columns, row, area, list(self._plans(table, columns, row, area.key)))

    def _named(self, table: Table, columns: Columns, row: Row, name: str) -> Area:
        """A name that is a list of many quarters is shortened, and the quarters are kept as such."""
        quarters = tuple(dict.fromkeys(part[:LONGEST] for part in _APART.split(name) if part))
        if len(name) > LONGEST and len(quarters) > 2:
            short = f"{quarters[0][:40]}・{quarters[1][:40]}ほか"
            return Area(naming.lasting_key(name), short, districts=tuple(District(quarter) for quarter in quarters))
        self.problems += _too_long(table, row, columns.area, name)
        return Area(naming.lasting_key(name), name[:LONGEST])

    def _add(self, table: Table, columns: Columns, row: Row, area: Area, plans: list[Plan]) -> None:
        place = folded(area.group), folded(row.cell(columns.area))
        same = self.areas.get(self.keys.get(place, ""))
        if same is not None and _same(self.plans[same.key], plans, same.key):
            self.problems.append(_at(table, "duplicate_area", row, columns.area, area.name))
            return
        if same is not None:
            self.problems.append(_at(table, "same_name_area", row, columns.area, area.name))
        if area.name in {each.name for each in self.areas.values()}:
            name = self._free_name(area, is_of_another_group=same is None)
            area = replace(area, name=name, key=naming.lasting_key(name))
            plans = [replace(plan, area=area.key) for plan in plans]
        self.keys.setdefault(place, area.key)
        self.areas[area.key], self.plans[area.key] = area, plans

    def _free_name(self, area: Area, *, is_of_another_group: bool) -> str:
        """中町 of 寺井地区 beside that of 根上地区 is 中町（寺井地区）."""
        taken = {each.name for each in self.areas.values()}
        apart = [f"{area.name}（{area.group}）"[:LONGEST]] if is_of_another_group and area.group else []
        numbered = (f"{area.name[: LONGEST - 8]}（{number}）" for number in range(2, 100_000))
        return next(name for name in chain(apart, numbered) if name not in taken)

    def _plans(self, table: Table, columns: Columns, row: Row, key: str) -> Iterator[Plan]:
        for place, label in columns.categories.items():
            category = self.categories.known[folded(label)].key
            cell = read_cell(row.cell(place))
            self.problems += [_at(table, code, row, place, token) for code, token in cell.problems]
            note = self._note(table, row, place, cell.remarks)
            rules = cell.rules or ([Rule(Kind.NONE)] if note else [])
            yield from (Plan(key, category, rule, note if number == 0 else "") for number, rule in enumerate(rules))

    def _note(self, table: Table, row: Row, place: int, remarks: Sequence[str]) -> str:
        unknown = [number for number in remarks if number not in self.remarks]
        self.problems += [_at(table, "unknown_remark", row, place, f"*{number}") for number in unknown]
        note = " ".join(self.remarks[number] for number in dict.fromkeys(remarks) if number in self.remarks)
        if len(note) > LONGEST_NOTE:
            self.problems.append(_at(table, "name_cut", row, place, note))
        return note[:LONGEST_NOTE]

    def _check_width(self, table: Table, columns: Columns, row: Row) -> None:
        """Cells without a name above them, and names without a cell."""
        for place, cell in enumerate(row.cells):
            if cell and place >= len(table.header):
                self.problems.append(_at(table, "extra_cell", row, place, cell))
            elif cell and not table.header[place]:
                self.problems.append(_at(table, "unnamed_column", row, place, cell))
        for place in columns.categories:
            if place >= len(row.cells):
                self.problems.append(_at(table, "missing_column", row, place, ""))

    def _read_quarters(self, table: Table) -> None:
        """地名, センター, 収集地区: each row is a quarter of an area of area_days.csv."""
        center = headings.center_place(table)
        district = table.place("収集地区", "収集区", "地区", "エリア", "area")
        own = headings.area_place(table, before=len(table.header))
        own = 0 if own == district or district is None else own
        district = len(table.header) - 1 if district is None else district
        by_name = {folded(area.name): key for key, area in self.areas.items()}
        for row in table.rows:
            key = by_name.get(folded(row.cell(district)))
            if key is None:
                self.problems.append(_at(table, "unknown_area", row, district, row.cell(district)))
            elif not row.cell(own):
                self.problems.append(Problem(table.name, "empty_name", row.number, own + 1))
            else:
                area = self.areas[key]
                districts = tuple(dict.fromkeys((*area.districts, District(row.cell(own)[:LONGEST]))))
                self.areas[key] = replace(
                    area, districts=districts, center=area.center or row.cell(center)[:LONGEST_CENTER]
                )


def check_centers(
    areas: Sequence[Area], breaks: Sequence[Break], *, has_centers: bool, problems: list[Problem]
) -> None:
    """Said once for each centre. A town that keeps no centres at all is not asked for them."""
    known = {each.center for each in breaks}
    unknown = dict.fromkeys(area.center for area in areas if area.center and area.center not in known)
    if has_centers:
        problems += [Problem("area_days.csv", "unknown_center", token=center) for center in unknown]


def _same(one: Sequence[Plan], other: Sequence[Plan], key: str) -> bool:
    return list(one) == [replace(plan, area=key) for plan in other]


def _too_long(table: Table, row: Row, place: int, name: str) -> list[Problem]:
    return [_at(table, "name_cut", row, place, name[:LONGEST])] if len(name) > LONGEST else []


def _at(table: Table, code: str, row: Row, place: int, token: str) -> Problem:
    label = table.header[place] if place < len(table.header) else ""
    return Problem(table.name, code, row.number, place + 1, label, token[:80])
