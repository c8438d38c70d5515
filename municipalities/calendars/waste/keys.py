"""Two calendars that speak of the same areas and categories call them by the same keys. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from .calendar import Area, Category, WasteCalendar
from .exchange.naming import lasting_key


def aligned(other: WasteCalendar, known: WasteCalendar) -> WasteCalendar:
    """`other`, with the keys that `known` has for areas and categories of the same names; what is new gets a key that is free."""
    areas, categories = _keys(other.areas, known.areas), _keys(other.categories, known.categories)
    return replace(
        other,
        areas=tuple(replace(each, key=areas[each.key]) for each in other.areas),
        categories=tuple(replace(each, key=categories[each.key]) for each in other.categories),
        plans=tuple(replace(each, area=areas[each.area], category=categories[each.category]) for each in other.plans),
        exceptions=tuple(
            replace(each, area=areas.get(each.area, ""), category=categories.get(each.category, ""))
            for each in other.exceptions
        ),
        items=tuple(replace(each, category=categories.get(each.category, "")) for each in other.items),
    )


def _keys(rows: Sequence[Area] | Sequence[Category], known: Sequence[Area] | Sequence[Category]) -> dict[str, str]:
    by_name = {each.name: each.key for each in known}
    taken = {each.key for each in known}
    return {row.key: by_name.get(row.name) or _free(row.key, row.name, taken) for row in rows}


def _free(key: str, name: str, taken: set[str]) -> str:
    """Something that is called otherwise now may have had the name first."""
    keys = (key, *(lasting_key(f"{name} {number}") for number in range(2, 100)))
    return next(each for each in keys if each not in taken)
