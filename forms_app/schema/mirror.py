"""What the browser needs to mirror the conditions of one page (static/js/conditions.js). The server's word stands."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from municipalities.support.japanese_calendar import today_in_japan

from . import formula
from .answers import comparables
from .conditions import All, AnyOf, Comparison, Condition, Not, fields_of
from .definition import Definition
from .field import Field, Group, Page
from .fieldtypes.calculated import Calculated
from .fieldtypes.choice import Choice, option_labels
from .fieldtypes.number import plain
from .fieldtypes.repeat import Repeat, max_rows
from .fieldtypes.text import Text
from .registry import field_type

Owner = Page | Group | Field


def browser_rules(
    definition: Definition, page_key: str, earlier_values: Mapping[str, Any], *, today: date | None = None
) -> dict[str, Any]:
    """`order`: evaluation order of the page's questions; `known`: comparables of earlier pages that its conditions read.

    `today`: the day in Japan, where not given.
    """
    today = today or today_in_japan()
    page = definition.page(page_key)
    own = {field.key for field in page.fields}
    read = _read_by(page) - own
    known = comparables(definition, {key: value for key, value in earlier_values.items() if key in read})
    return {
        "order": [field.key for field in definition.evaluation_order if field.key in own],
        "show_when": condition_json(page.show_when),
        "groups": {group.key: {"show_when": condition_json(group.show_when)} for group in page.groups},
        "fields": {field.key: field_rules(field, today=today) for field in page.fields},
        "known": {key: comparable_json(value) for key, value in known.items()},
    }


def field_rules(field: Field, *, today: date) -> dict[str, Any]:
    """When it is shown and required, and how what was typed becomes a comparable (static/js/typed-answers.js)."""
    kind = field_type(field.type)
    return {
        "type": kind.mirrored_as or field.type,
        "parts": list(kind.parts_of(field)),
        "group": field.group_key,
        "required": kind.is_asked and field.required,
        "show_when": condition_json(field.show_when),
        "require_when": condition_json(field.require_when) if kind.is_asked else None,
        "disable_when": condition_json(field.disable_when),
        "options": {value: condition_json(condition) for value, condition in field.option_conditions.items()},
        **_limits(field, today),
    }


def condition_json(condition: Condition | None) -> Any:
    match condition:
        case All(parts):
            return {"all": [condition_json(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_json(part) for part in parts]}
        case Not(inner):
            return {"not": condition_json(inner)}
        case Comparison(field, operator, _, str(other)):
            return {"field": field, "operator": operator, "other": other}
        case Comparison(field, operator, operand):
            return {"field": field, "operator": operator, "value": comparable_json(operand)}
    return None


def comparable_json(value: Any) -> Any:
    """Decimals as {"number": "12.5"} and dates as {"date": "2026-11-23"}: the browser compares what they are."""
    if isinstance(value, Decimal):
        return {"number": plain(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, tuple):
        return [comparable_json(item) for item in value]
    return value if isinstance(value, str | bool) or value is None else True


def _limits(field: Field, today: date) -> dict[str, Any]:
    """What refuses an answer, as far as the browser can judge it: a refused answer is none for the conditions after it."""
    kind, options = field_type(field.type), field.options
    if isinstance(kind, Calculated):
        return {
            "formula": formula.as_json(formula.fixed(formula.parse(options["formula"]), today)),
            "decimals": options.get("decimals", 0),
            "rounding": options.get("rounding", "half_up"),
        }
    if isinstance(kind, Repeat):
        return {
            "rows": [{"key": q.key, **field_rules(q, today=today)} for q in field.row_fields],
            "min_rows": options.get("min_rows", 0),
            "max_rows": max_rows(field),
        }
    if isinstance(kind, Text):
        return {"min_length": options.get("min_length", 0), "max_length": kind.max_length(field)}
    if isinstance(kind, Choice):
        values = list(option_labels(field))
        return {
            "values": values,
            "min_choices": options.get("min_choices", 0),
            "max_choices": options.get("max_choices", len(values)),
        }
    if field.type == "attachment":
        return {"min_files": options.get("min_files", 1)}
    if readings := kind.readings(field):
        return {"readings": {text: comparable_json(value) for text, value in readings.items()}}
    if limits := {**kind.limits(field), **kind.day_limits(field, today)}:
        measured = Decimal | date
        return {
            name: comparable_json(value) if isinstance(value, measured) else value for name, value in limits.items()
        }
    return {"needed": kind.json_schema(field).get("required", [])} if kind.parts else {}


def _read_by(page: Page) -> set[str]:
    """The keys of all questions that this page's conditions and formulas read."""
    read = set(fields_of(page.show_when))
    for group in page.groups:
        read |= fields_of(group.show_when)
    for field in page.fields:
        own = (field.show_when, field.require_when, field.disable_when, *field.option_conditions.values())
        read |= frozenset().union(*map(fields_of, own), field_type(field.type).reads(field))
    return read
