"""Files of the 5374.jp family into the working copy. Nothing that residents read changes until it is published."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from municipalities.accounts.models import StaffUser
from municipalities.audit import services as audit
from municipalities.calendars.models import WasteImport
from municipalities.calendars.waste.calendar import Area, Category, Deed, Exceptional, Item, WasteCalendar
from municipalities.calendars.waste.exchange import reading
from municipalities.calendars.waste.exchange.naming import letter_for
from municipalities.calendars.waste.exchange.reading import Import, read_files
from municipalities.calendars.waste.keys import aligned
from municipalities.calendars.waste.shipped import shipped_calendar
from municipalities.support.readings import reading_of

from .working import read_working, write_working


def import_files(*, contents: Mapping[str, bytes], staff: StaffUser | None, shifts: bool = False) -> WasteImport:
    """`contents`: by file name. What a file is not there for stays as it was."""
    made = read_files(contents, shifts=shifts)
    names = {name.lower() for name in contents}
    with transaction.atomic():
        working = read_working()
        calendar = with_readings(merged(working, aligned(made.calendar, working), names))
        write_working(calendar)
        row = WasteImport.objects.create(made_by=staff, files=sorted(contents), report=report_of(made))
        audit.record(actor=staff, action="wasteimport.create", target=row)
    return row


def report_of(made: Import) -> dict[str, Any]:
    calendar = made.calendar
    counts = {"areas": len(calendar.areas), "categories": len(calendar.categories), "items": len(calendar.items)}
    return {"counts": counts, "problems": [problem.as_json() for problem in made.problems]}


def merged(working: WasteCalendar, files: WasteCalendar, names: Collection[str]) -> WasteCalendar:
    """What the files say, and what the staff know besides: letters, pictures, hours, readings, postal codes, exceptions."""
    categories = _categories(working, files, is_whole=reading.AREA_DAYS in names)
    kept = {category.key for category in categories}
    areas, plans = working.areas, tuple(plan for plan in working.plans if plan.category in kept)
    if reading.AREA_DAYS in names:
        areas, plans = tuple(_area(working.areas_by_key.get(area.key), area) for area in files.areas), files.plans
    exceptions = working.exceptions
    if reading.ALTERNATE_DAYS in names:
        exceptions = _exceptions([each for each in exceptions if not each.is_imported], files.exceptions)
    return WasteCalendar(
        areas=areas,
        categories=categories,
        plans=plans,
        breaks=_breaks(working, files, names),
        exceptions=exceptions,
        items=_items(working, files, kept) if reading.TARGET in names else working.items,
    )


def with_readings(calendar: WasteCalendar) -> WasteCalendar:
    return replace(calendar, items=tuple(_read(item) for item in calendar.items))


def _categories(working: WasteCalendar, files: WasteCalendar, *, is_whole: bool) -> tuple[Category, ...]:
    """In the order of the files; those that they do not name stay behind them, unless the whole calendar is replaced."""
    known, named = working.categories_by_key, {category.key for category in files.categories}
    others = [] if is_whole else [category for category in working.categories if category.key not in named]
    return _unlike_letters([*(_category(known.get(each.key), each) for each in files.categories), *others])


def _unlike_letters(categories: Iterable[Category]) -> tuple[Category, ...]:
    """Of two with the same letter the second gets another."""
    found: list[Category] = []
    for made in categories:
        taken = {each.letter for each in found}
        found.append(replace(made, letter=letter_for(made.name, taken)) if made.letter in taken else made)
    return tuple(found)


def _category(known: Category | None, named: Category) -> Category:
    if known is None:
        return named
    return replace(
        known, color=named.color, guide=named.guide or known.guide, image=named.image or known.image, name=named.name
    )


def _area(known: Area | None, named: Area) -> Area:
    if known is None:
        return named
    codes = {each.name: each.postal_code for each in known.districts}
    districts = tuple(replace(each, postal_code=codes.get(each.name, "")) for each in named.districts)
    return replace(named, reading=known.reading, note=known.note, districts=districts or known.districts)


def _exceptions(own: Iterable[Exceptional], named: Iterable[Exceptional]) -> tuple[Exceptional, ...]:
    """Of a day that the staff have decided upon, the files say nothing."""
    decided = {(each.area, each.category, each.day): each for each in own if each.deed != Deed.PUT_OUT_BY}
    others = (each for each in named if (each.area, each.category, each.day) not in decided)
    return (*own, *others)


def _breaks(working: WasteCalendar, files: WasteCalendar, names: Collection[str]) -> tuple:
    """Those of the whole town are the staff's."""
    if reading.CENTER not in names:
        return working.breaks
    own = [each for each in working.breaks if not each.center]
    return tuple(dict.fromkeys([*own, *files.breaks]))


def _items(working: WasteCalendar, files: WasteCalendar, kept: Collection[str]) -> tuple[Item, ...]:
    known = {(item.name, item.category): item for item in working.items if item.category in kept}
    return tuple(_item(known.get((item.name, item.category)), item) for item in files.items)


def _item(known: Item | None, named: Item) -> Item:
    if known is None:
        return named
    return replace(named, reading=named.reading or known.reading, also=known.also)


def _read(item: Item) -> Item:
    return item if item.reading else replace(item, reading=reading_of(item.name)[:120])


def take_shipped(*, staff: StaffUser | None) -> None:
    """The categories and items that come with the portal, beside what is there already."""
    with transaction.atomic():
        working = read_working()
        shipped = aligned(shipped_calendar(), working)
        known = {(item.name, item.category) for item in working.items}
        categories = _unlike_letters([*working.categories, *_missing(shipped, working)])
        items = [item for item in shipped.items if (item.name, item.category) not in known]
        write_working(replace(working, categories=categories, items=(*working.items, *items)))
        counts = {"categories": len(categories), "items": len(items)}
        row = WasteImport.objects.create(
            made_by=staff, files=["標準の分類と品目"], report={"counts": counts, "problems": []}
        )
        audit.record(actor=staff, action="wasteimport.create", target=row)


def _missing(shipped: WasteCalendar, working: WasteCalendar) -> list[Category]:
    return [category for category in shipped.categories if category.key not in working.categories_by_key]
