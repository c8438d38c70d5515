from datetime import date
from typing import Any

from forms_app.schema.conditions import PRESENCE
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field

from .base import UNANSWERED, FieldType, clean_signs

WORDS = {"yes": True, "はい": True, "true": True, "no": False, "いいえ": False, "false": False}


class YesNo(FieldType):
    """Clean: True or False. いいえ is an answer."""

    name = "yes_no"
    label = "はい・いいえ"
    explanation = "はい か いいえ のどちらかを選んでもらいます。"
    icon = "rule"
    is_chosen = True
    operand_hint = "「はい」か「いいえ」と入力してください。"
    sample = ({}, "yes")
    operators = ("equals", "not_equals", *PRESENCE)

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        if isinstance(raw, bool):
            return raw
        text = clean_signs(raw, longest=60)
        if not text:
            return UNANSWERED
        if text not in WORDS:
            raise AnswerError("not_an_option")
        return WORDS[text]

    def display(self, field: Field, value: Any) -> str:
        return self._word(field, bool(value))

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "boolean"}

    def question(self, field: Field) -> str:
        return f"「{field.label}」に、「はい」か「いいえ」で答えてください。"

    def operand(self, field: Field, value: object) -> bool:
        if isinstance(value, bool):
            return value
        if not isinstance(value, str) or value not in WORDS:
            raise ValueError(value)
        return WORDS[value]

    def shown_options(self, field: Field) -> list[dict[str, Any]]:
        return [{"value": "yes", "label": self._word(field, True)}, {"value": "no", "label": self._word(field, False)}]

    def _word(self, field: Field, value: bool) -> str:
        word = "はい" if value else "いいえ"
        return field.words.get(word, word)

    def readings(self, field: Field) -> dict[str, Any]:
        return dict(WORDS)

    def to_raw(self, field: Field, value: Any) -> object:
        return "yes" if value else "no"
