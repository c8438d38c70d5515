"""Rules against an independent reading of RFC 5545 (recurring-ical-events), and the days on which calendars stumble."""

from datetime import date, timedelta

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from municipalities.calendars.recurrence import LAST, Kind, Rest, Rule, occurrences

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONG_BEFORE = timedelta(days=400)
dates = st.dates(date(2019, 1, 1), date(2032, 12, 31))
weekdays = st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True).map(lambda found: tuple(sorted(found)))
weeks = st.lists(st.sampled_from([1, 2, 3, 4, 5, LAST]), min_size=1, max_size=3, unique=True).map(tuple)
months = st.lists(st.integers(1, 12), max_size=6, unique=True).map(lambda found: tuple(sorted(found)))
weekly = st.builds(Rule, st.just(Kind.WEEKLY), weekdays=weekdays, months=months)
monthly = st.builds(Rule, st.just(Kind.MONTHLY), weekdays=weekdays, weeks=weeks, months=months)
interval = st.builds(Rule, st.just(Kind.INTERVAL), every=st.integers(1, 8), anchor=dates)
named = st.builds(Rule, st.just(Kind.DAYS), days=st.lists(dates, min_size=1, max_size=20, unique=True).map(tuple))
rests = st.lists(
    st.tuples(dates, st.integers(0, 10)).map(lambda span: Rest(span[0], span[0] + timedelta(span[1]))), max_size=3
)


def by_rfc(rule: Rule, first: date, last: date, without: list[Rest]) -> list[date]:
    """The rule as an event, asked of the library. Its first day counts there whatever the rule says: it lies long before."""
    event = Event()
    event.add("uid", "one")
    event.add("summary", "x")
    if rule.kind == Kind.DAYS:
        event.add("dtstart", date(2000, 1, 1))
        event.add("rdate", list(rule.days))
    else:
        anchor = rule.anchor or first
        steps = max(0, -(-((anchor - first) + LONG_BEFORE).days // (7 * max(rule.every, 1))))
        event.add("dtstart", anchor - timedelta(weeks=steps * max(rule.every, 1)))
        event.add("rrule", _rrule(rule))
    if excluded := [] if rule.kind == Kind.DAYS else [day for rest in without for day in _span(rest)]:
        event.add("exdate", excluded)
    calendar = Calendar()
    calendar.add("prodid", "test")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    found = recurring_ical_events.of(Calendar.from_ical(calendar.to_ical())).between(first, last + timedelta(days=1))
    return sorted({each["DTSTART"].dt for each in found})


def _rrule(rule: Rule) -> dict:
    parts: dict = {"freq": "monthly" if rule.kind == Kind.MONTHLY else "weekly"}
    if rule.kind == Kind.WEEKLY:
        parts["byday"] = [DAYS[day] for day in rule.weekdays]
    if rule.kind == Kind.MONTHLY:
        parts["byday"] = [f"{week}{DAYS[day]}" for week in rule.weeks for day in rule.weekdays]
    if rule.kind == Kind.INTERVAL:
        parts["interval"] = rule.every
    if rule.months:
        parts["bymonth"] = list(rule.months)
    return parts


def _span(rest: Rest) -> list[date]:
    return [rest.first_on + timedelta(days=n) for n in range((rest.last_on - rest.first_on).days + 1)]


@settings(max_examples=120, deadline=None)
@given(rule=st.one_of(weekly, monthly, interval, named), first=dates, length=st.integers(0, 420), without=rests)
def test_rule_falls_on_the_days_of_rfc_5545(rule, first, length, without):
    last = first + timedelta(days=length)
    assert occurrences(rule, first, last, without) == by_rfc(rule, first, last, without)


@settings(max_examples=200, deadline=None)
@given(
    rule=st.one_of(weekly, monthly, interval, named),
    first=dates,
    length=st.integers(0, 200),
    cut=st.integers(0, 200),
    without=rests,
)
def test_span_cut_in_two_holds_the_same_days(rule, first, length, cut, without):
    middle, last = first + timedelta(days=min(cut, length)), first + timedelta(days=length)
    halves = occurrences(rule, first, middle, without) + occurrences(rule, middle + timedelta(days=1), last, without)
    assert halves == occurrences(rule, first, last, without)


@settings(max_examples=200, deadline=None)
@given(rule=st.one_of(weekly, monthly, interval), first=dates, without=rests, shifts=st.booleans())
def test_no_day_of_a_rule_lies_in_a_rest(rule, first, without, shifts):
    without = [Rest(rest.first_on, rest.last_on, shifts) for rest in without]
    found = occurrences(rule, first, first + timedelta(days=400), without)
    assert [day for day in found if any(rest.holds(day) for rest in without)] == []


def test_rule_holds_between_its_first_and_last_day():
    rule = Rule(Kind.WEEKLY, weekdays=(0,), first_on=date(2026, 4, 6), last_on=date(2026, 4, 20))
    assert occurrences(rule, date(2026, 1, 1), date(2026, 12, 31)) == [date(2026, 4, day) for day in (6, 13, 20)]


def test_rest_that_shifts_puts_the_nth_weekday_a_week_later():
    """金沢市: 第1金曜 of January 2016 is in the rest, so the first is the 8th, and the third the 22nd."""
    rest = Rest(date(2015, 12, 29), date(2016, 1, 3), shifts=True)
    rule = Rule(Kind.MONTHLY, weekdays=(4,), weeks=(1, 3))
    assert occurrences(rule, date(2016, 1, 1), date(2016, 1, 31), [rest]) == [date(2016, 1, 8), date(2016, 1, 22)]


def test_rest_that_shifts_takes_a_week_out_of_every_other_week():
    rest = Rest(date(2025, 12, 29), date(2026, 1, 3), shifts=True)
    rule = Rule(Kind.INTERVAL, every=2, anchor=date(2025, 12, 17))
    days = occurrences(rule, date(2025, 12, 1), date(2026, 2, 1), [rest])
    assert days == [date(2025, 12, 3), date(2025, 12, 17), date(2026, 1, 7), date(2026, 1, 21)]


def test_interval_counts_in_both_directions_from_its_anchor():
    rule = Rule(Kind.INTERVAL, every=4, anchor=date(2018, 4, 25))
    assert occurrences(rule, date(2018, 3, 1), date(2018, 6, 1)) == [
        date(2018, 3, 28),
        date(2018, 4, 25),
        date(2018, 5, 23),
    ]


@pytest.mark.parametrize(
    ("rule", "first", "last", "days"),
    [
        (Rule(Kind.WEEKLY, weekdays=(3,)), date(2026, 12, 31), date(2027, 1, 7), [date(2026, 12, 31), date(2027, 1, 7)]),
        (Rule(Kind.WEEKLY, weekdays=(1,)), date(2028, 2, 28), date(2028, 3, 1), [date(2028, 2, 29)]),
        (Rule(Kind.MONTHLY, weekdays=(1,), weeks=(5,)), date(2028, 2, 1), date(2028, 2, 29), [date(2028, 2, 29)]),
        (Rule(Kind.MONTHLY, weekdays=(0,), weeks=(5,)), date(2026, 2, 1), date(2026, 2, 28), []),
        (Rule(Kind.MONTHLY, weekdays=(2,), weeks=(LAST,)), date(2026, 12, 1), date(2026, 12, 31), [date(2026, 12, 30)]),
        (Rule(Kind.WEEKLY, weekdays=(2,), months=(4,)), date(2027, 3, 31), date(2027, 4, 7), [date(2027, 4, 7)]),
        (Rule(Kind.DAYS, days=(date(2028, 2, 29),)), date(2028, 2, 29), date(2028, 2, 29), [date(2028, 2, 29)]),
        (Rule(Kind.NONE), date(2026, 1, 1), date(2026, 12, 31), []),
    ],
)  # fmt: skip
def test_turns_of_the_year_the_month_and_the_fiscal_year(rule, first, last, days):
    assert occurrences(rule, first, last) == days


def test_holiday_and_its_substitute_are_days_like_others():
    """振替休日 (2027-03-22): garbage is collected unless the town says otherwise."""
    assert occurrences(Rule(Kind.WEEKLY, weekdays=(0,)), date(2027, 3, 22), date(2027, 3, 22)) == [date(2027, 3, 22)]
