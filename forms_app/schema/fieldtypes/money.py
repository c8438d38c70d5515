from decimal import Decimal
from typing import Any

from forms_app.schema.field import Field
from forms_app.schema.plain_json import LIMIT

from .base import END
from .number import Number

YEN_SCHEMA = {"type": "integer", "minimum": 0, "maximum": LIMIT - 1}


class Money(Number):
    """Clean: whole yen as text. `1万円` is refused: a sum is never guessed."""

    name = "money"
    label = "金額"
    explanation = "円の金額を聞きます。範囲を決められます。"
    icon = "payments"
    inputmode = {"": "numeric"}
    mirrored_as = "number"
    operand_hint = "数字で入力してください（例：1000）。"
    sample = ({}, "1000")
    texts = ()
    options_schema = {"min": YEN_SCHEMA, "max": YEN_SCHEMA}

    def ends(self, field: Field) -> tuple[Decimal | None, Decimal | None]:
        least, most = super().ends(field)
        return least or Decimal(0), most

    def is_whole(self, field: Field) -> bool:
        return True

    def unit(self, field: Field) -> str:
        return "円"

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{1,15}" + END}

    def question(self, field: Field) -> str:
        return f"「{field.label}」は何円ですか。"
