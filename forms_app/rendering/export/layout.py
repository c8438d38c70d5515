"""Which sheets an export has: the applications, then one for each repeating question."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from forms_app.rendering.row_tables import RowTable, row_header_of, row_tables_of, rows_of
from forms_app.rendering.table import Column, Record, columns_of, header_of, row_of
from forms_app.schema.definition import Definition


@dataclass(frozen=True)
class Sheet:
    """`rows`: the lines that records give it. `is_of_rows`: of a repeating question; its second cell is the row number."""

    title: str
    header: list[str]
    rows: Callable[[Iterable[Record]], Iterator[list[str]]]
    is_of_rows: bool = False


@dataclass(frozen=True)
class Layout:
    columns: list[Column]
    row_tables: list[RowTable]

    @property
    def sheet(self) -> Sheet:
        return Sheet(_("申請"), header_of(self.columns), partial(_rows, self.columns))

    @property
    def sheets(self) -> list[Sheet]:
        return [self.sheet, *(_sheet_of(table) for table in self.row_tables)]


def layout_of(definitions: Iterable[Definition]) -> Layout:
    """Oldest version first."""
    definitions = list(definitions)
    return Layout(columns_of(definitions), row_tables_of(definitions))


def _sheet_of(table: RowTable) -> Sheet:
    return Sheet(table.label, row_header_of(table), partial(_rows_of_rows, table), is_of_rows=True)


def _rows(columns: list[Column], records: Iterable[Record]) -> Iterator[list[str]]:
    return (row_of(record, columns) for record in records)


def _rows_of_rows(table: RowTable, records: Iterable[Record]) -> Iterator[list[str]]:
    return (row for record in records for row in rows_of(record, table))
