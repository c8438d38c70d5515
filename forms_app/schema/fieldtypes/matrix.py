from collections.abc import Iterable
from datetime import date
from typing import Any

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field

from .base import UNANSWERED, FieldType, Problem, clean_parts, require_parts
from .choice import OPTIONS_SCHEMA, option_labels

ITEM_SCHEMA = {
    "type": "object",
    "required": ["value", "label"],
    "properties": {name: OPTIONS_SCHEMA["items"]["properties"][name] for name in ("value", "label")},
    "additionalProperties": False,
}
MOST_ITEMS = 30


class Matrix(FieldType):
    """Several things judged on one scale. Clean: {item: option}, every item answered once one is."""

    name = "matrix"
    label = "表でたずねる"
    explanation = "いくつかのことを、同じ選択肢で1つずつ選んでもらいます。満足度などに使います。"
    icon = "table_rows"
    look = "options"
    options_schema = {
        "items": {"type": "array", "minItems": 1, "maxItems": MOST_ITEMS, "items": ITEM_SCHEMA},
        "options": {**OPTIONS_SCHEMA, "items": ITEM_SCHEMA},
    }
    required_options = ("items", "options")
    option_labels = {"items": ("たずねること（1行に1つ）", "上から順に並びます。")}
    sample = (
        {
            "items": [{"value": "desk", "label": "窓口の対応"}, {"value": "hall", "label": "館内の分かりやすさ"}],
            "options": [{"value": "good", "label": "よい"}, {"value": "bad", "label": "よくない"}],
        },
        {"desk": "good", "hall": "bad"},
    )

    def parts_of(self, field: Field) -> tuple[str, ...]:
        return tuple(item["value"] for item in field.options["items"])

    def part_label(self, field: Field, part: str) -> str:
        return next((item["label"] for item in field.options["items"] if item["value"] == part), part)

    def cell_parts_of(self, field: Field) -> tuple[str, ...]:
        return self.parts_of(field)

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        items = self.parts_of(field)
        chosen = clean_parts(raw, items, longest=60)
        if not any(chosen.values()):
            return UNANSWERED
        require_parts(chosen, items)
        for item, option in chosen.items():
            if option not in option_labels(field):
                raise AnswerError("not_an_option", item)
        return chosen

    def display(self, field: Field, value: Any) -> str:
        return "\n".join(f"{self.part_label(field, item)}: {text}" for item, text in self.cells(field, value).items())

    def cells(self, field: Field, value: Any) -> dict[str, str]:
        labels = option_labels(field)
        return {item: labels.get(value[item], value[item]) for item in self.parts_of(field) if item in value}

    def json_schema(self, field: Field) -> dict[str, Any]:
        items = self.parts_of(field)
        return {
            "type": "object",
            "properties": {item: {"enum": list(option_labels(field))} for item in items},
            "required": list(items),
            "additionalProperties": False,
        }

    def limits(self, field: Field) -> dict[str, Any]:
        return {"needed": list(self.parts_of(field))}

    def check(self, field: Field) -> Iterable[Problem]:
        for name in ("items", "options"):
            values = [each["value"] for each in field.options[name]]
            if len(set(values)) != len(values):
                yield name, "duplicate_option", {}

    def to_raw(self, field: Field, value: Any) -> object:
        return dict(value)
