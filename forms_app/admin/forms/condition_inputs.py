"""A condition as plain inputs: a few rows of (question, comparison, value), all of them or any of them.

What rows cannot say (conditions inside conditions, 「〜ではない」) stays as it is until somebody takes it away.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget, UnfoldBooleanWidget

from forms_app.schema.conditions import COMPARISONS, MEMBERSHIP, PRESENCE
from forms_app.schema.definition import Definition
from forms_app.schema.field import Field
from forms_app.schema.fieldtypes.choice import option_labels
from forms_app.schema.registry import field_type
from municipalities.support.japanese_text import fold_width

from .option_inputs import iso_day

JSON = dict[str, Any]
LEAST_ROWS, MOST_ROWS, SPARE_ROWS = 3, 20, 2
SEPARATOR = "、"
OPERATOR_LABELS = {
    "equals": gettext_lazy("が次と同じ"),
    "not_equals": gettext_lazy("が次と違う"),
    "greater_than": gettext_lazy("が次より大きい（日付：より後）"),
    "at_least": gettext_lazy("が次以上（日付：以降）"),
    "less_than": gettext_lazy("が次より小さい（日付：より前）"),
    "at_most": gettext_lazy("が次以下（日付：以前）"),
    "in": gettext_lazy("が次のどれか"),
    "not_in": gettext_lazy("が次のどれでもない"),
    "contains": gettext_lazy("に次を含む（選んでいる）"),
    "answered": gettext_lazy("に答えがある"),
    "not_answered": gettext_lazy("に答えがない"),
}


@dataclass(frozen=True)
class Row:
    field: forms.BoundField
    operator: forms.BoundField
    value: forms.BoundField

    @property
    def inputs(self) -> tuple[forms.BoundField, ...]:
        return self.field, self.operator, self.value

    @property
    def errors(self) -> list[str]:
        return [error for bound in self.inputs for error in bound.errors]


class ConditionInputs:
    """Adds its inputs to `form` under the name (show_when, require_when); reads them again with `read`."""

    def __init__(self, form: forms.Form, name: str, *, stored: JSON | None, usable: list[Field]):
        self.form, self.name, self.stored = form, name, stored
        self.usable = {field.key: field for field in usable}
        rows = as_rows(stored)
        self.is_complex, self.comparisons = rows is None, rows or []
        if self.is_complex:
            form.fields[f"{name}-drop"] = forms.BooleanField(
                label=_("この条件を取り除く"), required=False, widget=UnfoldBooleanWidget
            )
        else:
            self._add_rows(self.comparisons)

    def _add_rows(self, comparisons: list[JSON]) -> None:
        self.form.fields[f"{self.name}-join"] = forms.ChoiceField(
            label=_("条件がいくつもあるとき"),
            choices=[("all", _("すべてに合うとき")), ("any", _("どれか1つに合うとき"))],
            initial="any" if self.stored and "any" in self.stored else "all",
            required=False,
            widget=UnfoldAdminSelectWidget,
        )
        self.row_count = min(max(LEAST_ROWS, len(comparisons) + SPARE_ROWS), MOST_ROWS)
        for number in range(self.row_count):
            self._add_row(number, comparisons[number] if number < len(comparisons) else {})

    def _add_row(self, number: int, comparison: JSON) -> None:
        questions = [("", "―"), *((key, field.label) for key, field in self.usable.items())]
        operators = [("", "―"), *OPERATOR_LABELS.items()]
        field, operator, value = self._names(number)
        place = {"number": number + 1}
        self.form.fields[field] = forms.ChoiceField(
            label=_("条件%(number)dの設問") % place,
            choices=questions,
            initial=comparison.get("field", ""),
            required=False,
            error_messages={"invalid_choice": _("この設問は条件に使えません。ほかの設問を選んでください。")},
            widget=UnfoldAdminSelectWidget(attrs={"data-condition-field": ""}),
        )
        self.form.fields[operator] = forms.ChoiceField(
            label=_("条件%(number)dの比べ方") % place,
            choices=operators,
            initial=comparison.get("operator", ""),
            required=False,
            widget=UnfoldAdminSelectWidget(attrs={"data-condition-operator": ""}),
        )
        self.form.fields[value] = forms.CharField(
            label=_("条件%(number)dの値") % place,
            max_length=1000,
            initial=self._shown_value(comparison),
            required=False,
            widget=UnfoldAdminTextInputWidget(attrs={"data-condition-value": "", "list": "condition-values"}),
        )

    def _shown_value(self, comparison: JSON) -> str:
        if other := self.usable.get(comparison.get("other", "")):
            return f"「{other.label}」"
        return shown_operand(self.usable.get(comparison.get("field", "")), comparison.get("value"))

    def _names(self, number: int) -> tuple[str, str, str]:
        return f"{self.name}-{number}-field", f"{self.name}-{number}-operator", f"{self.name}-{number}-value"

    def rows(self) -> Iterator[Row]:
        for number in range(self.row_count):
            yield Row(*(self.form[name] for name in self._names(number)))

    @property
    def first_name(self) -> str:
        """Where a refusal of the whole condition is shown."""
        return f"{self.name}-drop" if self.is_complex else f"{self.name}-0-value"

    @property
    def is_touched(self) -> bool:
        """Something was typed here."""
        return self.form.is_bound and any(name.startswith(f"{self.name}-") for name in self.form.changed_data)

    @property
    def join(self) -> forms.BoundField:
        return self.form[f"{self.name}-join"]

    @property
    def drop(self) -> forms.BoundField:
        return self.form[f"{self.name}-drop"]

    def read(self) -> JSON | None:
        """The condition the inputs state; errors go to their input. None for none."""
        if self.is_complex:
            return None if self.form.cleaned_data.get(f"{self.name}-drop") else self.stored
        read = [comparison for number in range(self.row_count) if (comparison := self._read_row(number))]
        if len(read) < 2:
            return read[0] if read else None
        return {self.form.cleaned_data.get(f"{self.name}-join") or "all": read}

    def _read_row(self, number: int) -> JSON | None:
        names = self._names(number)
        if not set(names) & set(self.form.changed_data) and number < len(self.comparisons):
            return self.comparisons[number]
        field, operator, value = (self.form.cleaned_data.get(name, "") for name in names)
        if any(name in self.form.errors for name in names) or not (field or operator or value):
            return None
        try:
            return self._comparison(field, operator, value)
        except ValidationError as error:
            self.form.add_error(names[{"field": 0, "operator": 1}.get(error.code, 2)], error)
            return None

    def _comparison(self, key: str, operator: str, value: str) -> JSON:
        if not key:
            raise ValidationError(_("どの設問についての条件かを選んでください。"), code="field")
        field = self.usable[key]
        if operator not in (fitting := field_type(field.type).operators):
            raise ValidationError(
                _("「%(name)s」に使える比べ方は「%(fitting)s」です。")
                % {"name": field.label, "fitting": "」「".join(str(OPERATOR_LABELS[each]) for each in fitting)},
                code="operator",
            )
        if operator in PRESENCE:
            return {"field": key, "operator": operator}
        if (other := self._other(field, value)) is not None and operator in COMPARISONS:
            return {"field": key, "operator": operator, "other": other.key}
        return {"field": key, "operator": operator, "value": typed_operand(field, operator, value)}

    def _other(self, field: Field, value: str) -> Field | None:
        """The question that 「its name」 means, where the two can be compared."""
        kind = field_type(field.type).compares_as
        alike = (each for each in self.usable.values() if kind and field_type(each.type).compares_as == kind)
        return next((each for each in alike if value == f"「{each.label}」" and each.key != field.key), None)


def as_rows(condition: JSON | None) -> list[JSON] | None:
    """The comparisons, or None where rows cannot say it."""
    if not condition:
        return []
    parts = condition.get("all") or condition.get("any") or [condition]
    plain = all("field" in part for part in parts)
    return parts if plain and len(parts) <= MOST_ROWS else None


def typed_operand(field: Field, operator: str, text: str) -> Any:
    """Text → JSON. Raises ValidationError with what to write instead."""
    if operator in MEMBERSHIP:
        texts = [part.strip() for part in text.split(SEPARATOR) if part.strip()]
        return [_typed(field, part) for part in texts] or [_typed(field, "")]
    return _typed(field, text)


def _typed(field: Field, text: str) -> Any:
    if not text:
        raise ValidationError(_("比べる値を入力してください。"))
    if "options" in field.options:
        return _chosen(field, text)
    kind = field_type(field.type)
    value = {"number": lambda: fold_width(text), "date": lambda: iso_day(fold_width(text))}.get(
        kind.compares_as, lambda: text
    )()
    try:
        kind.operand(field, value)
    except ValueError as error:
        raise ValidationError(kind.operand_hint or HOW_TO_WRITE[kind.compares_as]()) from error
    return value


HOW_TO_WRITE = {
    "number": lambda: _("数字で入力してください（例：20）。"),
    "date": lambda: _("ある日付を「2026-04-01」のように入力してください。"),
}


def _chosen(field: Field, text: str) -> str:
    labels = option_labels(field)
    for value, label in labels.items():
        if text in (label, value):
            return value
    names = SEPARATOR.join(labels.values())
    shown = names if len(names) <= 200 else f"{names[:200]}…"
    raise ValidationError(
        _("「%(name)s」の選択肢を、そのとおりに入力してください：%(options)s") % {"name": field.label, "options": shown}
    )


def shown_operand(field: Field | None, value: Any) -> str:
    """JSON → text as a clerk types it."""
    values = value if isinstance(value, list) else [] if value is None else [value]
    labels: Mapping[str, str] = option_labels(field) if field and "options" in field.options else {}
    return SEPARATOR.join(str(labels.get(each, each)) if isinstance(each, str) else str(each) for each in values)


def usable_fields(definition: Definition, *, page_key: str, without: frozenset[str]) -> list[Field]:
    """Questions a condition on this page may ask about: with an answer, of this page or an earlier one, not those `without`."""
    keys = [page.key for page in definition.pages]
    earlier = set(keys[: keys.index(page_key) + 1])
    return [f for f in definition.answerable_fields if f.page_key in earlier and f.key not in without]
