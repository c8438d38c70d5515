"""Entries out of the town. Formulas are defused and letters written as in the other exports of the portal."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chatbot.models import FaqEntry
from forms_app.rendering.export import xlsx
from forms_app.rendering.export.csv_file import Cp932Sheet, Utf8Sheet
from forms_app.rendering.export.layout import Sheet

from .columns import Town, columns


@dataclass(frozen=True)
class File:
    content: bytes
    name: str
    media_type: str


@dataclass(frozen=True)
class OneSheet:
    """What rendering.export.xlsx asks of a layout."""

    sheets: list[Sheet]


def write_entries(entries: Iterable[FaqEntry], format: str) -> File:
    """`format`: csv, csv-cp932 or xlsx. KeyError for another."""
    write, name, media_type = FORMATS[format]
    file, town = io.BytesIO(), Town.read()
    shown = columns()

    def rows(found: Iterable[FaqEntry]) -> Iterator[list[str]]:
        return ([column.write(entry, town) for column in shown] for entry in found)

    write(Sheet(_("よくある質問"), [column.label for column in shown], rows), list(entries), file)
    return File(file.getvalue(), name, media_type)


def _csv(sheet: Sheet, entries: list[FaqEntry], file: io.BytesIO) -> None:
    Utf8Sheet().write(sheet, entries, file)


def _cp932(sheet: Sheet, entries: list[FaqEntry], file: io.BytesIO) -> None:
    Cp932Sheet().write(sheet, entries, file)


def _xlsx(sheet: Sheet, entries: list[FaqEntry], file: io.BytesIO) -> None:
    xlsx.write(entries, OneSheet([sheet]), file)


FORMATS = {
    "csv": (_csv, "faq.csv", "text/csv; charset=utf-8"),
    "csv-cp932": (_cp932, "faq-cp932.csv", "text/csv; charset=cp932"),
    "xlsx": (_xlsx, "faq.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
