"""Looking for a place by the name of its town: the browser's way, and the button's."""

import pytest
from django.db import connection

from forms_app.models import Draft
from forms_app.web import places
from municipalities.tenancy.throttle import Limit
from tests.factories import forms

PLACE = {"key": "where", "type": "location", "label": "場所"}
QUESTIONS = [
    PLACE,
    {"key": "remark", "type": "text", "label": "備考"},
    {"key": "lamps", "type": "repeat", "label": "街灯", "fields": [{**PLACE, "key": "at"}]},
]
PAGE = "/procedures/place/pages/first/"
CHOSEN = {"address": "加納本町三丁目", "latitude": "35.405619", "longitude": "136.758418"}


def found(town_client, typed: str) -> dict:
    return town_client.post("/places/", {"q": typed}).json()


def test_search_tells_name_address_and_point(in_town, town_client):
    answer = found(town_client, "加納本町3-12")
    assert answer["places"] == [
        {
            "name": "加納本町三丁目",
            **CHOSEN,
            "address": "加納本町3-12",
            "message": "「加納本町三丁目」のおおよその位置を入れました。番地や目印も入力してください。",
        }
    ]


@pytest.mark.parametrize(
    ("typed", "said", "count"),
    [
        (" ", "先に、住所や目印に町の名前を", 0),
        ("大垣市民病院", "見つかりませんでした", 0),
        ("司町", "あてはまる町を、下から", 1),
        ("加納", "下から選ぶか、", 10),
    ],
)
def test_search_says_what_to_do(in_town, town_client, typed, said, count):
    answer = found(town_client, typed)
    assert (said in answer["message"], len(answer["places"])) == (True, count)


def test_search_is_held_to_the_municipality_of_the_page(in_town, town_client):
    assert found(town_client, "馬瀬下山")["places"] == []


def test_search_is_throttled(in_town, town_client, monkeypatch):
    monkeypatch.setattr(places, "SEARCHES", Limit("look for a place", 1, places.SEARCHES.window))
    statuses = [town_client.post("/places/", {"q": "司町"}).status_code for _ in range(2)]
    assert statuses == [200, 429]


def test_search_takes_no_words_in_its_address(in_town, town_client):
    assert town_client.get("/places/", {"q": "司町"}).status_code == 405
    assert town_client.post("/places/?q=司町").json()["places"] == []


@pytest.fixture
def press(in_town, town, town_client):
    """Presses a button of the page, without JavaScript; the kept answers and the page."""
    forms.published_form(definition=forms.definition(*QUESTIONS), slug="place")
    town_client.post("/procedures/place/start/")

    def press(action: str, **typed: str) -> tuple[dict, str, int]:
        data = {key.replace("__", "-"): value for key, value in typed.items()}
        answer = town_client.post(PAGE, {**data, "action": action})
        connection.set_tenant(town)
        return Draft.objects.get().get_answers(), answer.content.decode(), answer.status_code

    return press


def test_button_shows_choices_and_keeps_everything_typed(press):
    kept, page, status = press("places:where", where__address="加納本町", remark="途中の備考")
    assert (status, kept["where"]["address"], kept["remark"]) == (200, "加納本町", "途中の備考")
    assert (page.count('value="place:where:'), 'value="place:where:加納本町三丁目"' in page) == (9, True)


def test_choice_sets_the_point_and_keeps_the_rest(press):
    kept, page, status = press("place:where:加納本町三丁目", where__address="加納本町", remark="途中の備考")
    assert (status, kept["where"], kept["remark"]) == (200, CHOSEN, "途中の備考")
    assert ("おおよその位置を入れました" in page, 'value="place:where:' in page) == (True, False)


def test_choice_in_a_row_sets_the_point_of_that_row(press):
    rows = {"lamps__rows": "2", "lamps__0__at__address": "司町", "lamps__1__at__address": "加納本町"}
    kept, _page, _status = press("place:lamps-1-at:加納本町三丁目", **rows)
    assert [row["at"]["latitude"] for row in kept["lamps"]] == ["", CHOSEN["latitude"]]


@pytest.mark.parametrize(
    "action",
    [
        "places",
        "places:",
        "places:remark",
        "places:nobody",
        "place:lamps-9-at:司町",
        "place:where:nowhere",
        "place:lamps-x",
    ],
)
def test_button_of_no_place_changes_nothing(press, action):
    kept, _page, status = press(action, where__address="司町", remark="備考")
    assert (status, kept["where"]["latitude"], kept["remark"]) == (200, "", "備考")


def test_page_credits_the_source_of_the_points(press):
    assert "Geolonia 住所データ（CC BY 4.0）" in press("save")[1]
