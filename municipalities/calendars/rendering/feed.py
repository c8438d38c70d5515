"""The collection days of an area as a file for calendars."""

from datetime import time, timedelta

from municipalities.calendars.ical import WholeDay, whole_days_file
from municipalities.calendars.models.published import Published
from municipalities.calendars.waste.calendar import Collection

from .days import today

BEHIND, AHEAD = timedelta(days=31), timedelta(days=400)


def area_feed(published: Published, area_key: str, *, town: str, host: str, address: str) -> bytes:
    """A month back and a year and more ahead."""
    now = today()
    collections = published.calendar.collections(area_key, now - BEHIND, now + AHEAD)
    name = f"{town} ごみの収集日（{published.calendar.areas_by_key[area_key].name}）"
    days = (_whole_day(each, area_key, host) for each in collections)
    return whole_days_file(name=name, days=days, changed_at=published.published_at, address=address)


def hour_text(by: time | None) -> str:
    """`朝8時までに`, `朝8時30分までに`; '' for none."""
    if by is None:
        return ""
    minutes = f"{by.minute}分" if by.minute else ""
    return f"{'朝' if by.hour < 10 else ''}{by.hour}時{minutes}までに"


def _whole_day(each: Collection, area_key: str, host: str) -> WholeDay:
    lines = [f"{hour_text(each.put_out_by)}出してください。" if each.put_out_by else "", each.note, each.category.guide]
    uid = f"garbage-{each.day:%Y%m%d}-{each.category.key}-{area_key}@{host}"
    return WholeDay(uid, each.day, each.category.name, "\n".join(line for line in lines if line), each.category.name)
