from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from forms_app.schema.conditions import MEMBERSHIP, PRESENCE
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field

from .base import END, UNANSWERED, FieldType, Problem, clean_text

OPTIONS_SCHEMA: dict[str, Any] = {
    "type": "array",
    "minItems": 1,
    "maxItems": 500,
    "items": {
        "type": "object",
        "required": ["value", "label"],
        "properties": {
            "value": {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,39}" + END},
            "label": {"type": "string", "minLength": 1, "maxLength": 200},
            "yomi": {"type": "string", "maxLength": 200},
            "show_when": {"$ref": "#/$defs/condition"},
        },
        "additionalProperties": False,
    },
}


SAMPLE_OPTIONS = [{"value": "visit", "label": "窓口で受け取る"}, {"value": "post", "label": "郵送で受け取る"}]


class Choice(FieldType):
    """Clean: the value of the option."""

    name = "choice"
    label = "ひとつ選ぶ"
    explanation = "選択肢から1つだけ選んでもらいます。"
    icon = "radio_button_checked"
    sample: ClassVar[tuple[dict[str, Any], object]] = ({"options": SAMPLE_OPTIONS}, "visit")
    options_schema = {"options": OPTIONS_SCHEMA, "layout": {"enum": ["radio", "select", "search"]}}
    is_chosen = True
    required_options = ("options",)
    operators: ClassVar[tuple[str, ...]] = ("equals", "not_equals", *MEMBERSHIP, *PRESENCE)

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        value = clean_text(raw, longest=60)
        if not value:
            return UNANSWERED
        if value not in option_labels(field):
            raise AnswerError("not_an_option")
        return value

    def display(self, field: Field, value: Any) -> str:
        return option_labels(field).get(value, str(value))

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"enum": list(option_labels(field))}

    def question(self, field: Field) -> str:
        return f"「{field.label}」を選んでください。"

    def operand(self, field: Field, value: object) -> Any:
        if value not in option_labels(field):
            raise ValueError(value)
        return value

    def check(self, field: Field) -> Iterable[Problem]:
        values = [option["value"] for option in field.options["options"]]
        if len(set(values)) != len(values):
            yield "options", "duplicate_option", {}


def option_labels(field: Field) -> dict[str, str]:
    return {option["value"]: option["label"] for option in field.options["options"]}
