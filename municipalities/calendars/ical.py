"""Days as a calendar file (RFC 5545) that telephones subscribe to: whole days, so no time zone is needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=12)


@dataclass(frozen=True)
class WholeDay:
    """`uid`: the same for the same thing on the same day for ever, so that a subscriber's entry changes instead of doubling."""

    uid: str
    day: date
    summary: str
    description: str = ""
    category: str = ""


def whole_days_file(*, name: str, days: Iterable[WholeDay], changed_at: datetime, address: str) -> bytes:
    """`changed_at`: with its time zone; `address`: where the file is to be had again."""
    calendar = Calendar()
    for key, value in (
        ("prodid", "-//mochihakoberu-yakusho//calendars//JA"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
    ):
        calendar.add(key, value)
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Tokyo")
    calendar.add("refresh-interval", REFRESH, {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    calendar.add("source", address, {"value": "URI"})
    for each in days:
        calendar.add_component(_event(each, changed_at))
    return calendar.to_ical()


def _event(each: WholeDay, changed_at: datetime) -> Event:
    event = Event()
    event.add("uid", each.uid)
    event.add("dtstamp", changed_at)
    event.add("dtstart", each.day)
    event.add("dtend", each.day + timedelta(days=1))
    event.add("summary", each.summary)
    event.add("transp", "TRANSPARENT")
    if each.description:
        event.add("description", each.description)
    if each.category:
        event.add("categories", [each.category])
    return event
