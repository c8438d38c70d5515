"""The calendar in force, ready to be asked: read once per process and version; which one it is, once in HOME_CACHE_SECONDS."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from django.conf import settings
from django.core.cache import cache

from municipalities.calendars.waste.as_json import from_json
from municipalities.calendars.waste.calendar import WasteCalendar
from municipalities.calendars.waste.item_search import ItemSearch
from municipalities.tenancy.context import current_schema

from .publication import WasteVersion

_NUMBER = "waste:version"
_NONE = (0, None)


@dataclass(frozen=True)
class Published:
    number: int
    published_at: datetime
    calendar: WasteCalendar

    @cached_property
    def search(self) -> ItemSearch:
        return ItemSearch(self.calendar.items)


def current_waste() -> Published | None:
    """None where the town has published nothing. No SQL when warm, one or two statements when not."""
    number, published_at = cache.get_or_set(_NUMBER, _read_number, settings.HOME_CACHE_SECONDS)
    return _read(current_schema(), number, published_at) if number else None


def forget_current() -> None:
    """In this process; others notice within HOME_CACHE_SECONDS."""
    cache.delete(_NUMBER)


def _read_number() -> tuple[int, datetime | None]:
    return WasteVersion.objects.values_list("number", "published_at").first() or _NONE


@lru_cache(maxsize=128)
def _read(schema: str, number: int, published_at: datetime) -> Published:
    """The moment is part of what it is called by: a number alone may come again in a database made anew."""
    content = WasteVersion.objects.values_list("content", flat=True).get(number=number)
    return Published(number, published_at, from_json(content))
