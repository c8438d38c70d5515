"""The categories and items that come with the portal: a beginning that a town makes its own. Pure; written for this project."""

from datetime import time
from functools import lru_cache
from pathlib import Path

from .calendar import Category, Item, WasteCalendar
from .exchange.naming import lasting_key

CONTENT = Path(__file__).parent.parent / "content"


@lru_cache(maxsize=1)
def shipped_calendar() -> WasteCalendar:
    """Without areas: categories and items."""
    categories = tuple(_category(line) for line in _lines("categories.tsv"))
    keys = {category.name: category.key for category in categories}
    return WasteCalendar(categories=categories, items=tuple(_item(line, keys) for line in _lines("items.tsv")))


def _category(line: list[str]) -> Category:
    name, letter, color, icon, hour, guide = line
    return Category(lasting_key(name), name, letter, color, icon, guide, time.fromisoformat(hour) if hour else None)


def _item(line: list[str], keys: dict[str, str]) -> Item:
    name, reading, category, notice, also = line
    return Item(name, reading, keys[category], notice, reading[:1], also)


def _lines(name: str) -> list[list[str]]:
    text = (CONTENT / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]
