from datetime import date
from typing import Any

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.postal_codes import find_addresses, seven_digits

from .base import END, UNANSWERED, FieldType, clean_text


class PostalCode(FieldType):
    """Clean: `500-8701`. Codes of other prefectures are taken as they are: only those of Gifu are known here."""

    name = "postal_code"
    label = "郵便番号"
    explanation = "郵便番号だけを聞きます。県内の番号は、町の名前も表示します。"
    icon = "local_post_office"
    profile_facts = ("address",)
    inputmode = {"": "numeric"}
    autocomplete = {"": "postal-code"}
    sample = ({}, "500-8701")

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        text = clean_text(raw, longest=40)
        if not text:
            return UNANSWERED
        digits = seven_digits(text)
        if digits is None:
            raise AnswerError("not_a_postal_code")
        return f"{digits[:3]}-{digits[3:]}"

    def display(self, field: Field, value: Any) -> str:
        places = list(dict.fromkeys(f"{place.city}{place.town}" for place in find_addresses(value)))
        return f"〒{value}（{'、'.join(places)}）" if places else f"〒{value}"

    def export(self, field: Field, value: Any) -> str:
        return str(value)

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{3}-[0-9]{4}" + END}
