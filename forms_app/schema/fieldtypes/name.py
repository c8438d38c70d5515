from datetime import date
from typing import Any

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.japanese_text import is_katakana, katakana_reading

from .base import UNANSWERED, FieldType, clean_parts, require_parts

LONGEST = 50


class Name(FieldType):
    """Clean: {family, given, family_kana, given_kana}; the reading in katakana whatever was typed."""

    name = "name"
    label = "氏名（ふりがな付き）"
    explanation = "姓と名を、ふりがなと一緒に聞きます。"
    icon = "person"
    is_personal = True
    profile_facts = ("name",)
    parts = ("family", "given", "family_kana", "given_kana")
    part_labels = {"family": "姓", "given": "名", "family_kana": "姓のふりがな", "given_kana": "名のふりがな"}
    autocomplete = {"family": "family-name", "given": "given-name"}

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        parts = clean_parts(raw, self.parts, longest=LONGEST)
        if not any(parts.values()):
            return UNANSWERED
        require_parts(parts, self.parts)
        for part in ("family_kana", "given_kana"):
            parts[part] = katakana_reading(parts[part])
            if not is_katakana(parts[part]):
                raise AnswerError("not_kana", part)
            if len(parts[part]) > LONGEST:  # ㌔ is one sign typed and two kana kept
                raise AnswerError("too_long", part, max=LONGEST)
        return parts

    def display(self, field: Field, value: Any) -> str:
        return f"{value['family']} {value['given']}（{value['family_kana']} {value['given_kana']}）"

    def json_schema(self, field: Field) -> dict[str, Any]:
        properties = {part: {"type": "string", "minLength": 1, "maxLength": LONGEST} for part in self.parts}
        return {"type": "object", "properties": properties, "required": list(self.parts), "additionalProperties": False}

    def question(self, field: Field) -> str:
        return f"「{field.label}」を、ふりがなと一緒に教えてください。"

    def to_raw(self, field: Field, value: Any) -> object:
        return dict(value)
