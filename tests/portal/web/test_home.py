import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import forms


def statements(client, path: str = "/") -> list[str]:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in counted.captured_queries]


def test_home_of_a_town_asks_nothing_when_warm(in_town, town_client):
    forms.published_form()
    town_client.get("/")
    assert statements(town_client) == []


def test_home_of_the_prefecture_asks_nothing_when_warm(prefecture_client):
    prefecture_client.get("/")
    assert statements(prefecture_client) == []


def test_home_shows_open_procedures(in_town, town_client):
    shown = forms.published_form(title="犬の登録")
    forms.published_form(title="停止中の手続", is_stopped=True)
    page = town_client.get("/").content.decode()
    assert (shown.title in page, "停止中の手続" in page) == (True, False)


def test_home_of_the_prefecture_links_every_town(prefecture_client):
    page = prefecture_client.get("/").content.decode()
    assert page.count(".localhost") >= 42
    assert "http://shirakawa-mura.localhost/" in page
    assert "http://shirakawa-cho.localhost/" in page


@pytest.mark.parametrize("path", ["/accessibility/", "/privacy/"])
def test_page_of_words_is_there_for_town_and_prefecture(town_client, prefecture_client, path):
    assert [client.get(path).status_code for client in (town_client, prefecture_client)] == [200, 200]


def test_page_carries_a_strict_policy_and_no_inline_code(in_town, town_client):
    answer = town_client.get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert ("unsafe" in policy, "<style" in answer.content.decode(), " style=" in answer.content.decode()) == (
        False, False, False,
    )  # fmt: skip


def test_page_that_is_not_there_says_so_kindly(town_client):
    answer = town_client.get("/no-such-page/")
    assert (answer.status_code, "ページが見つかりません" in answer.content.decode()) == (404, True)


def test_privacy_page_says_what_is_kept_of_residents_with_an_account(town_client, prefecture_client):
    pages = [client.get("/privacy/").content.decode() for client in (town_client, prefecture_client)]
    assert ["確認コードは10分" in page for page in pages] == [True, False]
