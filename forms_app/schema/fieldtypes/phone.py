from datetime import date
from typing import Any

import phonenumbers

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.japanese_text import hyphens

from .base import UNANSWERED, FieldType, clean_signs


class Phone(FieldType):
    """Clean: the national writing, `058-272-1111`; a foreign number in the international one (ITU-T E.123)."""

    name = "phone"
    label = "電話番号"
    explanation = "電話番号を聞きます。"
    icon = "call"
    is_personal = True
    profile_facts = ("phone",)
    autocomplete = {"": "tel"}
    inputmode = {"": "tel"}

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        text = hyphens(clean_signs(raw, longest=40))
        if not text:
            return UNANSWERED
        try:
            number = phonenumbers.parse(text, "JP")
        except phonenumbers.NumberParseException as error:
            raise AnswerError("not_a_phone") from error
        if not phonenumbers.is_valid_number(number) or number.extension:
            raise AnswerError("not_a_phone")
        formats = phonenumbers.PhoneNumberFormat
        writing = formats.NATIONAL if number.country_code == 81 else formats.INTERNATIONAL
        return phonenumbers.format_number(number, writing)

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "maxLength": 40}
