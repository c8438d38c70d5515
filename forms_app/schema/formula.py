"""Formulas of calculated questions: `price * count + 300`, `sum(household.income)`, `if(age(birth, "2027-04-01") >= 65, 0, 500)`.

`"today"` and `"fiscal_year_end"` are days that move: that of the application, and the 31 March after it.

Exact fractions all the way, rounded once by the question; the browser does the same with BigInt (static/js/formula.js).
Undefined (hidden or unanswered) makes what it stands in undefined, but `sum` and `count` leave it out and `default` replaces it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

LONGEST, DEEPEST = 500, 20
LARGEST = Fraction(10**30)
"""No step of a calculation goes beyond: multiplying big numbers again and again would take for ever."""


def fiscal_year_end(today: date) -> date:
    """31 March of the fiscal year that `today` is in."""
    return date(today.year + (today.month > 3), 3, 31)


MOVING_DAYS: dict[str, Callable[[date], date]] = {"today": lambda today: today, "fiscal_year_end": fiscal_year_end}
Value = Fraction | date | bool | tuple[Any, ...] | None


class FormulaError(ValueError):
    """`code`: of FORMULA_CODES; `near`: what stands at the place."""

    def __init__(self, code: str, near: str = ""):
        super().__init__(f"{code} {near}")
        self.code, self.near = code, near


FORMULA_CODES = {
    "formula_syntax": "a sign or bracket stands where none can",
    "formula_function": "no such function",
    "formula_arguments": "the function takes another number of arguments",
    "formula_kind": "a number stands where a date is needed, or the like",
    "formula_name": "no question with this key whose answer can be calculated with",
    "formula_long": "longer than LONGEST or deeper than DEEPEST",
}


@dataclass(frozen=True)
class Constant:
    value: Fraction | date


@dataclass(frozen=True)
class MovingDay:
    """One of MOVING_DAYS; `fixed` puts the day in its place."""

    name: str


@dataclass(frozen=True)
class Name:
    """A question's key, or `key.part` for all rows of a repeating one."""

    key: str


@dataclass(frozen=True)
class Call:
    function: str
    arguments: tuple["Node", ...]


Node = Constant | MovingDay | Name | Call

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>[0-9]{1,15}(?:\.[0-9]{1,10})?)|"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"|"(?P<moving>today|fiscal_year_end)"
    |(?P<name>[a-z][a-z0-9_]{0,39}(?:\.[a-z][a-z0-9_]{0,39})?)|(?P<sign><=|>=|!=|[-+*/()<>=,]))""",
    re.VERBOSE,
)
_BINDING = {"=": 1, "!=": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "+": 2, "-": 2, "*": 3, "/": 3}


@lru_cache(maxsize=1024)
def parse(text: str) -> Node:
    """Raises FormulaError."""
    if len(text) > LONGEST:
        raise FormulaError("formula_long")
    parser = _Parser(list(_tokens(text)))
    node = parser.expression(0)
    if parser.ahead:
        raise FormulaError("formula_syntax", parser.ahead[0][1])
    return node


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text.rstrip()):
        found = _TOKEN.match(text, position)
        if not found:
            raise FormulaError("formula_syntax", text[position : position + 10].strip())
        yield str(found.lastgroup), found[str(found.lastgroup)]
        position = found.end()


class _Parser:
    """Precedence climbing; a leading minus is 0 - x."""

    def __init__(self, tokens: list[tuple[str, str]]):
        self.ahead, self.depth = tokens, 0

    def expression(self, binding: int) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError("formula_long")
        left = self.operand()
        while self.ahead and _BINDING.get(self.ahead[0][1], 0) > binding:
            _kind, sign = self.ahead.pop(0)
            left = Call(sign, (left, self.expression(_BINDING[sign])))
        self.depth -= 1
        return left

    def operand(self) -> Node:
        kind, text = self.ahead.pop(0) if self.ahead else ("end", "")
        if kind == "number":
            return Constant(Fraction(text))
        if kind == "day":
            return Constant(_day(text))
        if kind == "moving":
            return MovingDay(text)
        if kind == "name":
            return self.call(text) if self.ahead and self.ahead[0][1] == "(" else Name(text)
        if text == "-":
            return Call("-", (Constant(Fraction(0)), self.expression(3)))
        if text == "(":
            inner = self.expression(0)
            self.expect(")")
            return inner
        raise FormulaError("formula_syntax", text)

    def call(self, function: str) -> Node:
        self.expect("(")
        arguments = [self.expression(0)]
        while self.ahead and self.ahead[0][1] == ",":
            self.ahead.pop(0)
            arguments.append(self.expression(0))
        self.expect(")")
        if function not in FUNCTIONS or not function.isalpha():
            raise FormulaError("formula_function", function)
        return Call(function, tuple(arguments))

    def expect(self, sign: str) -> None:
        kind, text = self.ahead.pop(0) if self.ahead else ("end", "")
        if text != sign:
            raise FormulaError("formula_syntax", text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FormulaError("formula_syntax", text) from error


# --- what it reads and gives ---------------------------------------------------------------------------------------


def names_of(node: Node) -> frozenset[str]:
    """`household.income` too; the question it stands in is what is left of the point."""
    match node:
        case Name(key):
            return frozenset([key])
        case Call(_, arguments):
            return frozenset().union(*(names_of(argument) for argument in arguments))
    return frozenset()


def kind_of(node: Node, kinds: Mapping[str, str]) -> str:
    """number, date, truth or numbers (of all rows). `kinds`: name → kind. Raises FormulaError."""
    match node:
        case Constant(value):
            return "date" if isinstance(value, date) else "number"
        case MovingDay():
            return "date"
        case Name(key):
            if key not in kinds:
                raise FormulaError("formula_name", key)
            return kinds[key]
        case Call(function, arguments):
            return _kind_of_call(function, [kind_of(argument, kinds) for argument in arguments])


def _kind_of_call(function: str, given: list[str]) -> str:
    takes, gives = FUNCTIONS[function].takes, FUNCTIONS[function].gives
    if len(takes) != len(given) and not FUNCTIONS[function].takes_more:
        raise FormulaError("formula_arguments", function)
    if any(kind not in wanted for kind, wanted in zip(given, (*takes, *[takes[-1]] * len(given)), strict=False)):
        raise FormulaError("formula_kind", function)
    if function in _COMPARED and given[0] != given[1]:
        raise FormulaError("formula_kind", function)
    return gives


# --- evaluation ----------------------------------------------------------------------------------------------------


def fixed(node: Node, today: date) -> Node:
    """With the days that move in their places. `today`: the day in Japan."""
    match node:
        case MovingDay(name):
            return Constant(MOVING_DAYS[name](today))
        case Call(function, arguments):
            return Call(function, tuple(fixed(argument, today) for argument in arguments))
    return node


def evaluate(node: Node, known: Mapping[str, Any]) -> Value:
    """`node`: fixed. `known`: comparables of visible, answered questions. None: undefined. Total for a node that kind_of let pass."""
    match node:
        case Constant(value):
            return value
        case MovingDay():
            return None
        case Name(key):
            return _exact(known.get(key))
        case Call("if", (condition, then, otherwise)):
            chosen = evaluate(condition, known)
            return None if chosen is None else evaluate(then if chosen else otherwise, known)
        case Call("default", (first, second)):
            found = evaluate(first, known)
            return evaluate(second, known) if found is None else found
        case Call(function, arguments):
            return _called(function, [evaluate(argument, known) for argument in arguments])


def _exact(value: Any) -> Value:
    if isinstance(value, Decimal):
        return Fraction(value)
    if isinstance(value, tuple):
        return tuple(_exact(item) for item in value)
    return value


def _called(function: str, values: list[Value]) -> Value:
    if function in ("sum", "count"):
        values = [tuple(v for v in (values[0] or ()) if v is not None)]  # type: ignore[union-attr]
    elif any(value is None for value in values):
        return None
    result = FUNCTIONS[function].compute(*values)
    return None if isinstance(result, Fraction) and abs(result) > LARGEST else result


def age(born: date, on: date) -> int:
    """Whole years; one is a year older at the end of the day before the birthday (年齢計算ニ関する法律, 民法143条), so from 24:00
    of that day: on the birthday itself the new age holds. Born on 29 February: on 1 March of a common year."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _round(number: Fraction, places: Fraction, step: Callable[[Fraction], int]) -> Fraction:
    scale = Fraction(10) ** max(min(int(places), 10), -10)
    return Fraction(step(number * scale)) / scale


def half_up(number: Fraction) -> int:
    """Away from zero at a half, as 四捨五入 does."""
    return (1 if number >= 0 else -1) * int(abs(number) + Fraction(1, 2))


@dataclass(frozen=True)
class Function:
    takes: tuple[tuple[str, ...], ...]
    gives: str
    compute: Callable[..., Any]
    takes_more: bool = False


_N, _D, _T, _ROWS = ("number",), ("date",), ("truth",), ("numbers",)
_COMPARED = ("=", "!=", "<", "<=", ">", ">=")
_ND = ("number", "date")
FUNCTIONS: dict[str, Function] = {
    "+": Function((_N, _N), "number", lambda a, b: a + b),
    "-": Function((_N, _N), "number", lambda a, b: a - b),
    "*": Function((_N, _N), "number", lambda a, b: a * b),
    "/": Function((_N, _N), "number", lambda a, b: a / b if b else None),
    "=": Function((_ND, _ND), "truth", lambda a, b: a == b),
    "!=": Function((_ND, _ND), "truth", lambda a, b: a != b),
    "<": Function((_ND, _ND), "truth", lambda a, b: a < b),
    "<=": Function((_ND, _ND), "truth", lambda a, b: a <= b),
    ">": Function((_ND, _ND), "truth", lambda a, b: a > b),
    ">=": Function((_ND, _ND), "truth", lambda a, b: a >= b),
    "if": Function((_T, _N, _N), "number", None),  # type: ignore[arg-type]
    "default": Function((_N, _N), "number", None),  # type: ignore[arg-type]
    "sum": Function((_ROWS,), "number", lambda rows: sum(rows, Fraction(0))),
    "count": Function((_ROWS,), "number", lambda rows: Fraction(len(rows))),
    "min": Function((_N, _N), "number", lambda *numbers: min(numbers), takes_more=True),
    "max": Function((_N, _N), "number", lambda *numbers: max(numbers), takes_more=True),
    "round": Function((_N, _N), "number", lambda a, places: _round(a, places, half_up)),
    "floor": Function((_N, _N), "number", lambda a, places: _round(a, places, lambda n: n.__floor__())),
    "ceil": Function((_N, _N), "number", lambda a, places: _round(a, places, lambda n: n.__ceil__())),
    "days": Function((_D, _D), "number", lambda start, end: Fraction((end - start).days)),
    "age": Function((_D, _D), "number", lambda born, on: Fraction(age(born, on))),
}


def as_json(node: Node) -> Any:
    """For the browser."""
    match node:
        case Constant(value):
            return {"date": value.isoformat()} if isinstance(value, date) else {"number": _plain(value)}
        case Name(key):
            return {"name": key}
        case Call(function, arguments):
            return {"call": function, "arguments": [as_json(argument) for argument in arguments]}


def _plain(number: Fraction) -> str:
    # Constants come from a decimal text: their denominators divide a power of ten.
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
