"""A CSV file of the family into rows of text, whatever wrote it: UTF-8 with or without BOM, UTF-16, Shift_JIS; CRLF; quoted breaks. Pure."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from municipalities.support.japanese_text import fold_width, trim

from .problems import Problem

ENCODINGS = ("utf-8-sig", "cp932")
MOST_BREAKS = 30
"""More line breaks in one cell than this: a quotation mark was not closed."""


@dataclass(frozen=True)
class Row:
    """`number`: as a spreadsheet counts."""

    number: int
    cells: tuple[str, ...]

    def cell(self, place: int | None) -> str:
        """'' for a column that the file or the row does not have."""
        return self.cells[place] if place is not None and place < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """Cells are trimmed; rows with nothing in them are left out. `header`: () for an empty file."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    def place(self, *labels: str) -> int | None:
        """The column with one of these names, widths and case set aside."""
        wanted = {folded(label) for label in labels}
        return next((place for place, label in enumerate(self.header) if folded(label) in wanted), None)


def read_table(name: str, content: bytes) -> Table:
    text, problems = _decoded(name, content)
    rows = list(_rows(text))
    if any(cell.count("\n") > MOST_BREAKS for row in rows for cell in row.cells):
        rows, problems = list(_naive_rows(text)), [*problems, Problem(name, "unbalanced_quote")]
    problems += [
        Problem(name, "undecodable", row.number, place, token=cell[:40])
        for row in rows
        for place, cell in enumerate(row.cells, start=1)
        if "\ufffd" in cell
    ]
    if not rows:
        return Table(name, (), (), tuple(problems))
    return Table(name, rows[0].cells, tuple(rows[1:]), tuple(problems))


def folded(label: str) -> str:
    """How names are compared: `びん・カン ` and `びん･ｶﾝ` are the same."""
    return "".join(fold_width(label).split()).casefold()


def _decoded(name: str, content: bytes) -> tuple[str, list[Problem]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), []
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding), []
        except UnicodeDecodeError:
            continue
    is_utf8 = content.decode("utf-8", "ignore").count("\ufffd") == 0 and _mostly_utf8(content)
    return content.decode("utf-8-sig" if is_utf8 else "cp932", "replace"), [Problem(name, "undecodable")]


def _mostly_utf8(content: bytes) -> bool:
    return len(content.decode("utf-8", "ignore")) > len(content.decode("cp932", "ignore")) / 2


def _rows(text: str) -> Iterator[Row]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    first = text.partition("\n")[0]
    delimiter = "\t" if "\t" in first and "," not in first else ","
    csv.field_size_limit(10_000_000)
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
        yield from _filled(number, cells)


def _naive_rows(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.splitlines(), start=1):
        yield from _filled(number, line.replace('"', "").split(","))


def _filled(number: int, cells: list[str]) -> Iterator[Row]:
    trimmed = tuple(trim(cell) for cell in cells)
    if any(trimmed):
        yield Row(number, trimmed)
