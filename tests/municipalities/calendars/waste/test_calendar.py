from dataclasses import replace
from datetime import date, time

from municipalities.calendars.waste.as_json import from_json, to_json
from municipalities.calendars.waste.calendar import Break, Deed, WasteCalendar
from tests.factories.garbage import CALENDAR, exceptional

MONDAY, THURSDAY = date(2026, 12, 7), date(2026, 12, 10)


def days(calendar: WasteCalendar, first: date, last: date, category: str = "burn", area: str = "north") -> list[date]:
    return [each.day for each in calendar.collections(area, first, last) if each.category.key == category]


def with_exceptions(*exceptions) -> WasteCalendar:
    return replace(CALENDAR, exceptions=exceptions)


def test_collections_come_by_day_and_then_in_the_order_of_the_categories():
    found = CALENDAR.collections("north", date(2026, 12, 2), date(2026, 12, 4))
    assert [(each.day.day, each.category.key) for each in found] == [(2, "harm"), (3, "burn"), (4, "pet")]


def test_unknown_area_has_none():
    assert CALENDAR.collections("west", MONDAY, THURSDAY) == []


def test_day_is_skipped_and_another_comes_to_it():
    calendar = with_exceptions(
        exceptional(MONDAY, Deed.SKIP, category="burn"), exceptional(date(2026, 12, 8), Deed.COLLECT, category="burn")
    )
    assert days(calendar, date(2026, 12, 6), THURSDAY) == [date(2026, 12, 8), THURSDAY]


def test_exacter_exception_goes_before_the_wider():
    calendar = with_exceptions(
        exceptional(MONDAY, Deed.SKIP), exceptional(MONDAY, Deed.COLLECT, area="north", category="burn")
    )
    assert (days(calendar, MONDAY, MONDAY), days(calendar, MONDAY, MONDAY, area="south")) == ([MONDAY], [])


def test_moved_day_tells_where_it_came_from():
    calendar = with_exceptions(exceptional(THURSDAY, Deed.MOVE, moved_to=date(2026, 12, 12), note="道路工事のため"))
    [moved] = [
        each
        for each in calendar.collections("north", date(2026, 12, 9), date(2026, 12, 12))
        if each.category.key == "burn"
    ]
    assert (moved.day, moved.moved_from, moved.note) == (date(2026, 12, 12), THURSDAY, "道路工事のため")


def test_day_that_is_none_is_not_moved():
    calendar = with_exceptions(exceptional(date(2026, 12, 8), Deed.MOVE, moved_to=date(2026, 12, 12)))
    assert days(calendar, date(2026, 12, 8), date(2026, 12, 12)) == [THURSDAY]


def test_hour_changes_for_one_day():
    calendar = with_exceptions(exceptional(MONDAY, Deed.PUT_OUT_BY, category="burn", put_out_by=time(6, 30)))
    found = [each for each in calendar.collections("north", MONDAY, THURSDAY) if each.category.key == "burn"]
    assert [each.put_out_by for each in found] == [time(6, 30), time(8)]


def test_rest_of_a_centre_is_of_its_areas_only():
    calendar = replace(CALENDAR, breaks=(Break("臨時休業", date(2026, 12, 1), date(2026, 12, 31), "南センター"),))
    assert (days(calendar, MONDAY, THURSDAY), days(calendar, MONDAY, THURSDAY, area="south")) == (
        [MONDAY, THURSDAY],
        [],
    )


def test_year_end_and_first_days_of_the_year_rest():
    assert days(CALENDAR, date(2026, 12, 28), date(2027, 1, 7)) == [
        date(2026, 12, 28),
        date(2027, 1, 4),
        date(2027, 1, 7),
    ]


def test_next_day_may_be_today():
    assert CALENDAR.next_of("north", "burn", since=MONDAY).day == MONDAY
    assert CALENDAR.next_of("south", "harm", since=MONDAY) is None


def test_calendar_survives_json():
    full = with_exceptions(
        exceptional(MONDAY, Deed.MOVE, area="north", moved_to=THURSDAY, note="工事"),
        exceptional(MONDAY, Deed.PUT_OUT_BY, put_out_by=time(7, 30), is_imported=True),
    )
    assert from_json(to_json(full)) == full
