"""When is a counter open? By weekday, closed on holidays and over the New Year, with days that differ. Japan's clock. Pure.

A day that the town named goes before everything; the holidays are the law's (祝日法), with 振替休日 and 国民の休日.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import jpholiday

from .japanese_calendar import JST

NEW_YEAR = "年末年始"
LONGEST_CLOSURE = 366
"""Days looked ahead for the next opening: longer, and the counter is closed for good."""


@dataclass(frozen=True)
class Span:
    """From `opens`, until just before `closes`."""

    opens: time
    closes: time


DEFAULT_SPAN = Span(time(8, 30), time(17, 15))
DEFAULT_WEEK: Mapping[int, Span] = dict.fromkeys(range(5), DEFAULT_SPAN)
"""Monday is 0; a weekday that is missing is closed."""


@dataclass(frozen=True)
class SpecialHours:
    """A day unlike its weekday. `span` None: closed."""

    name: str
    span: Span | None = None


@dataclass(frozen=True)
class OpeningHours:
    week: Mapping[int, Span] = field(default_factory=lambda: DEFAULT_WEEK)
    special: Mapping[date, SpecialHours] = field(default_factory=dict)

    def on(self, day: date) -> Span | None:
        if day in self.special:
            return self.special[day].span
        return None if rest_day(day) else self.week.get(day.weekday())

    def name_of(self, day: date) -> str:
        """What makes the day unlike others: 元日, 年末年始, 防災訓練; '' for an ordinary one."""
        return self.special[day].name if day in self.special else rest_day(day)

    def is_open(self, *, at: datetime) -> bool:
        """`at`: with its time zone."""
        local = at.astimezone(JST)
        span = self.on(local.date())
        return span is not None and span.opens <= local.time() < span.closes

    def closing(self, *, at: datetime) -> datetime | None:
        """When the counter that is open closes; None where it is closed."""
        day = at.astimezone(JST).date()
        span = self.on(day)
        return _moment(day, span.closes) if span and self.is_open(at=at) else None

    def next_opening(self, *, at: datetime) -> datetime | None:
        """After `at`, be the counter open or not; None where none is in sight."""
        today = at.astimezone(JST).date()
        days = (today + timedelta(days=ahead) for ahead in range(LONGEST_CLOSURE + 1))
        openings = (_moment(day, span.opens) for day in days if (span := self.on(day)))
        return next((opening for opening in openings if opening > at), None)


@lru_cache(maxsize=2048)
def rest_day(day: date) -> str:
    """The holiday's name, 年末年始 from 29 December to 3 January, or ''."""
    if (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3):
        return NEW_YEAR
    return jpholiday.is_holiday_name(day) or ""


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, JST)
