"""What goes out today, tomorrow and next; a month; a year on one sheet. Only reads; days are Japan's."""

import calendar as calendars
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import cache
from django.utils import timezone

from municipalities.calendars.models.published import Published, current_waste
from municipalities.calendars.waste.calendar import Area, Category, Collection
from municipalities.calendars.waste.sentences import plans_sentence
from municipalities.support.japanese_calendar import day_in_japan

AREA_COOKIE = "garbage_area"
BOX_SECONDS = 600
SHOWN_AHEAD = timedelta(days=15)
FISCAL_YEAR_BEGINS = 4
MONTHS_SHOWN = 24
"""How far a month may be leafed to, from this one, in either direction."""


@dataclass(frozen=True)
class DayShown:
    """`name`: 今日, 明日 or ''."""

    day: date
    name: str
    collections: tuple[Collection, ...]


@dataclass(frozen=True)
class Box:
    """`next`: the first day after tomorrow on which something goes out; None where there is none in sight."""

    area: Area
    today: DayShown
    tomorrow: DayShown
    next: DayShown | None


@dataclass(frozen=True)
class Cell:
    """A day of a month's page; `is_of_month` False: it only fills the week."""

    day: date
    is_of_month: bool
    is_today: bool
    collections: tuple[Collection, ...]


@dataclass(frozen=True)
class MonthShown:
    year: int
    month: int
    weeks: tuple[tuple[Cell, ...], ...]

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)


@dataclass(frozen=True)
class CategoryShown:
    """`when`: the rules in words; `note`: remarks upon them; `next`: its next day."""

    category: Category
    when: str
    note: str
    next: Collection | None


def today() -> date:
    return day_in_japan(timezone.now())


def home_box(area_key: str) -> Box | None:
    """For the first page: no SQL when warm, and reckoned once for an area and a day. None where no area is chosen."""
    published = current_waste() if area_key else None
    if published is None or area_key not in published.calendar.areas_by_key:
        return None
    name = f"waste:box:{published.mark}:{area_key}:{today()}"
    return cache.get_or_set(name, lambda: box(published, area_key), BOX_SECONDS)


def box(published: Published, area_key: str) -> Box:
    now = today()
    tomorrow = now + timedelta(days=1)
    days = days_ahead(published, area_key)
    later = (day for day in days if day.day > tomorrow)
    return Box(published.calendar.areas_by_key[area_key], _on(days, now), _on(days, tomorrow), next(later, None))


def days_ahead(published: Published, area_key: str) -> list[DayShown]:
    """Those with collections, from today on."""
    now = today()
    by_day = _by_day(published, area_key, now, now + SHOWN_AHEAD)
    return [DayShown(day, _name_of(day, now), tuple(found)) for day, found in sorted(by_day.items())]


def month_shown(published: Published, area_key: str, first: date) -> MonthShown:
    """Weeks begin on Sunday, as calendars in Japan do."""
    weeks = calendars.Calendar(calendars.SUNDAY).monthdatescalendar(first.year, first.month)
    by_day = _by_day(published, area_key, weeks[0][0], weeks[-1][-1])
    cells = (tuple(_cell(day, first.month, by_day) for day in week) for week in weeks)
    return MonthShown(first.year, first.month, tuple(cells))


def year_shown(published: Published, area_key: str, year: int) -> list[MonthShown]:
    """The fiscal year: April to March."""
    firsts = (date(year + (month < FISCAL_YEAR_BEGINS), month, 1) for month in (*range(4, 13), *range(1, 4)))
    return [month_shown(published, area_key, first) for first in firsts]


def fiscal_year(day: date) -> int:
    return day.year if day.month >= FISCAL_YEAR_BEGINS else day.year - 1


def categories_shown(published: Published, area_key: str) -> list[CategoryShown]:
    """Those that are collected in the area, or of which something is said there."""
    return list(_categories(published, area_key))


def _categories(published: Published, area_key: str) -> Iterator[CategoryShown]:
    calendar = published.calendar
    for category in calendar.categories:
        plans = calendar.plans_of(area_key, category.key)
        upcoming = calendar.next_of(area_key, category.key, since=today())
        if plans or upcoming:
            note = " ".join(plan.note for plan in plans if plan.note)
            yield CategoryShown(category, plans_sentence(plan.rule for plan in plans), note, upcoming)


def _by_day(published: Published, area_key: str, first: date, last: date) -> dict[date, list[Collection]]:
    found: dict[date, list[Collection]] = defaultdict(list)
    for each in published.calendar.collections(area_key, first, last):
        found[each.day].append(each)
    return found


def _on(days: Sequence[DayShown], day: date) -> DayShown:
    return next((each for each in days if each.day == day), DayShown(day, _name_of(day, today()), ()))


def _name_of(day: date, now: date) -> str:
    return {0: "今日", 1: "明日"}.get((day - now).days, "")


def _cell(day: date, month: int, by_day: dict[date, list[Collection]]) -> Cell:
    is_of_month = day.month == month
    return Cell(day, is_of_month, day == today(), tuple(by_day.get(day, ())) if is_of_month else ())
