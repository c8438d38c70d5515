from collections.abc import Iterable
from datetime import date
from typing import Any

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field

from .base import UNANSWERED, Problem, clean_text
from .choice import OPTIONS_SCHEMA, SAMPLE_OPTIONS, Choice, option_labels


class Choices(Choice):
    """Clean: the values chosen, in the order of the options."""

    name = "choices"
    label = "いくつでも選ぶ"
    explanation = "選択肢からいくつでも選んでもらいます。"
    icon = "check_box"
    sample = ({"options": SAMPLE_OPTIONS}, ["visit", "post"])
    many = True
    options_schema = {
        "options": OPTIONS_SCHEMA,
        "layout": {"enum": ["radio", "search"]},
        "min_choices": {"type": "integer", "minimum": 0},
        "max_choices": {"type": "integer", "minimum": 1},
    }
    operators = ("contains", "answered", "not_answered")

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        chosen = set(self._texts(raw))
        if not chosen:
            return UNANSWERED
        labels = option_labels(field)
        if chosen - labels.keys():
            raise AnswerError("not_an_option")
        if len(chosen) < field.options.get("min_choices", 0):
            raise AnswerError("too_few_choices", min=field.options["min_choices"])
        if len(chosen) > field.options.get("max_choices", len(labels)):
            raise AnswerError("too_many_choices", max=field.options["max_choices"])
        return [value for value in labels if value in chosen]

    def _texts(self, raw: object) -> list[str]:
        if raw is None or raw is UNANSWERED or raw == "":
            return []
        if not isinstance(raw, list) or len(raw) > 1000:
            raise AnswerError("wrong_shape")
        return [text for text in (clean_text(item, longest=60) for item in raw) if text]

    def display(self, field: Field, value: Any) -> str:
        labels = option_labels(field)
        return "、".join(labels.get(item, item) for item in value)

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "array", "uniqueItems": True, "items": {"enum": list(option_labels(field))}}

    def comparable(self, field: Field, value: Any) -> tuple[str, ...]:
        return tuple(value)

    def check(self, field: Field) -> Iterable[Problem]:
        yield from super().check(field)
        most = min(field.options.get("max_choices", 500), len(field.options["options"]))
        if field.options.get("min_choices", 0) > most:
            yield "min_choices", "limits", {}
