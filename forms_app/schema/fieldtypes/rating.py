from decimal import Decimal
from typing import Any

from forms_app.schema.field import Field

from .number import Number

DEFAULT_STEPS = 5


class Rating(Number):
    """Clean: a step from 1 on, as text."""

    name = "rating"
    label = "段階で答える"
    explanation = "満足度などを、1から順の段階で答えてもらいます。"
    icon = "star"
    is_chosen = True
    mirrored_as = "number"
    operand_hint = "段階の数字で入力してください（例：3）。"
    sample = ({"low_label": "不満", "high_label": "満足"}, "4")
    texts = ("low_label", "high_label")
    options_schema = {
        "steps": {"type": "integer", "minimum": 2, "maximum": 10},
        "low_label": {"type": "string", "maxLength": 40},
        "high_label": {"type": "string", "maxLength": 40},
    }
    option_labels = {
        "steps": ("段階の数", "空けておくと5段階です。"),
        "low_label": ("1の説明", "例：とても不満"),
        "high_label": ("いちばん上の段階の説明", "例：とても満足"),
    }

    def ends(self, field: Field) -> tuple[Decimal | None, Decimal | None]:
        return Decimal(1), Decimal(steps(field))

    def is_whole(self, field: Field) -> bool:
        return True

    def display(self, field: Field, value: Any) -> str:
        return next((each["label"] for each in self.shown_options(field) if each["value"] == value), str(value))

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"enum": [each["value"] for each in self.shown_options(field)]}

    def question(self, field: Field) -> str:
        return f"「{field.label}」を、1から{steps(field)}の数字で教えてください。"

    def shown_options(self, field: Field) -> list[dict[str, Any]]:
        words = {1: field.options.get("low_label", ""), steps(field): field.options.get("high_label", "")}
        labels = {
            step: f"{step}（{words[step]}）" if words.get(step) else str(step) for step in range(1, steps(field) + 1)
        }
        return [{"value": str(step), "label": label} for step, label in labels.items()]


def steps(field: Field) -> int:
    return int(field.options.get("steps", DEFAULT_STEPS))
