from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from municipalities.audit.models import AuditRecord
from municipalities.calendars.models import CollectionDayChange, WasteArea, WasteItem, WasteVersion
from municipalities.calendars.models.published import current_waste, forget_current
from municipalities.calendars.services.importing import import_files, take_shipped
from municipalities.calendars.services.publishing import (
    ChangedMeanwhile,
    NothingToPublish,
    digest_of,
    give_up_working,
    publish,
    restore,
)
from municipalities.calendars.services.working import read_working, write_working
from municipalities.calendars.waste.calendar import Deed
from municipalities.calendars.waste.exchange.writing import write_files
from municipalities.support.japanese_calendar import JST
from tests.factories import accounts, garbage

SKIPPED = replace(garbage.CALENDAR, exceptions=(garbage.exceptional(date(2026, 12, 3), Deed.SKIP, category="burn"),))


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 30, 12, tzinfo=JST))


def test_residents_read_what_was_published_and_not_the_working_copy(in_town):
    garbage.published()
    write_working(SKIPPED)
    assert current_waste().calendar == garbage.CALENDAR


def test_publication_of_something_else_than_was_looked_at_is_refused(in_town):
    garbage.published()
    write_working(SKIPPED)
    digest = digest_of(read_working())
    WasteItem.objects.create(name="石")
    with pytest.raises(ChangedMeanwhile):
        publish(staff=None, digest=digest)
    assert WasteVersion.objects.count() == 1


def test_same_calendar_is_not_published_twice_nor_an_empty_one(in_town):
    with pytest.raises(NothingToPublish):
        publish(staff=None)
    garbage.published()
    with pytest.raises(NothingToPublish):
        publish(staff=None)


def test_changed_days_are_written_down_as_facts(in_town):
    garbage.published()
    garbage.published(SKIPPED)
    assert list(CollectionDayChange.objects.values_list("version__number", "area_key", "category_key", "day", "kind")) == [
        (2, "north", "burn", date(2026, 12, 3), "removed"),
    ]  # fmt: skip


def test_older_version_comes_back_as_a_new_one_and_the_working_copy_with_it(in_town):
    staff = accounts.staff()
    garbage.published()
    garbage.published(SKIPPED)
    restore(staff=staff, number=1)
    forget_current()
    assert (current_waste().number, current_waste().calendar, read_working()) == (3, garbage.CALENDAR, garbage.CALENDAR)
    assert AuditRecord.objects.filter(action="wasteversion.restore", actor_id=staff.pk).count() == 1


def test_working_copy_is_given_up_for_what_is_in_force(in_town):
    with pytest.raises(NothingToPublish):
        give_up_working(staff=None)
    garbage.published()
    write_working(SKIPPED)
    give_up_working(staff=None)
    assert read_working() == garbage.CALENDAR


@pytest.mark.parametrize("deed", [lambda row: row.save(), lambda row: row.delete()])
def test_published_version_is_never_changed(in_town, deed):
    version = garbage.published()
    with pytest.raises(IntegrityError), transaction.atomic():
        deed(version)


def test_import_keeps_what_the_files_do_not_know(in_town):
    """Letters, pictures, hours, readings, postal codes, the staff's own exceptions and the rest of the whole town."""
    write_working(SKIPPED)
    import_files(contents=write_files(replace(SKIPPED, breaks=(), exceptions=())).files, staff=None)
    after = read_working()
    assert (after.areas, after.categories, set(after.plans), after.items, after.exceptions, after.breaks) == (
        SKIPPED.areas, SKIPPED.categories, set(SKIPPED.plans), SKIPPED.items, SKIPPED.exceptions, SKIPPED.breaks,
    )  # fmt: skip


def test_import_of_items_alone_leaves_the_days_as_they_are(in_town):
    write_working(garbage.CALENDAR)
    import_files(contents={"target.csv": "type,name\n有害ごみ,ライター\n".encode()}, staff=None)
    after = read_working()
    assert ([item.name for item in after.items], set(after.plans), after.areas) == (
        ["ライター"],
        set(garbage.PLANS),
        garbage.CALENDAR.areas,
    )


def test_area_that_was_renamed_is_not_taken_for_the_one_that_comes_in_its_name(in_town):
    files = {"area_days.csv": "地名,センター,燃えるごみ\n本町,,月\n".encode()}
    import_files(contents=files, staff=None)
    WasteArea.objects.update(name="元本町")
    import_files(contents=files, staff=None)
    assert list(WasteArea.objects.values_list("name", flat=True)) == ["本町"]


def test_shipped_categories_and_items_come_beside_the_towns_own(in_town):
    write_working(garbage.CALENDAR)
    take_shipped(staff=None)
    take_shipped(staff=None)
    after = read_working()
    assert (len(after.categories), len({each.letter for each in after.categories})) == (
        13,
        13,
    )  # three of them the town had
    assert after.areas == garbage.CALENDAR.areas
    assert len(after.items) == len({(item.name, item.category) for item in after.items}) > 200
