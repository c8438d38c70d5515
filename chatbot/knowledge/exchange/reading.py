"""A file into rows of text: CSV in UTF-8 or Shift_JIS, tabs instead of commas, or XLSX."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import openpyxl

from forms_app.rendering.export.csv_file import STARTS_A_FORMULA

MOST_BYTES = 4 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_ROWS = 2000
MOST_COLUMNS = 60
LONGEST_CELL = 20_000


class FileRefused(Exception):
    """`code`: too_large, empty, not_text, not_a_table, too_many_rows."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Table:
    """`rows`: the number of the row as a spreadsheet shows it, and its cells. Empty rows are left out."""

    header: list[str]
    rows: list[tuple[int, list[str]]]


def read_table(content: bytes) -> Table:
    if len(content) > MOST_BYTES:
        raise FileRefused("too_large")
    lines = _xlsx_lines(content) if content.startswith(b"PK\x03\x04") else _csv_lines(content)
    numbered = _filled(lines)
    if not numbered:
        raise FileRefused("empty")
    header = [cell.strip() for cell in numbered[0][1]]
    return Table(header, numbered[1:])


def _filled(lines: Iterable[list[str]]) -> list[tuple[int, list[str]]]:
    found = []
    for number, cells in enumerate(lines, start=1):
        if any(cell.strip() for cell in cells):
            found.append((number, [_armed(cell[:LONGEST_CELL]) for cell in cells[:MOST_COLUMNS]]))
        if len(found) > MOST_ROWS + 1:
            raise FileRefused("too_many_rows")
    return found


def _armed(cell: str) -> str:
    """As it was before an export defused it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(STARTS_A_FORMULA) else cell


def _csv_lines(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = "\t" if "\t" in first and "," not in first else ","
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as problem:
        raise FileRefused("not_a_table") from problem


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise FileRefused("not_text")


def _xlsx_lines(content: bytes) -> list[list[str]]:
    """Of the first sheet. A library reads what spreadsheets write; whatever it stumbles over is no table of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > MOST_UNPACKED:
                raise FileRefused("too_large")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)
        return [[_text(value) for value in row] for row in rows]
    except FileRefused:
        raise
    except Exception as problem:
        raise FileRefused("not_a_table") from problem


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
