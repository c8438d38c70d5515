import re
from datetime import date
from typing import Any

from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field

from .base import UNANSWERED, FieldType, clean_signs

# The addr-spec of HTML's input type=email, with a dot in the domain. Old mobile addresses with two dots in a row pass.
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,8}}")
LONGEST = 254  # RFC 5321 §4.5.3.1.3


class Email(FieldType):
    name = "email"
    label = "メールアドレス"
    explanation = "受付の控えや結果のお知らせを送る先になります。"
    icon = "mail"
    is_personal = True
    profile_facts = ("email",)
    autocomplete = {"": "email"}
    inputmode = {"": "email"}

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        address = clean_signs(raw, longest=LONGEST)
        if not address:
            return UNANSWERED
        if len(address) > LONGEST or not _EMAIL.fullmatch(address):
            raise AnswerError("not_an_email")
        return address

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "format": "email", "maxLength": LONGEST}
