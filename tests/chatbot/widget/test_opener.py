"""The way into the conversation from every page of a town, and what the panel over a page gets."""

import pytest
from django.test import Client

from municipalities.tenancy import directory

IN_A_FRAME = {"Sec-Fetch-Dest": "iframe"}


@pytest.fixture
def client(in_town, client_of) -> Client:
    return client_of(in_town)


@pytest.mark.parametrize("path", ["/", "/procedures/", "/applications/", "/accessibility/", "/privacy/", "/nowhere/"])
def test_every_page_of_a_town_leads_to_the_conversation(client, path):
    html = client.get(path).content.decode()
    assert html.count('href="/chat/" data-chat-opener') == 1


def test_conversation_does_not_lead_to_itself(client):
    assert "data-chat-opener" not in client.get("/chat/").content.decode()


def test_prefecture_offers_no_conversation(prefecture_client):
    assert "data-chat-opener" not in prefecture_client.get("/").content.decode()


def test_town_without_the_feature_offers_no_conversation(client, in_town):
    in_town.disabled_features = ["chat"]
    in_town.save()
    directory.forget()
    html = client.get("/").content.decode()
    assert ("data-chat-opener" in html, "chat-opener.js" in html) == (False, False)


def test_conversation_may_be_framed_by_pages_of_its_own_town_only(client):
    answer = client.get("/chat/")
    policy = answer["Content-Security-Policy"]
    assert (answer["X-Frame-Options"], "frame-ancestors 'self'" in policy) == ("SAMEORIGIN", True)


def test_other_pages_may_be_framed_by_nobody(client):
    answer = client.get("/")
    policy = answer["Content-Security-Policy"]
    assert (answer["X-Frame-Options"], "frame-ancestors 'none'" in policy) == ("DENY", True)


def test_panel_leaves_out_what_the_page_around_it_has(client):
    html = client.get("/chat/", headers=IN_A_FRAME).content.decode()
    assert [sign in html for sign in ("data-chat-log", "site-header", "breadcrumbs", "site-footer")] == [
        True,
        False,
        False,
        False,
    ]
