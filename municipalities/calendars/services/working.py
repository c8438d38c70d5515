"""The clerks' working copy as one value, and a value as the working copy: the same statements however many areas there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection, transaction

from municipalities.calendars.models import (
    CollectionBreak,
    CollectionException,
    CollectionRule,
    WasteArea,
    WasteCategory,
    WasteDistrict,
    WasteItem,
)
from municipalities.calendars.waste.calendar import (
    Area,
    Break,
    Category,
    Deed,
    District,
    Exceptional,
    Item,
    Plan,
    WasteCalendar,
)

AREA_FACTS = ("name", "reading", "group", "center", "note")
CATEGORY_FACTS = ("name", "letter", "color", "icon", "guide", "put_out_by", "image")
RULE_FACTS = ("kind", "weekdays", "weeks", "months", "every", "anchor", "days", "first_on", "last_on")
BREAK_FACTS = ("name", "first_on", "last_on", "center", "shifts")
EXCEPTION_FACTS = ("day", "deed", "moved_to", "put_out_by", "note", "is_imported")
ITEM_FACTS = ("name", "reading", "notice", "heading", "also")


def read_working() -> WasteCalendar:
    """Seven statements."""
    areas, categories = WasteArea.objects.prefetch_related("districts"), WasteCategory.objects.all()
    area_keys, category_keys = ({row.pk: row.key for row in rows} for rows in (areas, categories))
    return WasteCalendar(
        areas=tuple(_area(row) for row in areas),
        categories=tuple(Category(key=row.key, **_facts(row, CATEGORY_FACTS)) for row in categories),
        plans=tuple(
            Plan(area_keys[row.area_id], category_keys[row.category_id], row.as_rule(), row.note)
            for row in CollectionRule.objects.all()
        ),
        breaks=tuple(Break(**_facts(row, BREAK_FACTS)) for row in CollectionBreak.objects.all()),
        exceptions=tuple(_exceptional(row, area_keys, category_keys) for row in CollectionException.objects.all()),
        items=tuple(
            Item(category=category_keys.get(row.category_id, ""), **_facts(row, ITEM_FACTS))
            for row in WasteItem.objects.all()
        ),
    )


def write_working(calendar: WasteCalendar) -> None:
    """The working copy becomes this calendar. Areas and categories keep their rows, found by their keys; all else is made anew."""
    with transaction.atomic():
        _empty(CollectionRule, WasteDistrict, CollectionException, CollectionBreak, WasteItem)
        areas = _sync(WasteArea, calendar.areas, AREA_FACTS)
        categories = _sync(WasteCategory, calendar.categories, CATEGORY_FACTS)
        WasteDistrict.objects.bulk_create(
            WasteDistrict(area=areas[area.key], name=each.name, postal_code=each.postal_code)
            for area in calendar.areas
            for each in area.districts
        )
        CollectionRule.objects.bulk_create(_rules(calendar.plans, areas, categories))
        CollectionBreak.objects.bulk_create(
            (CollectionBreak(**_facts(each, BREAK_FACTS)) for each in calendar.breaks), ignore_conflicts=True
        )
        CollectionException.objects.bulk_create(_exceptions(calendar.exceptions, areas, categories))
        WasteItem.objects.bulk_create(
            WasteItem(category=categories.get(item.category), **_facts(item, ITEM_FACTS)) for item in calendar.items
        )


def _empty(*models: Any) -> None:
    """Nothing hangs on these rows: one statement each, however many there are."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 a name of our own


def _sync(model: Any, rows: Sequence[Area] | Sequence[Category], names: tuple[str, ...]) -> dict[str, Any]:
    """Those with known keys are changed, new ones are made, the others go; by key."""
    model.objects.exclude(key__in=[row.key for row in rows]).delete()
    made = [model(key=row.key, position=place, **_facts(row, names)) for place, row in enumerate(rows)]
    changed = ["position", *names]
    model.objects.bulk_create(made, update_conflicts=True, unique_fields=["key"], update_fields=changed)
    return {row.key: row for row in model.objects.all()}


def _rules(plans: Iterable[Plan], areas: Mapping[str, Any], categories: Mapping[str, Any]) -> Iterable[CollectionRule]:
    for plan in plans:
        facts = _facts(plan.rule, RULE_FACTS)
        lists = {name: list(facts[name]) for name in ("weekdays", "weeks", "months", "days")}
        row = {**facts, **lists, "kind": plan.rule.kind.value, "note": plan.note}
        yield CollectionRule(area=areas[plan.area], category=categories[plan.category], **row)


def _exceptions(
    exceptions: Iterable[Exceptional], areas: Mapping[str, Any], categories: Mapping[str, Any]
) -> Iterable[CollectionException]:
    """Of areas and categories that are gone there is none any more."""
    for each in exceptions:
        if each.area in ("", *areas) and each.category in ("", *categories):
            facts = {**_facts(each, EXCEPTION_FACTS), "deed": each.deed.value}
            yield CollectionException(area=areas.get(each.area), category=categories.get(each.category), **facts)


def _area(row: WasteArea) -> Area:
    districts = tuple(District(each.name, each.postal_code) for each in row.districts.all())
    return Area(key=row.key, districts=districts, **_facts(row, AREA_FACTS))


def _exceptional(row: CollectionException, areas: Mapping[int, str], categories: Mapping[int, str]) -> Exceptional:
    where = {"area": areas.get(row.area_id, ""), "category": categories.get(row.category_id, "")}
    return replace(Exceptional(**{**_facts(row, EXCEPTION_FACTS), "deed": Deed(row.deed)}), **where)


def _facts(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
