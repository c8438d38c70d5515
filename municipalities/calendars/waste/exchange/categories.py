"""description.csv: the categories in their order; and those that only another file names. Pure."""

import re
from dataclasses import replace

from municipalities.calendars.waste.calendar import Category
from municipalities.support.japanese_text import fold_width

from . import headings, naming
from .files import Row, Table, folded
from .problems import Problem

LONGEST, LONGEST_GUIDE = 60, 2000
_COLOR = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")


class Categories:
    """By name, widths and spaces set aside. `find` adds what is missing and says so once."""

    def __init__(self, table: Table, problems: list[Problem]):
        self.problems, self.known = problems, dict[str, Category]()
        self.table = table
        place = table.place(*headings.LABEL, "name")
        if table.header and place is None:
            problems.append(Problem(table.name, "missing_header", 1))
            return
        for row in table.rows:
            self._read(row, place)

    def as_tuple(self) -> tuple[Category, ...]:
        return tuple(self.known.values())

    def has(self, name: str) -> bool:
        return folded(name) in self.known

    def find(self, name: str, *, told: Problem) -> Category:
        """`told`: what is said where description.csv does not have it."""
        if folded(name) not in self.known:
            if self.table.header:
                self.problems.append(told)
            self._add(name)
        return self.known[folded(name)]

    def _read(self, row: Row, place: int | None) -> None:
        name = row.cell(place)
        if not name:
            self.problems.append(Problem(self.table.name, "empty_name", row.number, (place or 0) + 1))
        elif self.has(name):
            self.problems.append(self._problem("duplicate_category", row, place, name))
        else:
            if len(name) > LONGEST:
                self.problems.append(self._problem("name_cut", row, place, name[:LONGEST]))
            self._add(name, row)

    def _add(self, name: str, row: Row | None = None) -> None:
        name = name[:LONGEST]
        icon = naming.icon_for(name)
        letter = naming.letter_for(name, (each.letter for each in self.known.values()))
        made = Category(naming.lasting_key(name), name, letter, naming.COLORS[icon], icon)
        self.known[folded(name)] = self._with_facts(made, row) if row else made

    def _with_facts(self, made: Category, row: Row) -> Category:
        texts = [row.cell(self.table.place(label)) for label in ("sublabel", "description")]
        guide = "\n".join(text for text in texts if text)[:LONGEST_GUIDE]
        color = self._color(row) or made.color
        return replace(made, guide=guide, color=color, image=row.cell(self.table.place("styles"))[:200])

    def _color(self, row: Row) -> str:
        place = self.table.place(*headings.COLOR)
        typed = fold_width(row.cell(place)).lower()
        found = _COLOR.fullmatch(typed)
        if typed and not found:
            self.problems.append(self._problem("impossible_color", row, place, row.cell(place)))
        if not found:
            return ""
        digits = found[1]
        return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))

    def _problem(self, code: str, row: Row, place: int | None, token: str) -> Problem:
        column = (place or 0) + 1
        return Problem(self.table.name, code, row.number, column, self.table.header[column - 1], token)
