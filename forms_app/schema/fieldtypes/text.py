from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

import re2

from forms_app.schema.conditions import MEMBERSHIP, PRESENCE
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.japanese_text import compose
from municipalities.support.my_number import holds_my_number

from .base import UNANSWERED, FieldType, Problem, clean_text

LENGTHS = {
    "min_length": {"type": "integer", "minimum": 0, "maximum": 10000},
    "max_length": {"type": "integer", "minimum": 1, "maximum": 10000},
}


class Text(FieldType):
    name = "text"
    label = "一行の文字"
    explanation = "品名や番号など、短い答えを聞きます。"
    icon = "short_text"
    texts: ClassVar[tuple[str, ...]] = ("pattern_message",)
    options_schema = {
        **LENGTHS,
        "pattern": {"type": "string", "maxLength": 200},
        "pattern_message": {"type": "string", "maxLength": 200},
    }
    compares_as = "text"
    operators: ClassVar[tuple[str, ...]] = ("equals", "not_equals", "contains", *MEMBERSHIP, *PRESENCE)
    lines = False
    default_max = 200

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        longest = self.max_length(field)
        text = clean_text(raw, lines=self.lines, longest=longest)
        if not text:
            return UNANSWERED
        if holds_my_number(text):
            raise AnswerError("my_number")
        if len(text) < field.options.get("min_length", 0):
            raise AnswerError("too_short", min=field.options["min_length"])
        pattern = field.options.get("pattern")
        # RE2: time linear in the text, whatever the pattern.
        if pattern and not re2.fullmatch(pattern, text):
            raise AnswerError("pattern", message=field.options.get("pattern_message", ""))
        return text

    def max_length(self, field: Field) -> int:
        return int(field.options.get("max_length", self.default_max))

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "minLength": field.options.get("min_length", 0), "maxLength": self.max_length(field)}

    def operand(self, field: Field, value: object) -> Any:
        if not isinstance(value, str):
            raise ValueError(value)
        return compose(value)  # as the answers it is compared with

    def check(self, field: Field) -> Iterable[Problem]:
        if field.options.get("min_length", 0) > self.max_length(field):
            yield "max_length", "limits", {}
        if "pattern" in field.options:
            yield from check_pattern(field.options["pattern"])


def check_pattern(pattern: str) -> Iterable[Problem]:
    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except (re2.error, UnicodeEncodeError) as error:
        yield "pattern", "pattern", {"message": str(error)}
