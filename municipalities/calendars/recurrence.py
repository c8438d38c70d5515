"""On which days does a rule fall? Weekly, on the nth weekday of a month, every n weeks, on single days. Pure; days, no times.

A rest is a span in which regular rules do not fall. Where it shifts, what falls into it comes a week later: 第1金曜 is then the
first Friday of the month that is not in the rest, and every n weeks does not count the weeks of the rest.
Days named one by one (DAYS) are what the town published: no rest and no month touches them.
"""

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LAST = -1
"""The last of its weekday in the month."""
WEEK = timedelta(days=7)


class Kind(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    INTERVAL = "interval"
    DAYS = "days"
    NONE = "none"
    """Only a note: nothing is said about days."""


@dataclass(frozen=True)
class Rule:
    """`weekdays`: Monday is 0 (WEEKLY, MONTHLY); `weeks`: of the month, 1 to 5 or LAST (MONTHLY); `months`: () for all.

    `every`: weeks between two days, counted from `anchor` in both directions (INTERVAL); `days`: DAYS.
    `first_on`, `last_on`: the rule holds from and until (both included).
    """

    kind: Kind
    weekdays: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    every: int = 0
    anchor: date | None = None
    days: tuple[date, ...] = ()
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True)
class Rest:
    """Both days included."""

    first_on: date
    last_on: date
    shifts: bool = False

    def holds(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


def occurrences(rule: Rule, first: date, last: date, rests: Sequence[Rest] = ()) -> list[date]:
    """Each day once, in order; `first` and `last` included."""
    first, last = max(first, rule.first_on or first), min(last, rule.last_on or last)
    if first > last:
        return []
    return sorted({day for day in _days(rule, first, last, rests) if first <= day <= last})


def _days(rule: Rule, first: date, last: date, rests: Sequence[Rest]) -> Iterable[date]:
    if rule.kind == Kind.DAYS:
        return rule.days
    if rule.kind == Kind.NONE:
        return ()
    fall = {Kind.WEEKLY: _weekly, Kind.MONTHLY: _monthly, Kind.INTERVAL: _interval}[rule.kind]
    return (day for day in fall(rule, first, last, rests) if not rule.months or day.month in rule.months)


def _weekly(rule: Rule, first: date, last: date, rests: Sequence[Rest]) -> Iterator[date]:
    for weekday in rule.weekdays:
        day = first + timedelta(days=(weekday - first.weekday()) % 7)
        yield from (each for each in _weeks_from(day, last) if not _rests(each, rests))


def _monthly(rule: Rule, first: date, last: date, rests: Sequence[Rest]) -> Iterator[date]:
    for year, month in _months(first, last):
        for weekday in rule.weekdays:
            yield from _of_month(rule, weekdays_of_month(year, month, weekday), rests)


def _of_month(rule: Rule, days: list[date], rests: Sequence[Rest]) -> Iterator[date]:
    """Rests that shift are passed over when the weeks are counted; the others take a day away."""
    counted = [day for day in days if not _shifts(day, rests)]
    for week in rule.weeks:
        place = len(counted) - 1 if week == LAST else week - 1
        if place in range(len(counted)) and not _rests(counted[place], rests):
            yield counted[place]


def _interval(rule: Rule, first: date, last: date, rests: Sequence[Rest]) -> Iterator[date]:
    assert rule.anchor is not None
    if any(rest.shifts for rest in rests):
        yield from _counted(rule.anchor, WEEK, rule.every, last, rests)
        yield from _counted(rule.anchor, -WEEK, rule.every, first, rests)
        return
    step = rule.every * 7
    day = first + timedelta(days=(rule.anchor - first).days % step)
    while day <= last:
        if not _rests(day, rests):
            yield day
        day += timedelta(days=step)


def _counted(anchor: date, step: timedelta, every: int, end: date, rests: Sequence[Rest]) -> Iterator[date]:
    """Every nth week from the anchor, in one direction; a week that shifts is not counted."""
    day, counted = anchor, 0
    while (day <= end) if step > timedelta() else (day >= end):
        if not _shifts(day, rests):
            if counted % every == 0 and not _rests(day, rests):
                yield day
            counted += 1
        day += step


def weekdays_of_month(year: int, month: int, weekday: int) -> list[date]:
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    return _weeks_from(day, date(year, month, calendar.monthrange(year, month)[1]))


def _weeks_from(day: date, last: date) -> list[date]:
    return [day + WEEK * number for number in range((last - day).days // 7 + 1)] if day <= last else []


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield number // 12, number % 12 + 1


def _rests(day: date, rests: Sequence[Rest]) -> bool:
    return any(rest.holds(day) for rest in rests)


def _shifts(day: date, rests: Sequence[Rest]) -> bool:
    return any(rest.shifts and rest.holds(day) for rest in rests)
