"""The answers of a repeating question as a table of its own: one line for each row. Columns stay as those of table.py do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from forms_app.schema.definition import Definition, Field
from forms_app.schema.registry import field_type

from .table import Column, Record, labels_of


@dataclass
class RowTable:
    """`found`: (question, part) → its column, over all versions."""

    key: str
    label: str
    found: dict[tuple[str, str], Column] = field(default_factory=dict)

    @property
    def columns(self) -> list[Column]:
        return list(self.found.values())


def row_tables_of(definitions: Iterable[Definition]) -> list[RowTable]:
    """Oldest version first. A table keeps the place of its first version and wears the label of its last."""
    tables: dict[str, RowTable] = {}
    for definition in definitions:
        for question in filter(_repeats, definition.answerable_fields):
            table = tables.setdefault(question.key, RowTable(question.key, question.label))
            table.label = question.label
            for column in _columns(question):
                table.found[column.key, column.part] = column
    return list(tables.values())


def row_header_of(table: RowTable) -> list[str]:
    return labels_of([_("受付番号"), _("行番号")], table.columns)


def rows_of(record: Record, table: RowTable) -> Iterator[list[str]]:
    question = next((q for q in record.definition.answerable_fields if q.key == table.key), None)
    if question is None or not _repeats(question):
        return
    questions = {q.key: q for q in question.row_fields}
    for number, row in enumerate(record.values.get(table.key) or [], start=1):
        cells = {
            (key, part): text
            for key, answer in row.items()
            for part, text in field_type(questions[key].type).cells(questions[key], answer).items()
        }
        yield [record.application.receipt_number, str(number), *(cells.get(place, "") for place in table.found)]


def _columns(question: Field) -> Iterator[Column]:
    for asked in question.row_fields:
        for part in field_type(asked.type).cell_parts_of(asked):
            yield Column.of(asked, part)


def _repeats(question: Field) -> bool:
    return question.type == "repeat"
