"""A zip of CSV files: the applications, and one file for each repeating question with one line a row."""

import zipfile
from collections.abc import Iterable
from typing import BinaryIO

from django.utils.translation import gettext as _

from forms_app.rendering.table import Record

from .csv_file import Cp932Sheet, Utf8Sheet, warnings_of
from .layout import Layout
from .names import free_name


def write_utf8(records: Iterable[Record], layout: Layout, file: BinaryIO) -> list[str]:
    return _write(records, layout, file, Utf8Sheet())


def write_cp932(records: Iterable[Record], layout: Layout, file: BinaryIO) -> list[str]:
    return _write(records, layout, file, Cp932Sheet())


def _write(records: Iterable[Record], layout: Layout, file: BinaryIO, writer: Utf8Sheet | Cp932Sheet) -> list[str]:
    names: list[str] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for sheet in layout.sheets:
            names.append(free_name(sheet.title, names))
            with package.open(f"{names[-1]}.csv", "w", force_zip64=True) as entry:
                writer.write(sheet, records, entry)
    return [*_nothing_repeats(layout), *warnings_of(writer.missing)]


def _nothing_repeats(layout: Layout) -> list[str]:
    return [] if layout.row_tables else [_("この手続にくり返しの設問はないので、ファイルは「申請」のひとつだけです。")]
