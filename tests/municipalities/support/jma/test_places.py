import pytest

from municipalities.support.jma import Area

from .telegrams import GIFU, HIGASHISHIRAKAWA, PLACES, SHIRAKAWA, TAJIMI, TAKAYAMA


@pytest.mark.parametrize(
    ("code", "towns"),
    [
        ("2120100", (GIFU,)),
        ("2120101", (GIFU,)),  # a part of the city
        ("210000", PLACES.towns),
        ("210010", (GIFU, TAJIMI, HIGASHISHIRAKAWA)),
        ("210021", (TAKAYAMA, SHIRAKAWA)),
        ("431", (TAJIMI, HIGASHISHIRAKAWA)),
        ("21", PLACES.towns),
        ("21000", PLACES.towns),
        ("0121400", ()),
        ("250000", ()),
        ("850401000100", ()),
        ("", ()),
    ],
)
def test_covered_by_knows_every_division(code, towns):
    assert PLACES.covered_by(Area(code, "", ())) == towns


def test_covered_by_takes_the_towns_that_the_sentences_name():
    area = Area("210000", "岐阜県", (), named_in="東白川村付近で約１００ミリ 高山市付近で約１１０ミリ")
    assert PLACES.covered_by(area) == (TAKAYAMA, HIGASHISHIRAKAWA)


def test_covered_by_takes_all_of_an_area_that_names_none():
    area = Area("210020", "飛騨地方", (), named_in="飛騨地方で線状降水帯")
    assert PLACES.covered_by(area) == (TAKAYAMA, SHIRAKAWA)


def test_covered_by_does_not_look_for_names_in_another_prefecture():
    assert PLACES.covered_by(Area("340000", "広島県", (), named_in="高山市付近")) == ()
