"""A calendar into JSON and back, as a publication keeps it. Pure. What a later version adds has a default, so old ones still open."""

from dataclasses import asdict, fields
from datetime import date, time
from typing import Any

from municipalities.calendars.recurrence import Kind, Rule

from .calendar import Area, Break, Category, Deed, District, Exceptional, Item, Plan, WasteCalendar

_EMPTY: tuple[Any, ...] = (None, "", (), [])


def to_json(calendar: WasteCalendar) -> dict[str, Any]:
    return {field.name: [_plain(asdict(row)) for row in getattr(calendar, field.name)] for field in fields(calendar)}


def from_json(data: dict[str, Any]) -> WasteCalendar:
    return WasteCalendar(
        areas=tuple(_area(row) for row in data.get("areas", ())),
        categories=tuple(Category(**_timed(row, "put_out_by")) for row in data.get("categories", ())),
        plans=tuple(Plan(**{**row, "rule": _rule(row["rule"])}) for row in data.get("plans", ())),
        breaks=tuple(Break(**_dated(row, "first_on", "last_on")) for row in data.get("breaks", ())),
        exceptions=tuple(_exceptional(row) for row in data.get("exceptions", ())),
        items=tuple(Item(**row) for row in data.get("items", ())),
    )


def _plain(value: Any) -> Any:
    """Without what is empty: a year of days in a hundred areas stays small."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if each not in _EMPTY}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, (date, time)) else value


def _area(row: dict[str, Any]) -> Area:
    return Area(**{**row, "districts": tuple(District(**each) for each in row.get("districts", ()))})


def _rule(row: dict[str, Any]) -> Rule:
    lists = {name: tuple(row.get(name, ())) for name in ("weekdays", "weeks", "months")}
    days = tuple(date.fromisoformat(day) for day in row.get("days", ()))
    facts = _dated(row, "anchor", "first_on", "last_on")
    return Rule(**{**facts, **lists, "days": days, "kind": Kind(row["kind"])})


def _exceptional(row: dict[str, Any]) -> Exceptional:
    facts = _timed(_dated(row, "day", "moved_to"), "put_out_by")
    return Exceptional(**{**facts, "deed": Deed(row["deed"])})


def _dated(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {**row, **{name: date.fromisoformat(row[name]) for name in names if row.get(name)}}


def _timed(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {**row, **{name: time.fromisoformat(row[name]) for name in names if row.get(name)}}
