import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from forms_app.schema.conditions import COMPARISONS, MEMBERSHIP, PRESENCE
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from municipalities.support.japanese_text import hyphens

from .base import UNANSWERED, FieldType, Problem, clean_text

_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,10})?", re.ASCII)


class Number(FieldType):
    """Clean: a decimal as text ("12.5"), so that nothing is lost in JSON."""

    name = "number"
    label = "数値"
    inputmode = {"": "decimal"}
    options_schema = {
        "min": {"type": "number"},
        "max": {"type": "number"},
        "integer": {"type": "boolean"},
        "decimals": {"type": "integer", "minimum": 0, "maximum": 10},
        "unit": {"type": "string", "maxLength": 20},
    }
    operators = (*COMPARISONS, *MEMBERSHIP, *PRESENCE)

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
            raw = str(raw)
        text = hyphens(clean_text(raw, longest=60)).replace(",", "").replace(" ", "")
        if not text:
            return UNANSWERED
        if not _NUMBER.fullmatch(text):
            raise AnswerError("not_a_number")
        number = Decimal(text)
        self._check_decimals(field, number)
        self._check_range(field, number)
        return plain(number)

    def _check_decimals(self, field: Field, number: Decimal) -> None:
        places = decimal_places(number)
        if field.options.get("integer") and places:
            raise AnswerError("not_an_integer")
        if places > field.options.get("decimals", 10):
            raise AnswerError("too_many_decimals", max=field.options["decimals"])

    def _check_range(self, field: Field, number: Decimal) -> None:
        if "min" in field.options and number < decimal(field.options["min"]):
            raise AnswerError("too_small", min=plain(decimal(field.options["min"])))
        if "max" in field.options and number > decimal(field.options["max"]):
            raise AnswerError("too_large", max=plain(decimal(field.options["max"])))

    def display(self, field: Field, value: Any) -> str:
        return f"{Decimal(value):,}{field.options.get('unit', '')}"

    def export(self, field: Field, value: Any) -> str:
        return str(value)

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^-?\d{1,15}(\.\d{1,10})?$"}

    def comparable(self, field: Field, value: Any) -> Decimal:
        return Decimal(value)

    def operand(self, field: Field, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | str) or not _NUMBER.fullmatch(str(value)):
            raise ValueError(value)
        return Decimal(str(value))

    def check(self, field: Field) -> Iterable[Problem]:
        if "min" in field.options and "max" in field.options and field.options["min"] > field.options["max"]:
            yield "max", "limits", {}


def decimal(number: int | float) -> Decimal:
    return Decimal(str(number))


def plain(number: Decimal) -> str:
    """Without exponent, trailing zeros or a negative zero."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text.removeprefix("+")


def decimal_places(number: Decimal) -> int:
    return len(plain(number).partition(".")[2])
