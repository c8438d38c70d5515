from datetime import date, time

import pytest
from django.db import IntegrityError

from municipalities.opening.models import SpecialDay, WeekdayHours, complete_week, opening_hours
from municipalities.support.opening_hours import DEFAULT_WEEK, OpeningHours, Span, SpecialHours

TODAY = date(2026, 11, 24)


def test_town_without_rows_has_the_usual_hours(in_town):
    assert opening_hours(around=TODAY) == OpeningHours(DEFAULT_WEEK)


def test_opening_hours_reads_weekdays_and_special_days(in_town):
    WeekdayHours.objects.create(weekday=3, closes_at=time(19))
    WeekdayHours.objects.create(weekday=0, is_open=False)
    SpecialDay.objects.create(day=date(2026, 11, 29), name="休日窓口", opens_at=time(9), closes_at=time(12))
    hours = opening_hours(around=TODAY)
    assert (hours.week[3], hours.week.get(0)) == (Span(time(8, 30), time(19)), None)
    assert hours.special == {date(2026, 11, 29): SpecialHours("休日窓口", Span(time(9), time(12)))}


def test_opening_hours_costs_two_statements(in_town, django_assert_num_queries):
    complete_week()
    with django_assert_num_queries(2):
        opening_hours(around=TODAY)


def test_complete_week_keeps_what_is_there(in_town):
    WeekdayHours.objects.create(weekday=5, is_open=True)
    complete_week()
    complete_week()
    rows = WeekdayHours.objects.values_list("weekday", "is_open")
    assert list(rows) == [(0, True), (1, True), (2, True), (3, True), (4, True), (5, True), (6, False)]


def test_counter_cannot_close_before_it_opens(in_town):
    with pytest.raises(IntegrityError):
        WeekdayHours.objects.create(weekday=1, opens_at=time(17), closes_at=time(9))
