"""What to ask next? From the definition and what was answered alone, so that page and conversation may take turns. Pure."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

from forms_app.schema.answers import Answers, validate
from forms_app.schema.conditions import fields_of
from forms_app.schema.definition import Definition
from forms_app.schema.errors import FieldError
from forms_app.schema.field import Field
from forms_app.schema.registry import field_type

NOT_YET = frozenset({"required", "not_consented"})
"""Codes of questions that nobody answered: no mistake before they were asked."""
COMPARED = frozenset({"check", "stop"})


@dataclass(frozen=True)
class Next:
    """`question` None: everything is answered, or `stops` says why this cannot be. `errors`: why the question is asked again."""

    question: Field | None
    answers: Answers
    errors: tuple[FieldError, ...] = ()
    stops: tuple[FieldError, ...] = ()


def next_step(definition: Definition, raw: Mapping[str, object], settled: Set[str], *, today: date) -> Next:
    """`settled`: keys of the questions that were asked and answered, or passed over where that is allowed."""
    answers = validate(definition, raw, today=today)
    asked = asked_questions(definition, answers)
    open_keys = {question.key for question in asked} - settled
    told = [error for error in answers.errors if _is_ripe(definition, error, open_keys)]
    if stops := tuple(error for error in told if error.code == "stop"):
        return Next(None, answers, stops=stops)
    for question in asked:
        errors = tuple(error for error in told if error.field == question.key)
        mistakes = tuple(error for error in errors if error.code not in NOT_YET)
        if mistakes or (errors and question.key in settled):
            return Next(question, answers, errors)
        if question.key not in settled:
            return Next(question, answers)
    return Next(None, answers)


def _is_ripe(definition: Definition, error: FieldError, open_keys: Set[str]) -> bool:
    """Answers are compared when all of them were given: what is not asked yet may make them go together."""
    return error.code not in COMPARED or not (fields_of(definition.field(error.field).refuse_when) & open_keys)


def asked_questions(definition: Definition, answers: Answers) -> list[Field]:
    """Those a person answers now, in the order of the pages."""
    return [
        field
        for field in definition.fields
        if field_type(field.type).is_asked and field.key in answers.visible and field.key not in answers.disabled
    ]


def answered_keys(definition: Definition, raw: Mapping[str, object]) -> frozenset[str]:
    """Questions that need not be asked because something stands there, typed on a page perhaps."""
    return frozenset(field.key for field in definition.fields if not _is_blank(raw.get(field.key)))


def _is_blank(raw: object) -> bool:
    if isinstance(raw, dict):
        return all(map(_is_blank, raw.values()))
    return raw is None or raw in ("", [])


def can_be_skipped(question: Field, answers: Answers) -> bool:
    return question.key not in answers.required


def place_of(definition: Definition, answers: Answers, question: Field) -> tuple[int, int]:
    """Which of how many, as far as one knows: answers may still open further ones."""
    keys = [each.key for each in asked_questions(definition, answers)]
    return keys.index(question.key) + 1, len(keys)
