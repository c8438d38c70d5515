"""The one judgement over what somebody filled in. Every door (web, API, conversation, staff) ends here."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from typing import Any

from .conditions import evaluate
from .definition import Definition
from .errors import AnswerError, FieldError
from .field import Field, Page
from .fieldtypes.base import UNANSWERED
from .fieldtypes.choice import option_labels
from .fieldtypes.repeat import RowErrors
from .registry import field_type

CONSENTING = ("consent", "document")


@dataclass(frozen=True)
class Answers:
    """`values`: the clean, JSON-ready answers of visible questions; what is hidden or unanswered is absent."""

    values: dict[str, Any]
    errors: tuple[FieldError, ...]
    visible: frozenset[str]
    required: frozenset[str]
    disabled: frozenset[str] = frozenset()
    """Shown, but not to be answered; what was typed there is undefined."""
    offered: Mapping[str, frozenset[str]] = attribute(default_factory=dict)
    """Choices with conditions → the options on offer; questions that are not in it offer all."""

    @property
    def stops(self) -> tuple[FieldError, ...]:
        """Why this application cannot be made at all."""
        return tuple(error for error in self.errors if error.code == "stop")

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
        if not is_shown(definition, field, known):
            continue
        visible.add(field.key)
        if field.key in values:
            known |= field_type(field.type).known(field, values[field.key])
    return frozenset(visible)


def visible_pages(definition: Definition, values: Mapping[str, Any]) -> tuple[Page, ...]:
    """The pages that have anything to show, in order."""
    visible = visible_fields(definition, values)
    return tuple(
        page
        for page in definition.pages
        if any(field.key in visible and field_type(field.type).is_shown for field in page.fields)
    )


def comparables(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    """What conditions and formulas read of clean answers."""
    known: dict[str, Any] = {}
    for key, value in values.items():
        field = definition.field(key)
        known |= field_type(field.type).known(field, value)
    return known


def is_shown(definition: Definition, field: Field, known: Mapping[str, Any]) -> bool:
    page, group = definition.groups_of[field.key]
    return all(owner.show_when is None or evaluate(owner.show_when, known) for owner in (page, group, field))


class _Walk:
    """Evaluation runs once, each question after those it depends on."""

    def __init__(self, definition: Definition, raw: Mapping[str, object], today: date):
        self.definition, self.raw, self.today = definition, raw, today
        self.values: dict[str, Any] = {}
        self.known: dict[str, Any] = {}
        self.errors: dict[str, list[FieldError]] = {}
        self.visible: set[str] = set()
        self.disabled: set[str] = set()
        self.offered: dict[str, frozenset[str]] = {}

    def visit(self, field: Field) -> None:
        if not is_shown(self.definition, field, self.known):
            return
        self.visible.add(field.key)
        if field.disable_when is not None and evaluate(field.disable_when, self.known):
            self.disabled.add(field.key)
            return
        try:
            value = self._answer(field)
        except AnswerError as refused:
            # A refused answer counts as none for the conditions after it; what a link said wrong nobody could correct.
            if not field_type(field.type).is_shown:
                return
            self.errors[field.key] = [FieldError(field.key, e.code, e.part, e.params) for e in _each(refused)]
            return
        if value is not UNANSWERED:
            self.values[field.key] = value
            self.known |= field_type(field.type).known(field, value)

    def _answer(self, field: Field) -> object:
        kind = field_type(field.type)
        if kind.is_computed:
            return kind.compute(field, self.known, today=self.today)
        raw = self.raw.get(field.key)
        return kind.clean(field, self._on_offer(field, raw) if field.option_conditions else raw, today=self.today)

    def _on_offer(self, field: Field, raw: object) -> object:
        """An option that is not offered is undefined, as a hidden question is: chosen before, it counts as not chosen."""
        gone = {value for value, condition in field.option_conditions.items() if not evaluate(condition, self.known)}
        self.offered[field.key] = frozenset(option_labels(field)) - gone
        if isinstance(raw, list):
            return [item for item in raw if item not in gone]
        return UNANSWERED if isinstance(raw, str) and raw.strip() in gone else raw

    def result(self) -> Answers:
        required = frozenset(
            f.key for f in self.definition.answerable_fields if f.key in self.visible and self._is_required(f)
        )
        for key in required - self.values.keys() - self.errors.keys():
            code = "not_consented" if self.definition.field(key).type in CONSENTING else "required"
            self.errors[key] = [FieldError(key, code)]
        self._check_together()
        in_order = [error for field in self.definition.fields for error in self.errors.get(field.key, [])]
        values = {field.key: self.values[field.key] for field in self.definition.fields if field.key in self.values}
        return Answers(
            values, tuple(in_order), frozenset(self.visible), required, frozenset(self.disabled), self.offered
        )

    def _check_together(self) -> None:
        for field in self.definition.fields:
            if field.refuse_when is None or field.key not in self.visible or field.key in self.errors:
                continue
            if evaluate(field.refuse_when, self.known):
                code = "stop" if field.refuse_stops else "check"
                self.errors[field.key] = [FieldError(field.key, code, None, {"message": field.refuse_message})]

    def _is_required(self, field: Field) -> bool:
        if field.key in self.disabled or not field_type(field.type).is_asked:
            return False
        return field.required or (field.require_when is not None and evaluate(field.require_when, self.known))


def _each(refused: AnswerError) -> list[AnswerError]:
    return refused.errors if isinstance(refused, RowErrors) else [refused]
