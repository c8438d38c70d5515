"""What the browser needs to mirror the conditions of one page (static/js/form-conditions.js). The server's word stands."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from .answers import comparables
from .conditions import All, AnyOf, Comparison, Condition, Not, comparisons
from .definition import Definition
from .field import Field, Group, Page
from .fieldtypes.number import plain
from .registry import field_type


def browser_rules(definition: Definition, page_key: str, earlier_values: Mapping[str, Any]) -> dict[str, Any]:
    """`order`: evaluation order of the page's questions; `known`: comparables of earlier pages that its conditions read."""
    page = definition.page(page_key)
    own = {field.key for field in page.fields}
    read = {comparison.field for comparison in _read_by(page)} - own
    known = comparables(definition, {key: value for key, value in earlier_values.items() if key in read})
    return {
        "order": [field.key for field in definition.evaluation_order if field.key in own],
        "fields": {
            field.key: {
                "type": field.type,
                "parts": list(field_type(field.type).parts),
                "group": field.group_key,
                "required": field.required,
                "show_when": condition_json(field.show_when),
                "require_when": condition_json(field.require_when),
            }
            for field in page.fields
        },
        "groups": {group.key: {"show_when": condition_json(group.show_when)} for group in page.groups},
        "known": {key: comparable_json(value) for key, value in known.items()},
    }


def condition_json(condition: Condition | None) -> Any:
    match condition:
        case All(parts):
            return {"all": [condition_json(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_json(part) for part in parts]}
        case Not(inner):
            return {"not": condition_json(inner)}
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


def _read_by(page: Page) -> list[Comparison]:
    owners: list[Group | Field] = [*page.groups, *page.fields]
    found = [c for owner in owners for c in comparisons(owner.show_when)]
    return found + [c for field in page.fields for c in comparisons(field.require_when)]
