import pytest
from django.db import connection

from chatbot.handover import verbs
from municipalities.tenancy import signing
from tests.factories import accounts, talks


@pytest.fixture
def waiting(in_town, client_of):
    """A resident who waits, and the resident's browser."""
    talk, handover = talks.waiting()
    client = client_of(in_town)
    client.cookies["chat"] = signing.sign(str(talk.conversation.public_id), purpose="chat")
    return talk, handover, client


def news(client, town, after: int | str):
    response = client.get(f"/chat/news/?after={after}")
    connection.set_tenant(town)
    return response


def test_news_are_told_when_there_are_some(waiting, in_town):
    talk, handover, client = waiting
    talk.conversation.refresh_from_db()
    turns = talk.conversation.turn_count
    assert news(client, in_town, turns).status_code == 204
    verbs.take(handover=handover, staff=accounts.staff())
    assert news(client, in_town, turns).json() == {"turns": turns + 1}


def test_news_cost_one_statement(waiting, in_town, django_assert_num_queries):
    _talk, _handover, client = waiting
    news(client, in_town, 0)
    with django_assert_num_queries(2):  # one enters the schema
        news(client, in_town, 1)


def test_news_of_a_conversation_that_is_gone(waiting, in_town, client_of):
    talk, _handover, client = waiting
    talk.conversation.delete()
    assert news(client, in_town, 0).status_code == 410
    assert news(client_of(in_town), in_town, 0).status_code == 410


@pytest.mark.parametrize("after", ["", "x", "-1", "99999999999999999999"])
def test_news_after_anything(waiting, in_town, after):
    assert news(waiting[2], in_town, after).status_code == 200


def test_page_says_who_has_the_word(waiting, in_town):
    _talk, handover, client = waiting
    html = client.get("/chat/").content.decode()
    connection.set_tenant(in_town)
    assert ("職員を待っています。" in html, "新しい返事を見る" in html) == (True, True)
    verbs.take(handover=handover, staff=accounts.staff())
    assert "職員 太郎が対応しています。" in client.get("/chat/").content.decode()
