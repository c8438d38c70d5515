"""What a publication would change: the days of the next eight weeks of one area, and of all areas what differs from today's."""

from itertools import islice
from typing import Any

from municipalities.calendars.rendering.days import today
from municipalities.calendars.services.publishing import LOOKED_AHEAD, upcoming_difference
from municipalities.calendars.waste.calendar import Collection, WasteCalendar
from municipalities.calendars.waste.changes import ADDED, DayChange, by_area
from municipalities.calendars.waste.sentences import day_text

MOST_AREAS, MOST_DAYS = 30, 12


def preview_context(working: WasteCalendar, before: WasteCalendar, *, area_key: str) -> dict[str, Any]:
    found = upcoming_difference(before, working)
    changed = by_area(found.days)
    chosen = working.areas_by_key.get(area_key) or next(iter(working.areas), None)
    names = {**before.categories_by_key, **working.categories_by_key}
    return {
        "working": working,
        "difference": found,
        "changed": [
            {"area": working.areas_by_key[key], "count": len(changes), "days": [_told(each, names) for each in changes[:MOST_DAYS]]}
            for key, changes in islice(changed.items(), MOST_AREAS)
        ],
        "more_changed": max(0, len(changed) - MOST_AREAS),
        "chosen": chosen,
        "weeks": _weeks(working, chosen.key) if chosen else [],
        "cautions": _cautions(working),
    }  # fmt: skip


def _told(change: DayChange, names: dict[str, Any]) -> dict[str, Any]:
    return {"day": day_text(change.day), "category": names[change.category].name, "is_added": change.kind == ADDED}


def _weeks(calendar: WasteCalendar, area_key: str) -> list[dict[str, Any]]:
    """A line for each day on which something goes out."""
    lines: dict[Any, list[Collection]] = {}
    for each in calendar.collections(area_key, today(), today() + LOOKED_AHEAD):
        lines.setdefault(each.day, []).append(each)
    return [{"day": day_text(day), "collections": found} for day, found in lines.items()]


def _cautions(calendar: WasteCalendar) -> list[str]:
    """What a town would hardly want."""
    planned = {plan.area for plan in calendar.plans}
    without = [area.name for area in calendar.areas if area.key not in planned]
    silent = [
        area.name for area in calendar.areas
        if area.key in planned and not calendar.collections(area.key, today(), today() + LOOKED_AHEAD)
    ]  # fmt: skip
    told = [f"収集日の決まりがない地区：{_some(without)}"] if without else []
    told += [f"これから8週間、何も収集しない地区：{_some(silent)}"] if silent else []
    loose = [item.name for item in calendar.items if not item.category]
    return told + ([f"分類のない品目：{_some(loose)}"] if loose else [])


def _some(names: list[str]) -> str:
    return "、".join(names[:8]) + (f" ほか{len(names) - 8}件" if len(names) > 8 else "")
