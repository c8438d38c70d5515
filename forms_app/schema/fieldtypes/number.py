import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from forms_app.schema.conditions import COMPARISONS, MEMBERSHIP, PRESENCE
from forms_app.schema.errors import AnswerError
from forms_app.schema.field import Field
from forms_app.schema.plain_json import LIMIT
from municipalities.support.japanese_text import fold_width, hyphens

from .base import END, UNANSWERED, FieldType, Problem, clean_signs

# Commas only where they part thousands: 1,5 is no fifteen.
_NUMBER = re.compile(r"[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?")
MOST_DECIMALS = 10


class Number(FieldType):
    """Clean: a decimal as text ("12.5"), so that nothing is lost in JSON. At most 15 digits and 10 decimals."""

    name = "number"
    label = "数値"
    explanation = "人数や個数などを聞きます。単位と範囲を決められます。"
    icon = "pin"
    inputmode = {"": "decimal"}
    texts: ClassVar[tuple[str, ...]] = ("unit",)
    options_schema = {
        "min": {"type": "number"},
        "max": {"type": "number"},
        "integer": {"type": "boolean"},
        "decimals": {"type": "integer", "minimum": 0, "maximum": MOST_DECIMALS},
        "unit": {"type": "string", "maxLength": 20},
    }
    compares_as = "number"
    operators = (*COMPARISONS, *MEMBERSHIP, *PRESENCE)

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            number = self._counted(raw)
        else:
            text = hyphens(clean_signs(raw, longest=60))
            if not text:
                return UNANSWERED
            number = self._written(field, text)
        self._check_decimals(field, number)
        self._check_range(field, number)
        return plain(number)

    def _counted(self, raw: int | float) -> Decimal:
        if raw != raw:
            raise AnswerError("not_a_number")
        # Before any text is made of it: Python writes no integer of more than 4300 digits, and no infinity is a number.
        _check_magnitude(raw)
        return Decimal(str(raw))

    def _written(self, field: Field, text: str) -> Decimal:
        unit = hyphens(fold_width(self.unit(field)))
        text = text.removesuffix(unit).strip() if unit else text
        if not _NUMBER.fullmatch(text):
            raise AnswerError("not_a_number")
        number = Decimal(text.replace(",", ""))
        _check_magnitude(number)
        return number

    def _check_decimals(self, field: Field, number: Decimal) -> None:
        places = decimal_places(number)
        if self.is_whole(field) and places:
            raise AnswerError("not_an_integer")
        most = field.options.get("decimals", MOST_DECIMALS)
        if places > most:
            raise AnswerError("too_many_decimals", max=most)

    def _check_range(self, field: Field, number: Decimal) -> None:
        least, most = self.ends(field)
        if least is not None and number < least:
            raise AnswerError("too_small", min=plain(least))
        if most is not None and number > most:
            raise AnswerError("too_large", max=plain(most))

    def ends(self, field: Field) -> tuple[Decimal | None, Decimal | None]:
        """The least and the largest number allowed."""
        options = field.options
        return tuple(decimal(options[name]) if name in options else None for name in ("min", "max"))  # type: ignore[return-value]

    def is_whole(self, field: Field) -> bool:
        return bool(field.options.get("integer"))

    def limits(self, field: Field) -> dict[str, Any]:
        least, most = self.ends(field)
        decimals = 0 if self.is_whole(field) else field.options.get("decimals", MOST_DECIMALS)
        return {"min": least, "max": most, "decimals": decimals, "unit": self.unit(field)}

    def display(self, field: Field, value: Any) -> str:
        return f"{Decimal(value):,}{self.unit(field)}"

    def export(self, field: Field, value: Any) -> str:
        return str(value)

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,10})?" + END}

    def comparable(self, field: Field, value: Any) -> Decimal:
        return Decimal(value)

    def operand(self, field: Field, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | str) or not _NUMBER.fullmatch(str(value)):
            raise ValueError(value)
        return Decimal(str(value).replace(",", ""))

    def check(self, field: Field) -> Iterable[Problem]:
        if "min" in field.options and "max" in field.options and field.options["min"] > field.options["max"]:
            yield "max", "limits", {}


def _check_magnitude(number: int | float | Decimal) -> None:
    if number >= LIMIT:
        raise AnswerError("too_large", max=str(LIMIT - 1))
    if number <= -LIMIT:
        raise AnswerError("too_small", min=str(1 - LIMIT))


def decimal(number: int | float) -> Decimal:
    return Decimal(str(number))


def plain(number: Decimal) -> str:
    """Without exponent, trailing zeros or a negative zero."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text.removeprefix("+")


def decimal_places(number: Decimal) -> int:
    return len(plain(number).partition(".")[2])
