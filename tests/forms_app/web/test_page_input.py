"""From a posted body to the raw shape that the schema reads."""

import pytest
from django.db import connection
from django.http import QueryDict

from forms_app.models import Draft
from forms_app.rendering.posted import LONGEST_TEXT, raw_value
from forms_app.schema.definition import load
from forms_app.web.page_input import answerable
from tests.factories import forms

QUESTIONS = load(
    forms.definition(
        {"key": "words", "type": "text", "label": "ことば"},
        {"key": "many", "type": "choices", "label": "いくつでも", "options": [{"value": "a", "label": "あ"}]},
        {"key": "who", "type": "name", "label": "お名前"},
        {"key": "home", "type": "address", "label": "住所"},
        {"key": "title", "type": "heading", "label": "見出し"},
    )
)
ADDRESS_FORM = forms.definition(
    {"key": "home", "type": "address", "label": "住所"}, {"key": "remark", "type": "text", "label": "備考"}
)
ADDRESS_PAGE = "/procedures/address/pages/first/"


def read(key: str, body: str) -> object:
    return raw_value(QUESTIONS.field(key), QueryDict(body, mutable=True))


def test_headings_take_no_answer():
    assert [question.key for question in answerable(QUESTIONS.pages[0])] == ["words", "many", "who", "home"]


@pytest.mark.parametrize(
    ("key", "body", "value"),
    [
        ("words", "words=%E7%A9%B4", "穴"),
        ("words", "", ""),
        ("words", "words=first&words=last", "last"),
        ("words", "words= spaces+stay ", " spaces stay "),
        ("many", "many=a&many=b", ["a", "b"]),
        ("many", "", []),
        ("who", "who-family=%E5%B2%90&who-other=x", {"family": "岐", "given": "", "family_kana": "", "given_kana": ""}),
    ],
)
def test_answer_is_read_as_it_was_typed(key, body, value):
    assert read(key, body) == value


@pytest.mark.parametrize(
    ("typed", "kept"), [("a\x00b", "ab"), ("\ud800x", "?x"), ("\u3000", "\u3000"), ("a\r\nb", "a\r\nb")]
)
def test_answer_loses_only_what_no_database_can_hold(typed, kept):
    post = QueryDict(mutable=True)
    post["words"] = typed
    assert raw_value(QUESTIONS.field("words"), post) == kept


def test_answer_beyond_all_measure_is_cut():
    assert len(read("words", f"words={'x' * (LONGEST_TEXT + 1)}")) == LONGEST_TEXT


def test_choices_beyond_all_measure_are_cut():
    assert len(read("many", "&".join(["many=a"] * 1500))) == 1000


@pytest.fixture
def address_form(in_town, town, town_client):
    """Presses the button beside the postal code, without JavaScript; the kept answers and the page."""
    forms.published_form(definition=ADDRESS_FORM, slug="address")
    town_client.post("/procedures/address/start/")

    def press(action: str = "lookup:home", **typed: str) -> tuple[dict, str, int]:
        data = {key.replace("__", "-"): value for key, value in typed.items()}
        answer = town_client.post(ADDRESS_PAGE, {**data, "action": action})
        connection.set_tenant(town)
        return Draft.objects.get().get_answers(), answer.content.decode(), answer.status_code

    return press


def test_postal_code_button_fills_in_the_address_and_keeps_the_rest(address_form):
    kept, page, status = address_form(home__postal_code="５００－８８３３", remark="途中の備考")
    assert (status, kept["remark"], "途中の備考" in page) == (200, "途中の備考", True)
    assert [kept["home"][part] for part in ("prefecture", "city", "town")] == ["岐阜県", "岐阜市", "神田町"]
    assert "住所を入力しました" in page


@pytest.mark.parametrize(("typed", "kept_town"), [("神田町1-11", "神田町1-11"), ("神田", "神田町"), ("", "神田町")])
def test_postal_code_button_keeps_a_number_typed_behind_the_town(address_form, typed, kept_town):
    """As address-lookup.js does it."""
    kept, _page, _status = address_form(home__postal_code="500-8833", home__town=typed)
    assert kept["home"]["town"] == kept_town


def test_postal_code_of_several_quarters_fills_in_the_city_and_names_them(address_form):
    kept, page, _status = address_form(home__postal_code="500-8157", home__town="1-1")
    assert [kept["home"][part] for part in ("prefecture", "city", "town")] == ["岐阜県", "岐阜市", "1-1"]
    assert ("五坪、五坪町" in page, "複数の市町村" in page) == (True, False)


def test_postal_code_of_several_municipalities_names_them(address_form):
    kept, page, _status = address_form(home__postal_code="501-0400", home__city="")
    assert [kept["home"][part] for part in ("prefecture", "city")] == ["岐阜県", ""]
    assert "複数の市町村にまたがります（本巣市、本巣郡北方町）" in page


def test_postal_code_that_does_not_exist_says_so_and_keeps_what_was_typed(address_form):
    kept, page, status = address_form(home__postal_code="000-0000", home__city="岐阜市")
    assert (status, kept["home"]["city"], "見つかりませんでした" in page) == (200, "岐阜市", True)


@pytest.mark.parametrize("action", ["lookup:remark", "lookup:nobody", "lookup:", "lookup"])
def test_postal_code_button_of_no_address_changes_nothing(address_form, action):
    kept, _page, status = address_form(action, home__postal_code="500-8701", remark="備考")
    assert (status, kept["home"]["city"], kept["remark"]) == (200, "", "備考")
