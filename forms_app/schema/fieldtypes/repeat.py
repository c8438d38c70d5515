import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Any

from forms_app.schema.conditions import COMPARISONS, PRESENCE, evaluate
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field

from .base import UNANSWERED, FieldType, Problem

MOST_ROWS = 30
DEFAULT_MAX_ROWS = 10
NOT_IN_ROWS = (
    "repeat",
    "attachment",
    "consent",
    "calculated",
    "heading",
    "paragraph",
    "document",
    "signature",
    "slot",
    "hidden",
)


class RowErrors(AnswerError):
    """All that is wrong in the rows; each part reads `row-question` or `row-question-part`, rows counted from 0."""

    def __init__(self, errors: list[AnswerError]):
        super().__init__(errors[0].code, errors[0].part, **errors[0].params)
        self.errors = errors


class Repeat(FieldType):
    """Clean: a list of rows, {key: clean answer}; rows in which nothing is answered are left out.

    The conditions of a row read what stands before them in the same row.
    """

    name = "repeat"
    label = "くり返し（世帯員など）"
    explanation = "世帯員や子どもなど、同じ設問のまとまりを人数分くり返します。"
    icon = "format_list_bulleted_add"
    look = "rows"
    texts = ("row_label",)
    options_schema = {
        "fields": {"type": "array", "minItems": 1, "maxItems": 20, "items": {"$ref": "#/$defs/field"}},
        "min_rows": {"type": "integer", "minimum": 0, "maximum": MOST_ROWS},
        "max_rows": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
        "row_label": {"type": "string", "maxLength": 20},
    }
    required_options = ("fields",)
    compares_as = "number"  # the number of rows
    operators = (*COMPARISONS, *PRESENCE)

    def __init__(self, field_type: Callable[[str], FieldType]):
        self.field_type = field_type

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        rows = _rows(raw)
        errors: list[AnswerError] = []
        cleaned = [self._clean_row(field, row, number, today, errors) for number, row in enumerate(rows)]
        if errors:
            raise RowErrors(errors)
        return self._counted(field, [row for row in cleaned if row])

    def _counted(self, field: Field, rows: list[dict[str, Any]]) -> object:
        if not rows:
            return UNANSWERED
        if len(rows) < field.options.get("min_rows", 0):
            raise AnswerError("too_few_rows", min=field.options["min_rows"])
        if len(rows) > max_rows(field):
            raise AnswerError("too_many_rows", max=max_rows(field))
        return rows

    def _clean_row(
        self, field: Field, row: object, number: int, today: date, errors: list[AnswerError]
    ) -> dict[str, Any]:
        if not isinstance(row, dict):
            errors.append(AnswerError("wrong_shape", str(number)))
            return {}
        walk = self.walk_row(field, row, today=today)
        refused = [_moved(error, f"{number}-{key}") for key, error in walk.errors.items()]
        if walk.values or refused:  # nothing at all was answered: a row that was added and left
            missing = [key for key in walk.required if key not in walk.values and key not in walk.errors]
            refused += [AnswerError("required", f"{number}-{key}") for key in missing]
        errors += refused
        return walk.values

    def walk_row(self, field: Field, row: Mapping[str, object], *, today: date) -> "RowWalk":
        walk = RowWalk()
        for question in field.row_fields:
            if question.show_when is None or evaluate(question.show_when, walk.known):
                walk.visit(question, self.field_type(question.type), row.get(question.key), today)
        walk.required = [q.key for q in field.row_fields if q.key in walk.visible and walk.is_required(q)]
        return walk

    def display(self, field: Field, value: Any) -> str:
        return "\n".join(line for number, row in enumerate(value) for line in self._lines(field, number, row))

    def _lines(self, field: Field, number: int, row: Mapping[str, Any]) -> Iterator[str]:
        yield f"{row_label(field)}{number + 1}"
        for question, text in self.shown(field, row):
            yield f"　{question.label}: {text}"

    def shown(self, field: Field, row: Mapping[str, Any]) -> list[tuple[Field, str]]:
        """The answered questions of one row with what a person reads."""
        return [(q, self.field_type(q.type).display(q, row[q.key])) for q in field.row_fields if q.key in row]

    def export(self, field: Field, value: Any) -> str:
        return "\n".join("、".join(f"{q.label}: {text}" for q, text in self.shown(field, row)) for row in value)

    def json_schema(self, field: Field) -> dict[str, Any]:
        properties = {q.key: self.field_type(q.type).json_schema(q) for q in field.row_fields}
        row = {"type": "object", "properties": properties, "additionalProperties": False}
        return {"type": "array", "maxItems": max_rows(field), "items": row}

    def question(self, field: Field) -> str:
        return f"「{field.label}」を、1件ずつ教えてください。"

    def comparable(self, field: Field, value: Any) -> Decimal:
        return Decimal(len(value))

    def known(self, field: Field, value: Any) -> dict[str, Any]:
        """The number of rows, and `key.question`: what stands there in each row, for formulas."""
        columns = {f"{field.key}.{q.key}": self._column(q, value) for q in field.row_fields}
        return {field.key: self.comparable(field, value)} | columns

    def _column(self, question: Field, rows: list[dict[str, Any]]) -> tuple[Any, ...]:
        kind = self.field_type(question.type)
        return tuple(kind.comparable(question, row[question.key]) for row in rows if question.key in row)

    def operand(self, field: Field, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | str) or not re.fullmatch("[0-9]{1,2}", str(value)):
            raise ValueError(value)
        return Decimal(value)

    def check(self, field: Field) -> Iterable[Problem]:
        if field.options.get("min_rows", 0) > max_rows(field):
            yield "max_rows", "limits", {}
        for number, question in enumerate(field.row_fields):
            if question.type in NOT_IN_ROWS:
                yield f"fields/{number}/type", "type_in_row", {"type": question.type}
                continue
            for option, code, params in self.field_type(question.type).check(question):
                yield f"fields/{number}/{option}", code, params

    def to_raw(self, field: Field, value: Any) -> object:
        questions = {q.key: q for q in field.row_fields}
        return [
            {
                key: self.field_type(questions[key].type).to_raw(questions[key], answer)
                for key, answer in row.items()
                if key in questions
            }
            for row in value
        ]


class RowWalk:
    """One row as answers.py walks a form."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.known: dict[str, Any] = {}
        self.errors: dict[str, AnswerError] = {}
        self.visible: set[str] = set()
        self.disabled: set[str] = set()
        self.required: list[str] = []

    def visit(self, question: Field, kind: FieldType, raw: object, today: date) -> None:
        self.visible.add(question.key)
        if question.disable_when is not None and evaluate(question.disable_when, self.known):
            self.disabled.add(question.key)
            return
        try:
            value = kind.clean(question, raw, today=today)
        except AnswerError as refused:
            self.errors[question.key] = refused
            return
        if value is not UNANSWERED:
            self.values[question.key] = value
            self.known |= kind.known(question, value)

    def is_required(self, question: Field) -> bool:
        if question.key in self.disabled:
            return False
        return question.required or (question.require_when is not None and evaluate(question.require_when, self.known))


def _rows(raw: object) -> list[object]:
    if raw is None or raw is UNANSWERED or raw == "":
        return []
    if not isinstance(raw, list):
        raise AnswerError("wrong_shape")
    if len(raw) > MOST_ROWS:
        raise AnswerError("too_many_rows", max=MOST_ROWS)
    return raw


def _moved(error: AnswerError, place: str) -> AnswerError:
    moved = copy(error)
    moved.part = f"{place}-{error.part}" if error.part else place
    return moved


def max_rows(field: Field) -> int:
    return field.options.get("max_rows", DEFAULT_MAX_ROWS)


def row_label(field: Field) -> str:
    return field.options.get("row_label") or field.label
