"""Rows, disabled questions, offered options, calculations and the end of the road, through the pages of a form."""

import re

import pytest

from forms_app.models import Application, Draft
from municipalities.tenancy.context import tenant_context
from tests.factories import forms

PERSON = [
    {"key": "name", "type": "text", "label": "氏名", "required": True},
    {"key": "age", "type": "number", "label": "年齢", "unit": "歳"},
    {
        "key": "school", "type": "text", "label": "学校",
        "show_when": {"field": "age", "operator": "at_most", "value": 18},
    },
]  # fmt: skip
HOUSEHOLD = {"key": "home", "type": "repeat", "label": "ご家族", "row_label": "家族", "fields": PERSON, "max_rows": 3}
OFFER = {
    "key": "plan", "type": "choice", "label": "種類", "required": True,
    "options": [
        {"value": "single", "label": "単身"},
        {"value": "family", "label": "家族", "show_when": {"field": "home", "operator": "at_least", "value": 2}},
    ],
}  # fmt: skip
FEE = {"key": "fee", "type": "calculated", "label": "料金", "formula": "home * 500", "unit": "円"}
NOTE = {
    "key": "note", "type": "text", "label": "理由", "required": True,
    "disable_when": {"field": "plan", "operator": "equals", "value": "single"},
}  # fmt: skip
TOO_DEAR = {
    "refuse_when": {"field": "fee", "operator": "greater_than", "value": 1000}, "refuse_stops": True,
    "refuse_message": "1,000円を超える方は、窓口でお申し込みください。",
}  # fmt: skip
PAGE = "/procedures/household/pages/first/"


@pytest.fixture
def client(in_town, town_client):
    data = forms.definition({**HOUSEHOLD, **TOO_DEAR}, OFFER, FEE, NOTE)
    forms.published_form(slug="household", definition=data)
    town_client.post("/procedures/household/start/")
    return town_client


def kept(town) -> dict[str, object]:
    with tenant_context(town):
        return Draft.objects.get().get_answers()


def post(client, action: str = "next", **values: str):
    return client.post(PAGE, {"action": action, **values})


def two_people(**more: str) -> dict[str, str]:
    return {"home-rows": "2", "home-0-name": "太郎", "home-1-name": "次郎", **more}


def test_a_page_begins_with_one_row(client):
    html = client.get(PAGE).content.decode()
    assert re.findall(r'name="(home-[^"]+)"', html) == ["home-rows", "home-0-name", "home-0-age", "home-0-school"]


def test_a_row_is_added_and_what_was_typed_stays(client):
    html = post(client, "add_row:home", **{"home-rows": "1", "home-0-name": "太郎"}).content.decode()
    assert ('value="太郎"' in html, 'name="home-1-name"' in html, 'id="f-home-1" tabindex="-1" data-focus-first' in html) == (
        True, True, True,
    )  # fmt: skip


def test_no_more_rows_than_the_form_allows(town, client):
    response = post(client, "add_row:home", **{"home-rows": "3"})
    assert len(kept(town)["home"]) == 3
    assert 'name="home-3-name"' not in response.content.decode()


def test_a_row_is_removed(town, client):
    post(client, "remove_row:home:0", **two_people())
    assert [row["name"] for row in kept(town)["home"]] == ["次郎"]


@pytest.mark.parametrize(
    "action", ["add_row:nothing", "add_row:plan", "remove_row:home:9", "remove_row:home:x", "remove_row:plan:0"]
)
def test_rows_that_are_not_there_change_nothing(town, client, action):
    assert post(client, action, **two_people()).status_code == 200
    assert len(kept(town)["home"]) == 2


def test_a_mistake_in_a_row_stands_at_its_control(client):
    html = post(client, **two_people(**{"home-1-age": "x", "plan": "single"})).content.decode()
    assert 'href="#f-home-1-age"' in html
    assert "家族2の「年齢」は数字で入力してください" in html


def test_a_hidden_question_of_a_row_is_hidden_there_alone(client):
    html = post(client, "save", **two_people(**{"home-0-age": "60", "home-1-age": "10"})).content.decode()
    hidden = re.findall(r'data-field="(home-\d-school)" hidden', html)
    assert hidden == ["home-0-school"]


def test_an_option_is_offered_when_its_condition_holds(client):
    one = post(client, "save", **{"home-rows": "1", "home-0-name": "太郎"}).content.decode()
    two = post(client, "save", **two_people()).content.decode()
    hidden = r'<label class="option" hidden><input[^>]*value="family"'
    assert (len(re.findall(hidden, one)), len(re.findall(hidden, two))) == (1, 0)


def test_a_calculation_is_shown(client):
    assert ">1,000円</output>" in post(client, "save", **two_people()).content.decode()


def test_a_disabled_question_keeps_what_was_typed_in_it(client):
    post(client, "save", **two_people(plan="family", note="仕事のため"))
    html = post(client, "save", **two_people(plan="single")).content.decode()
    assert ("data-can-disable disabled" in html, 'value="仕事のため"' in html) == (True, True)


def test_the_end_of_the_road_says_why_and_keeps_the_answers(town, client):
    response = post(client, **two_people(plan="single", **{"home-rows": "3", "home-2-name": "三郎"}))
    html = response.content.decode()
    assert ("窓口でお申し込みください" in html, f'href="{PAGE}"' in html) == (True, True)
    assert len(kept(town)["home"]) == 3


def test_rows_are_filed_and_read_by_the_clerk(town, client):
    assert post(client, **two_people(plan="single", **{"home-0-age": "40"})).status_code == 302
    check = client.get("/procedures/household/check/").content.decode()
    assert "家族1<br>　氏名: 太郎<br>　年齢: 40歳<br>家族2<br>　氏名: 次郎" in check
    with tenant_context(town):
        key = str(Draft.objects.get().public_id)
    client.post("/procedures/household/check/", {"submission_key": key})
    with tenant_context(town):
        filed = Application.objects.get().get_answers()
    assert filed == {
        "home": [{"name": "太郎", "age": "40"}, {"name": "次郎"}], "plan": "single", "fee": "1000",
    }  # fmt: skip
