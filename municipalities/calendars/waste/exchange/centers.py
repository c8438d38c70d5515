"""The small files: rests of the centres, remarks, and days that are replaced. Pure."""

import re
from collections.abc import Mapping
from datetime import date

from municipalities.calendars.waste.calendar import Break, Deed, Exceptional
from municipalities.support.japanese_text import fold_width

from .categories import Categories
from .files import Row, Table, folded
from .problems import Problem

LONGEST = 110
_DAY = re.compile(r"(\d{4})(?:[/.-]|年)?(\d{1,2})(?:[/.-]|月)?(\d{1,2})日?(?:\s.*)?")


def read_centers(table: Table, problems: list[Problem], *, shifts: bool) -> tuple[Break, ...]:
    """名称, 休止開始日, 休止終了日: by their places, whatever they are called."""
    return tuple(made for row in table.rows if (made := _break(table, row, problems, shifts)))


def _break(table: Table, row: Row, problems: list[Problem], shifts: bool) -> Break | None:
    name, first, last = row.cell(0), day_in(row.cell(1)), day_in(row.cell(2))
    if not (row.cell(1) or row.cell(2)):
        return None  # a centre without a rest
    if first is None or last is None or last < first:
        token = " ".join(cell for cell in row.cells[1:3] if cell)
        column = 2 if first is None else 3
        problems.append(Problem(table.name, "impossible_span", row.number, column, _label(table, column), token))
        return None
    return Break(f"{name[:LONGEST]}の休み" if name else "休み", first, last, name[:LONGEST], shifts)


def day_in(text: str) -> date | None:
    """`2015/12/29`, `2015-12-29`, `2015年12月29日`, `20151229`, also with a time behind it."""
    found = _DAY.fullmatch(fold_width(text).strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def read_remarks(table: Table, problems: list[Problem]) -> dict[str, str]:
    """ID → what it says."""
    remarks: dict[str, str] = {}
    for row in table.rows:
        number, text = fold_width(row.cell(0)).lstrip("*"), row.cell(1)
        if number and text:
            remarks.setdefault(number, text)
        else:
            problems.append(Problem(table.name, "empty_name", row.number, 1 if not number else 2))
    return remarks


def read_alternate_days(
    table: Table, keys: Mapping[tuple[str, str], str], categories: Categories, problems: list[Problem]
) -> tuple[Exceptional, ...]:
    """地区, 地名, label, 収集日, 代替日 (the first may be missing; without the last one the day falls out). `keys`: of the areas, by
    district and name."""
    offset = 1 if len(table.header) >= 5 else 0
    by_name = {name: key for (_group, name), key in reversed(list(keys.items()))}
    found = []
    for row in table.rows:
        name, label, usual, instead = (row.cell(offset + place) for place in range(4))
        place = folded(row.cell(0)) if offset else "", folded(name)
        area, day, to = keys.get(place) or by_name.get(folded(name)), day_in(usual), day_in(instead)
        if area is None:
            problems.append(_wrong(table, row, "unknown_area", offset, name))
        elif day is None or (instead and to is None):
            column = offset + (2 if day is None else 3)
            problems.append(_wrong(table, row, "impossible_day", column, row.cell(column)))
        else:
            category = categories.find(label, told=_wrong(table, row, "unknown_category", offset + 1, label))
            deed = Deed.MOVE if to else Deed.SKIP
            found.append(Exceptional(day, deed, area, category.key, to, is_imported=True))
    return tuple({(each.day, each.area, each.category): each for each in found}.values())


def _wrong(table: Table, row: Row, code: str, place: int, token: str) -> Problem:
    return Problem(table.name, code, row.number, place + 1, _label(table, place + 1), token)


def _label(table: Table, column: int) -> str:
    return table.header[column - 1] if column <= len(table.header) else ""
