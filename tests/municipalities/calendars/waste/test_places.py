import pytest

from municipalities.calendars.waste.calendar import Area, District
from municipalities.calendars.waste.places import areas_near, find_areas
from municipalities.support.town_points import points_of

GIFU = "212016"
AREAS = (
    Area("a", "北部", districts=(District("加納本町"), District("鏡岩", "5008001"))),
    Area("b", "滝宮・菅原"),
    Area("c", "本町一丁目・二丁目"),
    Area("d", "フェニックスパーク"),
)


def keys(typed: str) -> list[str]:
    return [area.key for area in find_areas(AREAS, typed, GIFU)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("加納本町", ["a"]), ("岐阜市加納本町3-1", ["a"]), ("加納本町三丁目", ["a"]), ("菅原", ["b"]), ("北部", ["a"]), ("本町", ["c", "a"]),
        ("〒500-8001", ["a"]), ("５００８００１", ["a"]), ("ふぇにっくすぱーく", ["d"]), ("どこにもない町", []), ("999-9999", []), ("", []), ("あ" * 500, []),
    ],
)  # fmt: skip
def test_area_is_found(typed, found):
    assert sorted(keys(typed)) == sorted(found)


def test_point_finds_the_area_of_the_nearest_quarters():
    point = points_of(GIFU)[40]
    areas = (Area("here", "ここ", districts=(District(point.name),)), Area("there", "よそ"))
    assert [area.key for area in areas_near(areas, float(point.latitude), float(point.longitude), GIFU)] == ["here"]
