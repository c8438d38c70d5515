from datetime import date
from typing import ClassVar

from forms_app.schema.field import Field

from .base import UNANSWERED, FieldType


class Paragraph(FieldType):
    """Text to read between questions; takes no answer."""

    name = "paragraph"
    label = "説明文"
    explanation = "設問のあいだに説明の文章を入れます。入力欄はありません。"
    icon = "article"
    look = "words"
    takes_answer = False
    texts: ClassVar[tuple[str, ...]] = ("text",)
    options_schema = {"text": {"type": "string", "maxLength": 4000}}
    operators = ()

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        return UNANSWERED

    def question(self, field: Field) -> str:
        return str(field.options.get("text") or field.label)
