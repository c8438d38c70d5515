"""The two buttons of a place, without JavaScript: look for the town, and take one of those found."""

from dataclasses import dataclass, field

from municipalities.support.town_points import MOST_FOUND, TownPoint, find_town_points, town_point

from .places import chosen_message, search_message

PLACE_ACTIONS = {"places", "place"}


@dataclass
class PlaceSearch:
    """`key`: of the question, as its controls are called."""

    key: str
    message: str
    points: list[TownPoint] = field(default_factory=list)


def look_for_place(action: str, target: str, raw: dict[str, object], code: str) -> PlaceSearch | None:
    """`places:key` finds, `place:key:name` takes. None where `key` is no place."""
    key, _colon, name = target.partition(":")
    typed = _place_at(key, raw)
    if typed is None:
        return None
    point = town_point(name, code) if action == "place" else None
    if point is not None:
        return _take(key, typed, point)
    found = find_town_points(typed["address"], code)
    return PlaceSearch(key, search_message(typed["address"], found), found[:MOST_FOUND])


def _take(key: str, typed: dict[str, str], point: TownPoint) -> PlaceSearch:
    typed |= {
        "address": point.address_for(typed["address"]),
        "latitude": point.latitude,
        "longitude": point.longitude,
    }
    return PlaceSearch(key, chosen_message(point))


def _place_at(key: str, raw: dict[str, object]) -> dict[str, str] | None:
    """`place`, or `places-0-place` in a row."""
    at: object = raw
    for step in key.split("-"):
        if isinstance(at, list):
            at = at[int(step)] if step.isdecimal() and len(step) < 4 and int(step) < len(at) else None
        else:
            at = at.get(step) if isinstance(at, dict) else None
    return at if isinstance(at, dict) and {"address", "latitude", "longitude"} <= at.keys() else None
