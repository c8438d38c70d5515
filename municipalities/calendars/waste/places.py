"""Where does somebody live, as the garbage calendar has it: by the name of the quarter, a postal code, or a point on the map. Pure."""

import re
from collections.abc import Iterable, Sequence
from math import cos, radians

from municipalities.support.postal_codes import find_addresses, seven_digits
from municipalities.support.town_points import TownPoint, folded_name, points_of

from .calendar import Area

MOST_FOUND = 60
NEAR_POINTS = 3
_CHOME = re.compile("[0-9]+(?:丁目|[-番の].*|$).*")
_APART = re.compile("[、,，・/／\\s]+")


def find_areas(areas: Sequence[Area], typed: str, municipality_code: str) -> list[Area]:
    """Best first: called just so, beginning so, holding it. `municipality_code`: its first five digits count."""
    if seven_digits(typed):
        return _of_postal_code(areas, seven_digits(typed) or "", municipality_code)
    return _named(areas, typed)


def areas_near(areas: Sequence[Area], latitude: float, longitude: float, municipality_code: str) -> list[Area]:
    """Of the three quarters nearest to a point; [] where none of them is known here."""
    points = sorted(points_of(municipality_code), key=lambda point: _distance(point, latitude, longitude))
    return _unique(area for point in points[:NEAR_POINTS] for area in _named(areas, point.name))


def _of_postal_code(areas: Sequence[Area], digits: str, municipality_code: str) -> list[Area]:
    own = [area for area in areas if any(seven_digits(each.postal_code) == digits for each in area.districts)]
    towns = [
        each.town for each in find_addresses(digits) if each.municipality_code == municipality_code[:5] and each.town
    ]
    return own or _unique(area for town in towns for area in _named(areas, town))


def _named(areas: Sequence[Area], typed: str) -> list[Area]:
    """An address too: what stands behind the quarter is left away where nothing is found with it, and its 丁目 at last."""
    wanted = folded_name(typed)
    for text in dict.fromkeys([wanted, _CHOME.sub("", wanted)]):
        if text and (found := _holding(areas, text)):
            return found[:MOST_FOUND]
    return _within(areas, wanted)[:MOST_FOUND]


def _holding(areas: Sequence[Area], wanted: str) -> list[Area]:
    ranked = [(_rank(area, wanted), place, area) for place, area in enumerate(areas)]
    return [area for rank, _place, area in sorted(ranked, key=lambda each: each[:2]) if rank < 9]


def _rank(area: Area, wanted: str) -> int:
    names = _names(area)
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(wanted in name for name in names) else 9


def _within(areas: Sequence[Area], wanted: str) -> list[Area]:
    """The other way round: the name of an area in what was typed (岐阜市加納本町3-1)."""
    found = [(len(name), area) for area in areas for name in _names(area) if len(name) >= 2 and name in wanted]
    longest = max((length for length, _area in found), default=0)
    return _unique(area for length, area in found if length == longest)


def _names(area: Area) -> list[str]:
    """`滝宮・菅原・北` is three quarters; and what the area is made of."""
    texts = [area.name, *_APART.split(area.name), area.reading, *(each.name for each in area.districts)]
    return [folded_name(text) for text in dict.fromkeys(texts) if text]


def _distance(point: TownPoint, latitude: float, longitude: float) -> float:
    north = float(point.latitude) - latitude
    east = (float(point.longitude) - longitude) * cos(radians(latitude))
    return north * north + east * east


def _unique(areas: Iterable[Area]) -> list[Area]:
    return list(dict.fromkeys(areas))
