import pytest

from municipalities.support.town_points import FOLDER, find_town_points, folded_name, town_point

GIFU, SEKIGAHARA, GERO = "212016", "213624", "212202"


def names(typed: str, code: str = GIFU) -> list[str]:
    return [point.name for point in find_town_points(typed, code)]


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("大字関ヶ原", "関ケ原"),
        ("関が原", "関ケ原"),
        ("字小川", "小川"),
        ("本町　３丁目", "本町3丁目"),
        ("本町十二丁目", "本町12丁目"),
        ("本町二十丁目", "本町20丁目"),
        ("湯の島", "湯ノ島"),
    ],
)
def test_name_is_folded(typed, folded):
    assert folded_name(typed) == folded


def test_whole_name_is_found_with_its_chome_in_order():
    assert names("加納本町")[:3] == ["加納本町一丁目", "加納本町二丁目", "加納本町三丁目"]


@pytest.mark.parametrize(
    "typed",
    ["加納本町三丁目", "加納本町３丁目", "加納本町3-12-1", "岐阜市加納本町3丁目12番地", "岐阜県岐阜市加納本町３の１２"],
)
def test_chome_is_found_in_every_writing(typed):
    assert names(typed) == ["加納本町三丁目"]


@pytest.mark.parametrize("typed", ["司町40-1", "司町 40番地1", "岐阜市司町40-1", "岐阜県岐阜市司町"])
def test_house_number_and_municipality_are_left_away(typed):
    assert names(typed)[0] == "司町"


@pytest.mark.parametrize("typed", ["関ケ原", "関ヶ原", "大字関ヶ原", "不破郡関ケ原町大字関ケ原"])
def test_name_is_found_with_and_without_oaza(typed):
    assert names(typed, SEKIGAHARA)[0] == "大字関ケ原"


def test_whole_name_comes_before_names_that_hold_it():
    assert names("小川", GERO)[0] == "小川"


@pytest.mark.parametrize("typed", ["", "　", "大字", "県庁の前の信号", "あ" * 101, "-"])
def test_nothing_is_found_for_what_names_no_town(typed):
    assert names(typed) == []


def test_other_municipalities_are_not_searched():
    assert (names("加納本町", GERO), names("加納本町", "999999")) == ([], [])


def test_point_lies_where_the_town_lies():
    point = town_point("司町", GIFU)
    assert (round(float(point.latitude), 2), round(float(point.longitude), 2)) == (35.43, 136.76)


@pytest.mark.parametrize(
    ("typed", "address"), [("加納本町", "加納本町三丁目"), ("", "加納本町三丁目"), ("加納本町3-12", "加納本町3-12")]
)
def test_address_keeps_what_says_more(typed, address):
    assert town_point("加納本町三丁目", GIFU).address_for(typed) == address


def test_every_municipality_of_the_prefecture_has_points():
    codes = {line.split("\t")[1] for line in (FOLDER / "postal_codes_21.tsv").read_text().splitlines()}
    assert {line.split("\t")[0] for line in (FOLDER / "town_points_21.tsv").read_text().splitlines()} == codes
