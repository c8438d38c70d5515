"""XLSX (ECMA-376), every cell text: a formula is never run, a leading zero never lost.

Written straight into the zip: the libraries keep rows in memory or, unsealed, in temporary files (docs/adr/0006-exports.md).
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from forms_app.rendering.table import Record

from .layout import Layout
from .names import free_name

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0, section 2.2
MOST_CHARACTERS = 32_767
"""Of one cell."""
MOST_ROWS = 1_048_575
"""Of one sheet, below its header."""
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
FROZEN_HEADER = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'


def write(records: Iterable[Record], layout: Layout, file: BinaryIO) -> list[str]:
    names: list[str] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for sheet in layout.sheets:
            for rows in _filled(sheet.rows(records)):
                names.append(free_name(sheet.title, names))
                _write_sheet(package, len(names), sheet.header, rows)
        for name, content in _parts(names).items():
            package.writestr(name, DECLARATION + content)
    return []


def _filled(rows: Iterator[list[str]]) -> Iterator[Iterator[list[str]]]:
    """As many rows as one sheet takes, and again: at least one sheet, even without a row."""
    yield islice(rows, MOST_ROWS)
    for first in rows:
        yield chain([first], islice(rows, MOST_ROWS - 1))


def _write_sheet(package: zipfile.ZipFile, number: int, header: list[str], rows: Iterable[list[str]]) -> None:
    with package.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as sheet:
        sheet.write(f'{DECLARATION}<worksheet xmlns="{SHEET}">{FROZEN_HEADER}<sheetData>'.encode())
        sheet.write(_row(header))
        for cells in rows:
            sheet.write(_row(cells))
        sheet.write(b"</sheetData></worksheet>")


def _parts(names: list[str]) -> dict[str, str]:
    """What says which sheets there are: written last, when it is known."""
    numbers = range(1, len(names) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPES}.worksheet+xml"/>' for n in numbers
    )
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>' for n, name in zip(numbers, names, strict=True)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
    }


def _row(cells: list[str]) -> bytes:
    return f"<row>{''.join(map(_cell, cells))}</row>".encode()


def _cell(text: str) -> str:
    clean = escape(NOT_XML.sub("", text)[:MOST_CHARACTERS])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{clean}</t></is></c>' if clean else "<c/>"
