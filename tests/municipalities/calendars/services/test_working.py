from dataclasses import replace
from datetime import date, time

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from municipalities.calendars.models import CollectionRule, WasteArea, WasteCategory, WasteItem
from municipalities.calendars.services.working import read_working, write_working
from municipalities.calendars.waste.calendar import Area, Deed, Plan, WasteCalendar
from tests.factories import garbage

FULL = replace(
    garbage.CALENDAR,
    exceptions=(
        garbage.exceptional(date(2026, 12, 7), Deed.MOVE, area="north", category="burn", moved_to=date(2026, 12, 8), note="工事"),
        garbage.exceptional(date(2026, 12, 7), Deed.PUT_OUT_BY, put_out_by=time(7)),
    ),
)  # fmt: skip


def many(count: int) -> WasteCalendar:
    areas = tuple(Area(f"a{n}", f"第{n}地区") for n in range(count))
    plans = tuple(Plan(area.key, plan.category, plan.rule) for area in areas for plan in garbage.PLANS[:3])
    return WasteCalendar(areas, garbage.CALENDAR.categories, plans, (), (), garbage.ITEMS)


def statements(deed) -> int:
    with CaptureQueriesContext(connection) as counted:
        deed()
    return len(counted)


def test_working_copy_is_what_was_written(in_town):
    write_working(FULL)
    write_working(FULL)
    assert read_working() == FULL


def test_areas_keep_their_rows_and_letters_may_be_exchanged(in_town):
    write_working(garbage.CALENDAR)
    before = dict(WasteArea.objects.values_list("key", "pk"))
    one, two, three = garbage.CALENDAR.categories
    exchanged = (replace(one, letter=two.letter), replace(two, letter=one.letter), three)
    write_working(replace(garbage.CALENDAR, categories=exchanged))
    assert (dict(WasteArea.objects.values_list("key", "pk")), read_working().categories) == (before, exchanged)


def test_reading_and_writing_cost_the_same_however_many_areas_there_are(in_town):
    counts = []
    for number in (3, 80):
        write_working(many(number))
        counts.append((statements(read_working), statements(lambda number=number: write_working(many(number)))))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "weekly"}, {"kind": "weekly", "weekdays": [7]}, {"kind": "monthly", "weekdays": [1]}, {"kind": "monthly", "weekdays": [1], "weeks": [6]},
        {"kind": "interval", "every": 2}, {"kind": "interval", "every": 0, "anchor": date(2026, 4, 1)}, {"kind": "days"}, {"kind": "none"},
        {"kind": "weekly", "weekdays": [1], "months": [13]}, {"kind": "yearly", "weekdays": [1]},
        {"kind": "weekly", "weekdays": [1], "first_on": date(2026, 4, 2), "last_on": date(2026, 4, 1)},
    ],
)  # fmt: skip
def test_rule_that_means_nothing_is_refused_by_the_database(in_town, facts):
    write_working(garbage.CALENDAR)
    area, category = WasteArea.objects.first(), WasteCategory.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        CollectionRule.objects.create(area=area, category=category, **facts)


def test_item_comes_once_in_a_category_also_without_one(in_town):
    WasteItem.objects.create(name="石")
    with pytest.raises(IntegrityError), transaction.atomic():
        WasteItem.objects.create(name="石")
