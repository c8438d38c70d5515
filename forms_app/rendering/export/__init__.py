"""The formats in which applications leave the portal. Each writes records one by one: memory stays flat at any number."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forms_app.rendering.table import Record

from . import csv_file, csv_rows, geojson, json_file, xlsx
from .layout import Layout

Write = Callable[[Iterable[Record], Layout, BinaryIO], list[str]]
"""Goes over the records once for each sheet. Returns warnings for the person who asked, each a sentence."""


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
    "csv_rows": Format(
        _("行ごとのCSV（世帯員などを1行ずつ・UTF-8のZIP）"), "zip", "application/zip", csv_rows.write_utf8
    ),
    "csv_rows_cp932": Format(
        _("行ごとのCSV（世帯員などを1行ずつ・シフトJISのZIP）"), "zip", "application/zip", csv_rows.write_cp932
    ),
    "xlsx": Format(
        _("Excel（XLSX・世帯員などは別のシートにも1行ずつ）"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        xlsx.write,
    ),
    "json": Format(_("JSON"), "json", "application/json", json_file.write),
    "geojson": Format(_("GeoJSON（地図）"), "geojson", "application/geo+json", geojson.write),
}
