"""target.csv: what goes where. Pure."""

from municipalities.calendars.waste.calendar import Item
from municipalities.support.japanese_text import to_hiragana

from . import headings
from .categories import Categories
from .files import Row, Table, folded
from .problems import Problem

LONGEST_NAME, LONGEST_NOTICE, LONGEST_READING = 120, 1000, 120


def read_items(table: Table, categories: Categories, problems: list[Problem]) -> tuple[Item, ...]:
    """A furigana of one sign is where the list has it, not a reading: then there is none."""
    if not table.header:
        return ()
    label, name = table.place(*headings.LABEL), table.place(*headings.NAME)
    if label is None or name is None or label == name:
        problems.append(Problem(table.name, "missing_header", 1))
        return ()
    notice, furigana = table.place(*headings.NOTICE), table.place(*headings.FURIGANA)
    used = {label, name, notice, furigana}
    _tell_of_columns(table, used, problems)
    found: dict[tuple[str, str], Item] = {}
    for row in table.rows:
        item = _item(table, row, (label, name, notice, furigana), categories, problems)
        if item is None:
            continue
        key = folded(item.name), item.category
        if key in found:
            problems.append(_at(table, "duplicate_item", row, name, item.name))
            item = _joined(found[key], item)
        found[key] = item
    return tuple(found.values())


def _item(
    table: Table,
    row: Row,
    places: tuple[int, int, int | None, int | None],
    categories: Categories,
    problems: list[Problem],
) -> Item | None:
    label, name, notice, furigana = places
    text, kind = row.cell(name), row.cell(label)
    problems += [
        _at(table, "extra_cell", row, place, cell)
        for place, cell in enumerate(row.cells)
        if cell and place >= len(table.header)
    ]
    if not text:
        problems.append(_at(table, "empty_name", row, name, kind))
        return None
    if len(text) > LONGEST_NAME or len(row.cell(notice)) > LONGEST_NOTICE:
        problems.append(_at(table, "name_cut", row, name, text[:40]))
    category = categories.find(kind, told=_at(table, "unknown_category", row, label, kind)).key if kind else ""
    if not kind:
        problems.append(_at(table, "empty_name", row, label, text))
    reading = to_hiragana(row.cell(furigana))[:LONGEST_READING]
    full = reading if len(reading) > 1 else ""
    return Item(text[:LONGEST_NAME], full, category, row.cell(notice)[:LONGEST_NOTICE], reading[:1])


def _joined(first: Item, second: Item) -> Item:
    notices = dict.fromkeys(text for text in (first.notice, second.notice) if text)
    return Item(first.name, first.reading, first.category, "\n".join(notices)[:LONGEST_NOTICE], first.heading)


def _tell_of_columns(table: Table, used: set[int | None], problems: list[Problem]) -> None:
    for place, label in enumerate(table.header):
        if place not in used and any(row.cell(place) for row in table.rows):
            code = "unknown_column" if label else "unnamed_column"
            problems.append(Problem(table.name, code, 1, place + 1, label, label))


def _at(table: Table, code: str, row: Row, place: int, token: str) -> Problem:
    label = table.header[place] if place < len(table.header) else ""
    return Problem(table.name, code, row.number, place + 1, label, token[:80])
