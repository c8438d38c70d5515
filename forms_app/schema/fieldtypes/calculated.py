from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from forms_app.schema import formula
from forms_app.schema.field import Field
from forms_app.schema.plain_json import LIMIT

from .base import UNANSWERED, Problem
from .number import MOST_DECIMALS, Number, plain

ROUNDINGS = {"down": lambda n: n.__floor__(), "half_up": formula.half_up, "up": lambda n: n.__ceil__()}


class Calculated(Number):
    """Nobody types it: the server calculates it from other answers. Clean: a decimal as text, as of a number."""

    name = "calculated"
    label = "計算の結果"
    explanation = "ほかの答えから、料金や合計などを計算して見せます。"
    icon = "calculate"
    look = "result"
    is_computed = True
    texts = ("unit",)
    options_schema = {
        "formula": {"type": "string", "minLength": 1, "maxLength": formula.LONGEST},
        "decimals": {"type": "integer", "minimum": 0, "maximum": MOST_DECIMALS},
        "rounding": {"enum": list(ROUNDINGS)},
        "unit": {"type": "string", "maxLength": 20},
    }
    required_options = ("formula",)

    def clean(self, field: Field, raw: object, *, today: date) -> object:
        return UNANSWERED

    def compute(self, field: Field, known: Mapping[str, Any], *, today: date) -> object:
        result = formula.evaluate(formula.fixed(formula.parse(field.options["formula"]), today), known)
        if not isinstance(result, Fraction):
            return UNANSWERED
        number = rounded(result, field.options.get("decimals", 0), field.options.get("rounding", "half_up"))
        return plain(number) if abs(number) < LIMIT else UNANSWERED

    def reads(self, field: Field) -> frozenset[str]:
        try:
            return frozenset(
                name.partition(".")[0] for name in formula.names_of(formula.parse(field.options["formula"]))
            )
        except formula.FormulaError:
            return frozenset()  # check() says so

    def question(self, field: Field) -> str:
        return f"「{field.label}」は、ほかの答えから計算します。"

    def check(self, field: Field) -> Iterable[Problem]:
        try:
            formula.parse(field.options["formula"])
        except formula.FormulaError as error:
            yield "formula", error.code, {"near": error.near}


def rounded(number: Fraction, places: int, rounding: str) -> Decimal:
    scaled = ROUNDINGS[rounding](number * 10**places)
    return Decimal(scaled).scaleb(-places)
