"""area_days.csv, with area.csv where a town keeps the names of its quarters apart: the areas and their rules. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from municipalities.calendars.recurrence import Kind, Rule
from municipalities.calendars.waste.calendar import Area, Break, District, Plan

from . import headings, naming
from .categories import Categories
from .files import Row, Table, folded
from .problems import Problem
from .tokens import read_cell

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
        self.plans: dict[str, list[Plan]] = {}

    def read(self, days: Table, quarters: Table) -> tuple[tuple[Area, ...], tuple[Plan, ...]]:
        columns = self._columns(days)
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
        self.problems += _too_long(table, row, columns.area, name)
        group = " ".join(dict.fromkeys(cell for place in columns.groups if (cell := row.cell(place))))
        area = Area(naming.lasting_key(name), name[:LONGEST], group=group[:LONGEST], center=row.cell(columns.center)[:LONGEST_CENTER])
        plans = list(self._plans(table, columns, row, area.key))
        self._add(table, columns, row, area, plans)

    def _add(self, table: Table, columns: Columns, row: Row, area: Area, plans: list[Plan]) -> None:
        before = self.areas.get(area.key)
        if before is not None:
            if _same(self.plans[area.key], plans):
                self.problems.append(_at(table, "duplicate_area", row, columns.area, area.name))
                return
            self.problems.append(_at(table, "same_name_area", row, columns.area, area.name))
            name = next(name for number in range(2, 1000) if naming.lasting_key(name := f"{area.name}（{number}）") not in self.areas)
            area = replace(area, name=name, key=naming.lasting_key(name))
            plans = [replace(plan, area=area.key) for plan in plans]
        self.areas[area.key], self.plans[area.key] = area, plans

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
                self.areas[key] = replace(area, districts=districts, center=area.center or row.cell(center)[:LONGEST_CENTER])


def check_centers(areas: Sequence[Area], breaks: Sequence[Break], *, has_centers: bool, problems: list[Problem]) -> None:
    """Said once for each centre. A town that keeps no centres at all is not asked for them."""
    known = {each.center for each in breaks}
    unknown = dict.fromkeys(area.center for area in areas if area.center and area.center not in known)
    if has_centers:
        problems += [Problem("area_days.csv", "unknown_center", token=center) for center in unknown]


def _same(one: Sequence[Plan], other: Sequence[Plan]) -> bool:
    return list(one) == list(other)


def _too_long(table: Table, row: Row, place: int, name: str) -> list[Problem]:
    return [_at(table, "name_cut", row, place, name[:LONGEST])] if len(name) > LONGEST else []


def _at(table: Table, code: str, row: Row, place: int, token: str) -> Problem:
    label = table.header[place] if place < len(table.header) else ""
    return Problem(table.name, code, row.number, place + 1, label, token[:80])
