import re
from datetime import date
from typing import Any

from forms_app.schema.conditions import PRESENCE
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.japanese_text import hyphens

from .base import END, UNANSWERED, FieldType, clean_signs

_THIRTEEN = re.compile(r"[0-9]{13}")


class CorporateNumber(FieldType):
    """法人番号. Clean: its 13 digits."""

    name = "corporate_number"
    label = "法人番号"
    explanation = "会社や団体の13桁の法人番号を聞きます。書き間違いを見つけます。"
    icon = "domain"
    inputmode = {"": "numeric"}
    sample = ({}, "7000012050002")
    operators = PRESENCE

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        text = re.sub("[ -]", "", hyphens(clean_signs(raw, longest=40)))
        if not text:
            return UNANSWERED
        if not _THIRTEEN.fullmatch(text) or int(text[0]) != check_digit(text[1:]):
            raise AnswerError("not_a_corporate_number")
        return text

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[1-9][0-9]{12}" + END}

    def question(self, field: Field) -> str:
        return f"「{field.label}」を13桁の数字で教えてください。"


def check_digit(base: str) -> int:
    """法人番号の指定等に関する省令（平成26年財務省令第70号）第2条: 9 − (Σ Pn×Qn mod 9), from the last of twelve digits."""
    return 9 - sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(base))) % 9
