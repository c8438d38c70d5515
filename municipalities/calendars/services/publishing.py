"""From the working copy to the residents, and back: publish, take back, give up."""

import hashlib
import json
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from municipalities.accounts.models import StaffUser
from municipalities.audit import services as audit
from municipalities.calendars.models import CollectionDayChange, WasteVersion
from municipalities.calendars.models.published import forget_current
from municipalities.calendars.waste.as_json import from_json, to_json
from municipalities.calendars.waste.calendar import WasteCalendar
from municipalities.calendars.waste.changes import Difference, difference
from municipalities.support.japanese_calendar import day_in_japan

from .working import read_working, write_working

LOOKED_AHEAD = timedelta(weeks=8)


class ChangedMeanwhile(Exception):
    """What would be published is not what the person has looked at."""


class NothingToPublish(Exception):
    """There is no area, or it is the calendar in force already."""


def digest_of(calendar: WasteCalendar) -> str:
    return hashlib.sha256(json.dumps(to_json(calendar), sort_keys=True).encode()).hexdigest()


def latest_version() -> WasteVersion | None:
    return WasteVersion.objects.first()


def upcoming_difference(before: WasteCalendar, after: WasteCalendar, *, today: date | None = None) -> Difference:
    """Within the next eight weeks."""
    first = today or day_in_japan(timezone.now())
    return difference(before, after, first, first + LOOKED_AHEAD)


def publish(*, staff: StaffUser | None, note: str = "", digest: str = "") -> WasteVersion:
    """`digest`: of what was looked at, '' to publish unseen. Raises ChangedMeanwhile, NothingToPublish."""
    with transaction.atomic():
        before = _hold_latest()
        calendar = read_working()
        if digest and digest != digest_of(calendar):
            raise ChangedMeanwhile
        version = _write(calendar, before, staff=staff, note=note)
        audit.record(actor=staff, action="wasteversion.publish", target=version)
    return version


def restore(*, staff: StaffUser | None, number: int) -> WasteVersion:
    """An older version is in force again, as a new one; the working copy follows. Raises NothingToPublish, WasteVersion.DoesNotExist."""
    with transaction.atomic():
        before = _hold_latest()
        older = WasteVersion.objects.get(number=number)
        calendar = from_json(older.content)
        version = _write(calendar, before, staff=staff, note=f"第{number}版に戻した")
        write_working(calendar)
        audit.record(actor=staff, action="wasteversion.restore", target=version, detail={"number": number})
    return version


def give_up_working(*, staff: StaffUser | None) -> None:
    """The working copy is what is in force again. Raises NothingToPublish where nothing is."""
    with transaction.atomic():
        latest = _hold_latest()
        if latest is None:
            raise NothingToPublish
        write_working(from_json(latest.content))
        audit.record(actor=staff, action="wasteversion.give_up", target=latest)


def _hold_latest() -> WasteVersion | None:
    """One publication at a time in this town: the lock is on a table of its schema, for the rest of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {WasteVersion._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    return latest_version()


def _write(calendar: WasteCalendar, before: WasteVersion | None, *, staff: StaffUser | None, note: str) -> WasteVersion:
    digest = digest_of(calendar)
    if not calendar.areas or (before is not None and before.digest == digest):
        raise NothingToPublish
    number = before.number + 1 if before else 1
    version = WasteVersion.objects.create(
        number=number, content=to_json(calendar), digest=digest, note=note[:200], published_by=staff
    )
    if before is not None:
        _note_changes(version, from_json(before.content), calendar)
    transaction.on_commit(forget_current)
    return version


def _note_changes(version: WasteVersion, before: WasteCalendar, after: WasteCalendar) -> None:
    CollectionDayChange.objects.bulk_create(
        CollectionDayChange(
            version=version, area_key=change.area, category_key=change.category, day=change.day, kind=change.kind
        )
        for change in upcoming_difference(before, after).days
    )
