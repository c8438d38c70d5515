from datetime import date
from typing import Any

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.postal_codes import seven_digits

from .base import UNANSWERED, FieldType, clean_parts, require_parts


class Address(FieldType):
    """Clean: {postal_code: "500-8701", prefecture, city, town, building}. The building may be ''."""

    name = "address"
    label = "住所"
    explanation = "郵便番号から住所を自動で入力できます。"
    icon = "home"
    is_personal = True
    profile_facts = ("address",)
    parts = ("postal_code", "prefecture", "city", "town", "building")
    part_labels = {
        "postal_code": "郵便番号",
        "prefecture": "都道府県",
        "city": "市区町村",
        "town": "町名・番地",
        "building": "建物名・部屋番号",
    }
    autocomplete = {
        "postal_code": "postal-code",
        "prefecture": "address-level1",
        "city": "address-level2",
        "town": "address-line1",
        "building": "address-line2",
    }
    inputmode = {"postal_code": "numeric"}
    always = ("postal_code", "prefecture", "city", "town")

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        parts = clean_parts(raw, self.parts, longest=100)
        if not any(parts.values()):
            return UNANSWERED
        require_parts(parts, self.always)
        digits = seven_digits(parts["postal_code"])
        if digits is None:
            raise AnswerError("not_a_postal_code", "postal_code")
        return {**parts, "postal_code": f"{digits[:3]}-{digits[3:]}"}

    def display(self, field: Field, value: Any) -> str:
        line = "".join(value[part] for part in ("prefecture", "city", "town"))
        return " ".join(text for text in (f"〒{value['postal_code']}", line, value["building"]) if text)

    def json_schema(self, field: Field) -> dict[str, Any]:
        properties = {part: {"type": "string", "maxLength": 100} for part in self.parts}
        return {
            "type": "object",
            "properties": properties,
            "required": list(self.always),
            "additionalProperties": False,
        }

    def to_raw(self, field: Field, value: Any) -> object:
        return dict(value)
