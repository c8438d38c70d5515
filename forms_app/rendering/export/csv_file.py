"""CSV (RFC 4180). A cell that a spreadsheet would run as a formula is defused (OWASP, CSV injection)."""

import csv
import io
import re
from collections.abc import Iterable
from typing import IO, BinaryIO

from django.utils.translation import gettext as _

from forms_app.rendering.table import Record

from .layout import Layout, Sheet

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Signs that Windows and Unicode call differently; without this they do not come back the same.
AS_WINDOWS_WRITES = str.maketrans({"〜": "～", "−": "－", "‖": "∥", "—": "―", "–": "－"})
GETA = "〓"
"""What printers set where a letter is missing."""
MOST_NAMED = 20


class Utf8Sheet:
    def __init__(self) -> None:
        self.missing: dict[str, list[str]] = {}

    def write(self, sheet: Sheet, records: Iterable[Record], file: IO[bytes]) -> None:
        file.write(b"\xef\xbb\xbf")  # Excel takes a file without it for Shift_JIS
        for cells in _lines(sheet, records):
            file.write(_line(cells).encode())


class Cp932Sheet:
    """`missing`: receipt number → where a letter stood that cp932 does not have."""

    def __init__(self) -> None:
        self.missing: dict[str, list[str]] = {}

    def write(self, sheet: Sheet, records: Iterable[Record], file: IO[bytes]) -> None:
        for cells in _lines(sheet, records):
            self._notice(sheet, cells)
            file.write(to_cp932(_line(cells)))

    def _notice(self, sheet: Sheet, cells: list[str]) -> None:
        before = f"{sheet.title}{cells[1]}・" if sheet.is_of_rows else ""
        for cell, label in zip(cells, sheet.header, strict=True):
            for sign in unmappable(cell):
                self.missing.setdefault(cells[0], []).append(f"{before}{label}「{sign}」")


def write_utf8(records: Iterable[Record], layout: Layout, file: BinaryIO) -> list[str]:
    Utf8Sheet().write(layout.sheet, records, file)
    return []


def write_cp932(records: Iterable[Record], layout: Layout, file: BinaryIO) -> list[str]:
    writer = Cp932Sheet()
    writer.write(layout.sheet, records, file)
    return warnings_of(writer.missing)


def unmappable(text: str) -> list[str]:
    """The signs of a text that cp932 does not have."""
    return [sign for sign in dict.fromkeys(text.translate(AS_WINDOWS_WRITES)) if not _fits(sign)]


def to_cp932(text: str) -> bytes:
    text = text.translate(AS_WINDOWS_WRITES)
    try:
        return text.encode("cp932")
    except UnicodeEncodeError:
        return "".join(sign if _fits(sign) else GETA for sign in text).encode("cp932")


def defused(cell: str) -> str:
    """Plain numbers stay numbers; anything else that begins like a formula gets an apostrophe before it."""
    if cell.startswith(STARTS_A_FORMULA) and not NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def warnings_of(missing: dict[str, list[str]]) -> list[str]:
    sentences = [
        _("受付番号 %(number)s: シフトJISにない文字を〓に置きかえました（%(signs)s）。")
        % {"number": number, "signs": "、".join(signs)}
        for number, signs in list(missing.items())[:MOST_NAMED]
    ]
    if len(missing) > MOST_NAMED:
        sentences.append(
            _("ほか %(count)d 件の申請にも、シフトJISにない文字がありました。") % {"count": len(missing) - MOST_NAMED}
        )
    return sentences


def _lines(sheet: Sheet, records: Iterable[Record]) -> Iterable[list[str]]:
    yield sheet.header
    yield from sheet.rows(records)


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([defused(cell) for cell in cells])
    return buffer.getvalue()


def _fits(sign: str) -> bool:
    try:
        sign.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
