import re

import pytest
from django.db import connection
from django.test import Client

from chatbot.models import Conversation, Turn
from forms_app.models import Application, Draft
from forms_app.models.receipt import receipt_secret
from municipalities.tenancy import directory
from municipalities.tenancy.context import tenant_context
from tests.factories import forms

COUNT = {"key": "count", "type": "number", "label": "頭数", "required": True}
ADDRESS = {"key": "address", "type": "address", "label": "住所", "required": True}


@pytest.fixture
def client(in_town, client_of) -> Client:
    return client_of(in_town)


@pytest.fixture
def page(client, in_town):
    """Reads the conversation, as HTML."""

    def read(path: str = "/chat/") -> str:
        html = client.get(path).content.decode()
        connection.set_tenant(in_town)
        return html

    return read


@pytest.fixture
def say(client, in_town):
    def post(path: str = "/chat/say/", **data):
        response = client.post(path, data)
        connection.set_tenant(in_town)
        return response

    return post


def published(*questions):
    return forms.published_form(definition=forms.definition(*questions), slug="dogs", title="犬の登録", keywords="犬")


def test_chat_opens_without_leaving_a_trace(page, in_town):
    assert "ふだんの言葉で入力してください" in page()
    assert Conversation.objects.count() == 0


def test_say_is_answered_on_the_page(page, say):
    published(COUNT)
    assert say(text="犬を飼い始めました").status_code == 302
    html = page()
    assert ("犬を飼い始めました" in html, "「犬の登録」をはじめる" in html) == (True, True)


def test_say_twice_with_the_same_mark_is_said_once(say):
    say(text="こんにちは", said="a")
    say(text="こんにちは", said="a")
    assert Turn.objects.count() == 1


def test_say_shows_what_was_typed_as_text(page, say):
    say(text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in page()


def test_question_of_a_form_has_the_control_of_the_form(page, say):
    published(ADDRESS)
    say(choice="start:dogs")
    assert 'name="address-postal_code"' in page()


def test_control_looks_up_an_address_without_script(say):
    published(ADDRESS)
    say(choice="start:dogs")
    response = say(**{"address-postal_code": "500-8076", "action": "lookup:address"})
    assert (response.status_code, 'value="司町"' in response.content.decode()) == (200, True)


def test_control_answers_and_the_conversation_goes_on_to_the_receipt(page, say):
    published(COUNT)
    say(choice="start:dogs")
    say(count="2", action="next")
    assert "頭数：2" in page()
    say(choice="form:send")
    assert Application.objects.get().receipt_number in page()


def test_receipt_of_what_was_sent_is_shown_from_the_conversation(say, page, client):
    published(COUNT)
    say(choice="start:dogs")
    say(count="2", action="next")
    say(choice="form:send")
    assert client.get("/procedures/dogs/from-chat/").headers["Location"] == "/procedures/dogs/done/"
    assert "照会パスワード" in client.get("/procedures/dogs/done/").content.decode()


def test_form_goes_on_where_the_conversation_is(say, client):
    published(COUNT)
    say(choice="start:dogs")
    response = client.get("/procedures/dogs/from-chat/", follow=True)
    assert response.redirect_chain[-1] == ("/procedures/dogs/pages/first/", 302)
    assert "頭数" in response.content.decode()


def test_conversation_goes_on_where_the_form_is(say, page, client):
    published(COUNT, ADDRESS)
    say("/procedures/dogs/start/")
    say("/procedures/dogs/pages/first/", count="2", action="save")
    say("/procedures/dogs/chat/")
    assert 'name="address-postal_code"' in page()
    assert Draft.objects.count() == 1


def test_form_of_another_conversation_is_not_shown(say, client_of, in_town):
    published(COUNT)
    say(choice="start:dogs")
    assert client_of(in_town).get("/procedures/dogs/from-chat/").headers["Location"] == "/procedures/dogs/"


def test_leave_forgets_what_was_said(say, page):
    say(text="こんにちは")
    say("/chat/leave/")
    assert (Conversation.objects.count(), Turn.objects.count()) == (0, 0)
    assert "この相談を消して終わる" not in page()


def test_conversation_of_one_town_is_unknown_at_another(say, client, in_town, other_town):
    say(text="ひみつの相談")
    cookie = client.cookies["chat"].value
    stranger = Client(headers={"host": directory.host_of(other_town.schema_name)})
    stranger.cookies["chat"] = cookie
    assert "ひみつの相談" not in stranger.get("/chat/").content.decode()
    with tenant_context(other_town):
        assert Conversation.objects.count() == 0


def test_page_costs_the_same_however_long_the_conversation_is(say, client, django_assert_num_queries):
    say(text="こんにちは")
    client.get("/chat/")
    with django_assert_num_queries(3):
        client.get("/chat/")
    for _ in range(10):
        say(text="こんにちは")
    with django_assert_num_queries(3):
        client.get("/chat/")


def test_answer_to_anything_hostile_is_a_page(say):
    published(COUNT)
    for name in (
        "\x00",
        "start:",
        "start:../../x",
        "form:fix:nothing",
        "form:answer:",
        "form:resume",
        "form:send",
        "あ" * 400,
    ):
        assert say(choice=name).status_code == 302
    assert say(text="x", said="あ" * 500).status_code == 302
    assert re.match("/chat/", say(action="next", count="2").headers["Location"])


def test_town_that_switched_the_conversation_off_has_none(client, in_town, monkeypatch):
    in_town.disabled_features = ["chat"]
    in_town.save()
    directory.forget()
    statuses = [client.get("/chat/").status_code, client.post("/chat/say/", {"text": "こんにちは"}).status_code]
    assert (statuses, "相談する" in client.get("/").content.decode()) == ([404, 404], False)


def test_case_that_was_told_opens_its_page_from_the_conversation(client, say, in_town):
    application = forms.application()
    secret = receipt_secret(application.public_id)
    say(text=f"照会したい {application.receipt_number} {secret}")
    assert client.get("/chat/case/").url == "/applications/status/"
    page = client.get("/applications/status/").content.decode()
    assert application.receipt_number in page


def test_case_nobody_told_sends_to_the_look_up(client, in_town):
    assert client.get("/chat/case/").url == "/applications/"


def test_what_a_link_said_goes_with_a_form_begun_as_a_conversation(client, say, in_town):
    source = {"key": "source", "type": "hidden", "label": "知ったきっかけ", "parameter": "from", "allowed": ["leaflet"]}
    published(COUNT, source)
    assert client.get("/procedures/dogs/?from=leaflet").content.decode().count('name="said-from" value="leaflet"') == 2
    connection.set_tenant(in_town)
    say("/procedures/dogs/chat/", **{"said-from": "leaflet"})
    assert Draft.objects.get().get_answers() == {"source": "leaflet"}
