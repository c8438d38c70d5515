"""What differs between two calendars in a span of days. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .calendar import WasteCalendar

ADDED, REMOVED = "added", "removed"


@dataclass(frozen=True)
class DayChange:
    """A category begins (`kind` ADDED) or ceases to be collected on a day. `area`, `category`: keys."""

    area: str
    category: str
    day: date
    kind: str


@dataclass(frozen=True)
class Difference:
    """`days` of areas in both calendars; the others are named as new or gone; `items`: how many differ."""

    new_areas: tuple[str, ...]
    gone_areas: tuple[str, ...]
    days: tuple[DayChange, ...]
    items: int

    @property
    def is_empty(self) -> bool:
        return not (self.new_areas or self.gone_areas or self.days or self.items)


def difference(before: WasteCalendar, after: WasteCalendar, first: date, last: date) -> Difference:
    kept = [area.key for area in after.areas if area.key in before.areas_by_key]
    return Difference(
        tuple(area.name for area in after.areas if area.key not in before.areas_by_key),
        tuple(area.name for area in before.areas if area.key not in after.areas_by_key),
        tuple(change for key in kept for change in _of_area(key, before, after, first, last)),
        len(set(before.items) ^ set(after.items)),
    )


def by_area(changes: Iterable[DayChange]) -> dict[str, list[DayChange]]:
    found: dict[str, list[DayChange]] = defaultdict(list)
    for change in changes:
        found[change.area].append(change)
    return dict(found)


def _of_area(key: str, before: WasteCalendar, after: WasteCalendar, first: date, last: date) -> list[DayChange]:
    was, will = (_days(calendar, key, first, last) for calendar in (before, after))
    changes = [DayChange(key, category, day, ADDED) for day, category in will - was]
    changes += [DayChange(key, category, day, REMOVED) for day, category in was - will]
    return sorted(changes, key=lambda change: (change.day, change.category, change.kind))


def _days(calendar: WasteCalendar, key: str, first: date, last: date) -> set[tuple[date, str]]:
    return {(each.day, each.category.key) for each in calendar.collections(key, first, last)}
