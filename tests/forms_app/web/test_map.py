"""The map's tiles come from one host, which only a page that asks for a place may show."""

import pytest

from tests.factories import forms

PLACE = {"key": "place", "type": "location", "label": "場所"}
WORD = {"key": "word", "type": "text", "label": "ことば"}
IN_ROWS = {"key": "places", "type": "repeat", "label": "場所", "fields": [PLACE]}
PAGE = "/procedures/map/pages/first/"
GSI = "https://cyberjapandata.gsi.go.jp"


@pytest.fixture
def visit(in_town, browser):
    """The page of a form with these questions."""

    def visit(*questions: dict):
        forms.published_form(definition=forms.definition(*questions), slug="map")
        browser.post("/procedures/map/start/")
        return browser.get(PAGE)

    return visit


def picture_sources(answer) -> set[str]:
    directives = [part.split() for part in answer["Content-Security-Policy"].split(";")]
    return next(set(directive[1:]) for directive in directives if directive[0] == "img-src")


@pytest.mark.parametrize("question", [PLACE, IN_ROWS])
def test_a_page_that_asks_for_a_place_may_show_tiles_of_that_host(visit, question):
    assert picture_sources(visit(question)) == {"'self'", "data:", GSI}


def test_other_pages_may_not(visit):
    answer = visit(WORD)
    assert (picture_sources(answer), b"data-map" in answer.content) == ({"'self'", "data:"}, False)


def test_the_map_begins_at_the_town_hall(visit, town):
    page = visit(PLACE).content.decode()
    assert f'data-latitude="{town.latitude}" data-longitude="{town.longitude}"' in page
    assert f'data-tiles="{GSI}/xyz/pale/{{z}}/{{x}}/{{y}}.png"' in page
    assert "地理院タイル（国土地理院）" in page


def test_without_an_address_of_tiles_there_is_no_map(visit, settings):
    settings.MAP_TILE_URL = ""
    answer = visit(PLACE)
    assert (picture_sources(answer), b"data-map" in answer.content) == ({"'self'", "data:"}, False)


def test_tiles_of_our_own_host_need_no_leave(visit, settings):
    settings.MAP_TILE_URL = "/tiles/{z}/{x}/{y}.png"
    assert picture_sources(visit(PLACE)) == {"'self'", "data:"}
