"""Conditions: when a question is shown or required.

One truth, on the server; the browser mirrors it (mirror.py). A question that is hidden is *undefined* for everything after it.
Undefined and unanswered are the same here: every comparison with them is false, `not_equals` and `not_in` too; only
`not_answered` is true. `not` inverts whatever its operand says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

COMPARISONS = ("equals", "not_equals", "greater_than", "at_least", "less_than", "at_most")
MEMBERSHIP = ("in", "not_in")
PRESENCE = ("answered", "not_answered")
OPERATORS = (*COMPARISONS, *MEMBERSHIP, "contains", *PRESENCE)
MAX_DEPTH = 8


@dataclass(frozen=True)
class Comparison:
    """`operand`: comparable of the field's type; a tuple of them for in and not_in; None for answered and not_answered.
    `other`: the key of the question it is compared with, in place of an operand.
    """

    field: str
    operator: str
    operand: Any = None
    other: str | None = None


@dataclass(frozen=True)
class All:
    conditions: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    conditions: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    condition: "Condition"


Condition = Comparison | All | AnyOf | Not


def parse(data: Mapping[str, Any]) -> Condition:
    """From JSON that fits CONDITION_SCHEMA; operands stay raw until the definition knows the fields' types."""
    if "all" in data:
        return All(tuple(parse(part) for part in data["all"]))
    if "any" in data:
        return AnyOf(tuple(parse(part) for part in data["any"]))
    if "not" in data:
        return Not(parse(data["not"]))
    operand = data.get("value")
    return Comparison(
        data["field"], data["operator"], tuple(operand) if isinstance(operand, list) else operand, data.get("other")
    )


def evaluate(condition: Condition, known: Mapping[str, Any]) -> bool:
    """`known`: field key → comparable, for visible questions with an answer only."""
    match condition:
        case All(conditions):
            return all(evaluate(part, known) for part in conditions)
        case AnyOf(conditions):
            return any(evaluate(part, known) for part in conditions)
        case Not(inner):
            return not evaluate(inner, known)
        case Comparison(field, operator, operand, None):
            return _holds(operator, known.get(field), operand)
        case Comparison(field, operator, _, str(other)):
            return other in known and _holds(operator, known.get(field), known[other])
    raise AssertionError(condition)


def _holds(operator: str, value: Any, operand: Any) -> bool:
    if operator == "not_answered":
        return value is None
    if value is None:
        return False
    match operator:
        case "answered":
            return True
        case "equals":
            return value == operand
        case "not_equals":
            return value != operand
        case "in":
            return value in operand
        case "not_in":
            return value not in operand
        case "contains":
            return operand in value
        case "greater_than":
            return value > operand
        case "at_least":
            return value >= operand
        case "less_than":
            return value < operand
        case "at_most":
            return value <= operand
    raise ValueError(f"unknown operator {operator!r}")


def comparisons(condition: Condition | None) -> Iterator[Comparison]:
    """Every comparison in it, depth first."""
    match condition:
        case None:
            return
        case All(conditions) | AnyOf(conditions):
            for part in conditions:
                yield from comparisons(part)
        case Not(inner):
            yield from comparisons(inner)
        case Comparison():
            yield condition


def fields_of(condition: Condition | None) -> frozenset[str]:
    found = [(comparison.field, comparison.other) for comparison in comparisons(condition)]
    return frozenset(key for pair in found for key in pair if key is not None)


def depth(data: Any) -> int:
    """How deep the JSON of a condition is nested: 1 for a plain comparison. Tolerates any JSON."""
    if isinstance(data, list):
        return max(map(depth, data), default=0)
    if not isinstance(data, dict):
        return 0
    return 1 + max((depth(data[name]) for name in ("all", "any", "not") if name in data), default=0)


CONDITION_SCHEMA: dict[str, Any] = {
    "type": "object",
    "oneOf": [
        {
            "required": ["field", "operator"],
            "properties": {"field": {"type": "string"}, "operator": {"enum": list(OPERATORS)}, "value": {}},
            "additionalProperties": False,
        },
        {
            "required": ["field", "operator", "other"],
            "properties": {
                "field": {"type": "string"},
                "operator": {"enum": list(COMPARISONS)},
                "other": {"type": "string"},
            },
            "additionalProperties": False,
        },
        *(
            {
                "required": [name],
                "properties": {
                    name: {"type": "array", "minItems": 1, "maxItems": 20, "items": {"$ref": "#/$defs/condition"}}
                },
                "additionalProperties": False,
            }
            for name in ("all", "any")
        ),
        {"required": ["not"], "properties": {"not": {"$ref": "#/$defs/condition"}}, "additionalProperties": False},
    ],
}
