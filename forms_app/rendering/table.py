"""Applications of one form as a table whose columns stay: a new version adds columns at the end and takes none away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from forms_app.models import Application
from forms_app.schema.definition import Definition, Field
from forms_app.schema.registry import field_type

from .nodes import walk


@dataclass(frozen=True)
class Column:
    """`part`: of a name, an address …; "" where the question has one cell."""

    key: str
    part: str
    label: str

    @classmethod
    def of(cls, question: Field, part: str) -> "Column":
        label = (
            f"{question.label}（{field_type(question.type).part_label(question, part)}）" if part else question.label
        )
        return cls(question.key, part, label)


@dataclass(frozen=True)
class Record:
    """One application on its way out. `files`: {public id: name}."""

    application: Application
    definition: Definition
    values: Mapping[str, Any]
    files: Mapping[str, str]


def fact_labels() -> list[str]:
    return [_("受付番号"), _("申請日時"), _("状態"), _("担当課"), _("担当者"), _("処理期限"), _("公開版")]


def facts_of(application: Application) -> list[str]:
    """The cells before the answers, in the order of fact_labels()."""
    return [
        application.receipt_number,
        _moment(application.submitted_at),
        application.status_label,
        application.section.name,
        str(application.assignee or ""),
        f"{timezone.localdate(application.due_at):%Y-%m-%d}",
        str(application.form_version.number),
    ]


def columns_of(definitions: Iterable[Definition]) -> list[Column]:
    """Oldest version first. A question keeps the place of its first version and wears the label of its last."""
    found: dict[tuple[str, str], Column] = {}
    for definition in definitions:
        for question in definition.answerable_fields:
            for part in field_type(question.type).cell_parts_of(question):
                found[question.key, part] = Column.of(question, part)
    return list(found.values())


def header_of(columns: Iterable[Column]) -> list[str]:
    return labels_of(fact_labels(), columns)


def labels_of(before: list[str], columns: Iterable[Column]) -> list[str]:
    """Two columns that are called the same are told apart by their keys."""
    columns = list(columns)
    labels = [*before, *(column.label for column in columns)]
    return [*before, *(c.label if labels.count(c.label) == 1 else f"{c.label}［{c.key}］" for c in columns)]


def row_of(record: Record, columns: Iterable[Column]) -> list[str]:
    cells = _cells(record)
    return [*facts_of(record.application), *(cells.get((column.key, column.part), "") for column in columns)]


def _cells(record: Record) -> dict[tuple[str, str], str]:
    cells: dict[tuple[str, str], str] = {}
    for page in walk(record.definition, record.values):
        for node in page.answers:
            if node.file_ids:
                cells[node.field.key, ""] = "、".join(record.files.get(file_id, "") for file_id in node.file_ids)
            elif node.is_answered:
                of_field = field_type(node.field.type).cells(node.field, record.values[node.field.key])
                cells |= {(node.field.key, part): text for part, text in of_field.items()}
    return cells


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}"
