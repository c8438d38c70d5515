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
_NONE = (0, "")


@dataclass(frozen=True)
class Published:
    """`mark`: names this calendar in caches."""

    number: int
    digest: str
    published_at: datetime
    calendar: WasteCalendar

    @property
    def mark(self) -> str:
        return f"{self.number}:{self.digest[:16]}"

    @cached_property
    def search(self) -> ItemSearch:
        return ItemSearch(self.calendar.items)


def current_waste() -> Published | None:
    """None where the town has published nothing. No SQL when warm, one or two statements when not."""
    number, digest = cache.get_or_set(_NUMBER, _read_number, settings.HOME_CACHE_SECONDS)
    return _read(current_schema(), number, digest) if number else None


def forget_current() -> None:
    """In this process; others notice within HOME_CACHE_SECONDS."""
    cache.delete(_NUMBER)


def _read_number() -> tuple[int, str]:
    return WasteVersion.objects.values_list("number", "digest").first() or _NONE


@lru_cache(maxsize=128)
def _read(schema: str, number: int, digest: str) -> Published:
    """The digest is part of what it is called by: a number alone may come again in a database made anew."""
    content, published_at = WasteVersion.objects.values_list("content", "published_at").get(number=number)
    return Published(number, digest, published_at, from_json(content))
