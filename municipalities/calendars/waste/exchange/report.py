"""What an import found, as JSON for programs. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from municipalities.calendars.recurrence import Kind
from municipalities.calendars.waste.calendar import WasteCalendar

from .problems import Problem


def as_report(
    calendar: WasteCalendar, problems: Iterable[Problem], *, first: date | None, today: date
) -> dict[str, Any]:
    """`first`: the year begins there, and only its days are told; None: from today, and besides every day that is named one by one."""
    since = first or today
    until = year_after(since)
    names = {key: category.name for key, category in calendar.categories_by_key.items()}
    return {
        "areas": [
            {
                "name": area.name,
                "group": area.group,
                "center": area.center,
                "districts": [each.name for each in area.districts],
            }
            for area in calendar.areas
        ],
        "categories": [
            {"name": each.name, "letter": each.letter, "color": each.color, "icon": each.icon}
            for each in calendar.categories
        ],
        "items": [
            {
                "name": item.name,
                "reading": item.reading or item.heading,
                "category": names.get(item.category, ""),
                "notice": item.notice,
            }
            for item in calendar.items
        ],
        "from": since.isoformat(),
        "until": until.isoformat(),
        "collection_days": _days(calendar, since, until, with_named=first is None),
        "problems": [problem.as_json() for problem in problems],
    }


def year_after(first: date) -> date:
    """The last day of the year that begins there: of 29 February 28 February."""
    try:
        return first.replace(year=first.year + 1) - timedelta(days=1)
    except ValueError:
        return date(first.year + 1, 2, 28)


def _days(calendar: WasteCalendar, since: date, until: date, *, with_named: bool) -> dict[str, dict[str, list[str]]]:
    found = {area.name: {category.name: set[date]() for category in calendar.categories} for area in calendar.areas}
    for area in calendar.areas:
        for each in calendar.collections(area.key, since, until):
            found[area.name][each.category.name].add(each.day)
    if with_named:
        for plan in calendar.plans:
            if plan.rule.kind == Kind.DAYS:
                area, category = calendar.areas_by_key[plan.area], calendar.categories_by_key[plan.category]
                found[area.name][category.name].update(plan.rule.days)
    return {
        area: {category: [day.isoformat() for day in sorted(days)] for category, days in of_area.items()}
        for area, of_area in found.items()
    }
