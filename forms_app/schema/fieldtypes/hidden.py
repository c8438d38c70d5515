from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

import re2

from forms_app.schema.conditions import MEMBERSHIP, PRESENCE
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field

from .base import END, UNANSWERED, FieldType, Problem, clean_text
from .text import check_pattern

LONGEST = 100


class Hidden(FieldType):
    """Clean: what a link to the form said, `?from=leaflet`: a text of a list, or a text that fits the pattern.

    Nobody is asked. The link is anybody's to write, so only what the form foresees is taken, and nothing about a person; the
    resident reads it before sending.
    """

    name = "hidden"
    label = "リンクで受け取る情報"
    explanation = "チラシやメールのリンクごとの目印を受け取ります。住民には聞きません。"
    icon = "link"
    look = "nothing"
    is_shown = False
    options_schema = {
        "parameter": {"type": "string", "maxLength": 40, "pattern": "^[a-z][a-z0-9_]{0,39}" + END},
        "allowed": {
            "type": "array",
            "minItems": 1,
            "maxItems": 100,
            "uniqueItems": True,
            "items": {"type": "string", "minLength": 1, "maxLength": LONGEST},
        },
        "pattern": {"type": "string", "maxLength": 200},
    }
    required_options = ("parameter",)
    operators: ClassVar[tuple[str, ...]] = ("equals", "not_equals", *MEMBERSHIP, *PRESENCE)

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        text = clean_text(raw, longest=LONGEST)
        if not text:
            return UNANSWERED
        pattern = field.options.get("pattern")
        if text not in field.options.get("allowed", []) and not (pattern and re2.fullmatch(pattern, text)):
            raise AnswerError("not_an_option")
        return text

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST}

    def question(self, field: Field) -> str:
        return f"「{field.label}」は、リンクから受け取ります。"

    def operand(self, field: Field, value: object) -> Any:
        if not isinstance(value, str):
            raise ValueError(value)
        return value

    def check(self, field: Field) -> Iterable[Problem]:
        if "allowed" not in field.options and not field.options.get("pattern"):
            yield "allowed", "takes_anything", {}
        if "pattern" in field.options:
            yield from check_pattern(field.options["pattern"])
        if field.personal:
            yield "personal", "never_personal", {}
