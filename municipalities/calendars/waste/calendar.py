"""The garbage calendar of one town as a whole: what the import reads, the staff edit, a publication freezes, and residents ask. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cached_property

from municipalities.calendars.recurrence import Rest, Rule, occurrences

NEXT_LOOKED_FOR = timedelta(days=400)
"""How far ahead the next day of a category is looked for."""


class Deed(StrEnum):
    """What an exception does to a day."""

    COLLECT = "collect"
    SKIP = "skip"
    MOVE = "move"
    PUT_OUT_BY = "put_out_by"


@dataclass(frozen=True)
class District:
    name: str
    postal_code: str = ""


@dataclass(frozen=True)
class Area:
    """`key` names it for ever, in addresses and feeds. `group`: what it is listed under; `center`: whose rests it has."""

    key: str
    name: str
    reading: str = ""
    group: str = ""
    center: str = ""
    note: str = ""
    districts: tuple[District, ...] = ()


@dataclass(frozen=True)
class Category:
    """`letter`: one sign that stands for it where there is no room; `color`: `#rrggbb`; `put_out_by`: the usual hour."""

    key: str
    name: str
    letter: str
    color: str
    icon: str = "bag"
    guide: str = ""
    put_out_by: time | None = None
    image: str = ""
    """`styles` of the 5374 files: kept for the export."""


@dataclass(frozen=True)
class Plan:
    """One rule for one category in one area. `note`: a remark of the town upon it."""

    area: str
    category: str
    rule: Rule
    note: str = ""


@dataclass(frozen=True)
class Break:
    """A rest of a centre ('' for the whole town): 年末年始."""

    name: str
    first_on: date
    last_on: date
    center: str = ""
    shifts: bool = False

    def as_rest(self) -> Rest:
        return Rest(self.first_on, self.last_on, self.shifts)


@dataclass(frozen=True)
class Exceptional:
    """`area`, `category`: '' for all. MOVE has `moved_to`, PUT_OUT_BY has `put_out_by`; the exacter one goes before the wider."""

    day: date
    deed: Deed
    area: str = ""
    category: str = ""
    moved_to: date | None = None
    put_out_by: time | None = None
    note: str = ""
    is_imported: bool = False


@dataclass(frozen=True)
class Item:
    """`reading` in hiragana; `heading`: what a list in kana order puts it under; `also`: other words for it."""

    name: str
    reading: str = ""
    category: str = ""
    notice: str = ""
    heading: str = ""
    also: str = ""


@dataclass(frozen=True)
class Collection:
    """`moved_from`: the day it usually would be."""

    day: date
    category: Category
    put_out_by: time | None = None
    note: str = ""
    moved_from: date | None = None


@dataclass(frozen=True)
class WasteCalendar:
    areas: tuple[Area, ...] = ()
    categories: tuple[Category, ...] = ()
    plans: tuple[Plan, ...] = ()
    breaks: tuple[Break, ...] = ()
    exceptions: tuple[Exceptional, ...] = ()
    items: tuple[Item, ...] = ()

    @cached_property
    def areas_by_key(self) -> dict[str, Area]:
        return {area.key: area for area in self.areas}

    @cached_property
    def categories_by_key(self) -> dict[str, Category]:
        return {category.key: category for category in self.categories}

    @cached_property
    def plans_by_place(self) -> dict[tuple[str, str], list[Plan]]:
        found: dict[tuple[str, str], list[Plan]] = defaultdict(list)
        for plan in self.plans:
            found[plan.area, plan.category].append(plan)
        return dict(found)

    @cached_property
    def exceptions_by_day(self) -> dict[date, list[Exceptional]]:
        """The exacter ones first."""
        found: dict[date, list[Exceptional]] = defaultdict(list)
        for each in sorted(self.exceptions, key=lambda each: (not each.area, not each.category)):
            found[each.day].append(each)
        return dict(found)

    def collections(self, area_key: str, first: date, last: date) -> list[Collection]:
        """By day and then in the order of the categories; [] for an area that is not there."""
        area = self.areas_by_key.get(area_key)
        if area is None:
            return []
        found = [each for category in self.categories for each in self._of(area, category, first, last)]
        return sorted(found, key=lambda collection: collection.day)

    def next_of(self, area_key: str, category_key: str, *, since: date) -> Collection | None:
        """The first day of a category from `since` on; it may be that day itself."""
        area, category = self.areas_by_key[area_key], self.categories_by_key[category_key]
        return next(iter(self._of(area, category, since, since + NEXT_LOOKED_FOR)), None)

    def plans_of(self, area_key: str, category_key: str) -> Sequence[Plan]:
        return self.plans_by_place.get((area_key, category_key), ())

    def _of(self, area: Area, category: Category, first: date, last: date) -> list[Collection]:
        usual = self._usual_days(area, category, first, last)
        kept: dict[date, date | None] = {}
        for day in usual | {each for each in self.exceptions_by_day if first <= each <= last}:
            if self._is_collected(area, category, day, is_usual=day in usual):
                kept[day] = None
        kept |= {to: day for day, to in self._moves(area, category).items() if first <= to <= last}
        return [self._collection(area, category, day, moved) for day, moved in sorted(kept.items())]

    def _usual_days(self, area: Area, category: Category, first: date, last: date) -> set[date]:
        rests = [each.as_rest() for each in self.breaks if each.center in ("", area.center)]
        plans = self.plans_of(area.key, category.key)
        return {day for plan in plans for day in occurrences(plan.rule, first, last, rests)}

    def _is_collected(self, area: Area, category: Category, day: date, *, is_usual: bool) -> bool:
        ruling = self._ruling(area, category, day, {Deed.COLLECT, Deed.SKIP, Deed.MOVE})
        return is_usual if ruling is None else ruling.deed == Deed.COLLECT

    def _moves(self, area: Area, category: Category) -> dict[date, date]:
        """Usual day → the day it is moved to; only what would be collected can be moved."""
        moves = {}
        for day, each in self._moving(area, category):
            if each.moved_to and self._usual_days(area, category, day, day):
                moves[day] = each.moved_to
        return moves

    def _moving(self, area: Area, category: Category) -> Iterable[tuple[date, Exceptional]]:
        for day, candidates in self.exceptions_by_day.items():
            if any(each.deed == Deed.MOVE for each in candidates):
                ruling = self._ruling(area, category, day, {Deed.COLLECT, Deed.SKIP, Deed.MOVE})
                if ruling is not None and ruling.deed == Deed.MOVE:
                    yield day, ruling

    def _ruling(self, area: Area, category: Category, day: date, deeds: set[Deed]) -> Exceptional | None:
        candidates = self.exceptions_by_day.get(day, ())
        fitting = (each for each in candidates if each.area in ("", area.key) and each.category in ("", category.key))
        return next((each for each in fitting if each.deed in deeds), None)

    def _collection(self, area: Area, category: Category, day: date, moved_from: date | None) -> Collection:
        hour = self._ruling(area, category, day, {Deed.PUT_OUT_BY})
        reason = self._ruling(area, category, moved_from or day, {Deed.COLLECT, Deed.MOVE})
        notes = dict.fromkeys(each.note for each in (reason, hour) if each and each.note)
        by = hour.put_out_by if hour else category.put_out_by
        return Collection(day, category, by, " ".join(notes), moved_from)
