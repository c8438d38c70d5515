"""The formats in which applications leave the portal. Each writes records one by one: memory stays flat at any number."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forms_app.rendering.table import Column, Record

from . import csv_file, geojson, json_file, xlsx

Write = Callable[[Iterable[Record], list[Column], BinaryIO], list[str]]
"""Returns warnings for the person who asked, each a sentence."""


@dataclass(frozen=True)
class Format:
    label: str | Promise
    extension: str
    media_type: str
    write: Write


FORMATS: dict[str, Format] = {
    "csv": Format(_("CSV（UTF-8）"), "csv", "text/csv; charset=utf-8", csv_file.write_utf8),
    "csv_cp932": Format(
        _("CSV（シフトJIS・古い業務システム向け）"), "csv", "text/csv; charset=cp932", csv_file.write_cp932
    ),
    "xlsx": Format(
        _("Excel（XLSX）"), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.write
    ),
    "json": Format(_("JSON"), "json", "application/json", json_file.write),
    "geojson": Format(_("GeoJSON（地図）"), "geojson", "application/geo+json", geojson.write),
}
