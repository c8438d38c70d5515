from datetime import date
from typing import Any

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field

from .base import UNANSWERED, FieldType

GIVEN = ("yes", "true", "on", "1")
NOT_GIVEN = ("", "no", "false", "off", "0")


class Consent(FieldType):
    """Clean: True. Not consenting is no answer, which a required question refuses."""

    name = "consent"
    label = "同意の確認"
    explanation = "注意事項などを読んで、同意の印を付けてもらいます。"
    icon = "task_alt"
    look = "check"
    texts = ("text",)
    options_schema = {"text": {"type": "string", "maxLength": 2000}}
    operators = ("answered", "not_answered")

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        if raw is True:
            return True
        if raw is None or raw is False or raw is UNANSWERED:
            return UNANSWERED
        if not isinstance(raw, str) or raw not in GIVEN + NOT_GIVEN:
            raise AnswerError("wrong_shape")
        return True if raw in GIVEN else UNANSWERED

    def display(self, field: Field, value: Any) -> str:
        return "同意する"

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"const": True}

    def question(self, field: Field) -> str:
        return f"「{field.label}」に同意しますか。"

    def to_raw(self, field: Field, value: Any) -> object:
        return "yes"
