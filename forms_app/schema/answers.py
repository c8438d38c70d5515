"""The one judgement over what somebody filled in. Every door (web, API, conversation, staff) ends here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .conditions import evaluate
from .definition import Definition
from .errors import AnswerError, FieldError
from .field import Field, Page
from .fieldtypes.base import UNANSWERED
from .registry import field_type


@dataclass(frozen=True)
class Answers:
    """`values`: the clean, JSON-ready answers of visible questions; what is hidden or unanswered is absent."""

    values: dict[str, Any]
    errors: tuple[FieldError, ...]
    visible: frozenset[str]
    required: frozenset[str]

    @property
    def is_valid(self) -> bool:
        return not self.errors


def validate(definition: Definition, raw: Mapping[str, object], *, today: date) -> Answers:
    """Total: whatever `raw` holds, an Answers comes back. Unknown keys are ignored. `today`: the day in Japan."""
    walk = _Walk(definition, raw, today)
    for field in definition.evaluation_order:
        walk.visit(field)
    return walk.result()


def visible_fields(definition: Definition, values: Mapping[str, Any]) -> frozenset[str]:
    """Which questions are shown, given clean answers (those of an application, say)."""
    known: dict[str, Any] = {}
    visible: set[str] = set()
    for field in definition.evaluation_order:
        if not _is_shown(definition, field, known):
            continue
        visible.add(field.key)
        if field.key in values:
            known[field.key] = field_type(field.type).comparable(field, values[field.key])
    return frozenset(visible)


def visible_pages(definition: Definition, values: Mapping[str, Any]) -> tuple[Page, ...]:
    """The pages that have anything to show, in order."""
    visible = visible_fields(definition, values)
    return tuple(page for page in definition.pages if any(field.key in visible for field in page.fields))


def comparables(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: field_type(definition.field(key).type).comparable(definition.field(key), value)
        for key, value in values.items()
    }


def _is_shown(definition: Definition, field: Field, known: Mapping[str, Any]) -> bool:
    page, group = definition.groups_of[field.key]
    return all(owner.show_when is None or evaluate(owner.show_when, known) for owner in (page, group, field))


class _Walk:
    """Evaluation runs once, each question after those it depends on."""

    def __init__(self, definition: Definition, raw: Mapping[str, object], today: date):
        self.definition, self.raw, self.today = definition, raw, today
        self.values: dict[str, Any] = {}
        self.known: dict[str, Any] = {}
        self.errors: dict[str, FieldError] = {}
        self.visible: set[str] = set()

    def visit(self, field: Field) -> None:
        if not _is_shown(self.definition, field, self.known):
            return
        self.visible.add(field.key)
        kind = field_type(field.type)
        try:
            value = kind.clean(field, self.raw.get(field.key), today=self.today)
        except AnswerError as refused:
            # A refused answer counts as none for the conditions after it.
            self.errors[field.key] = FieldError(field.key, refused.code, refused.part, refused.params)
            return
        if value is not UNANSWERED:
            self.values[field.key] = value
            self.known[field.key] = kind.comparable(field, value)

    def result(self) -> Answers:
        required = frozenset(
            f.key for f in self.definition.answerable_fields if f.key in self.visible and self._is_required(f)
        )
        for key in required - self.values.keys() - self.errors.keys():
            code = "not_consented" if self.definition.field(key).type == "consent" else "required"
            self.errors[key] = FieldError(key, code)
        in_order = [self.errors[field.key] for field in self.definition.fields if field.key in self.errors]
        values = {field.key: self.values[field.key] for field in self.definition.fields if field.key in self.values}
        return Answers(values, tuple(in_order), frozenset(self.visible), required)

    def _is_required(self, field: Field) -> bool:
        return field.required or (field.require_when is not None and evaluate(field.require_when, self.known))
