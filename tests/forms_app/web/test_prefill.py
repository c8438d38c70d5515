"""`?from=leaflet`: from the link over the start button into the draft, and no further than the form allows."""

import pytest

from forms_app.models import Application, Draft
from tests.factories import forms

FROM = {
    "key": "source",
    "type": "hidden",
    "label": "知ったきっかけ",
    "parameter": "from",
    "allowed": ["leaflet", "広報"],
}
ASKED = forms.definition({"key": "name", "type": "text", "label": "犬の名前"}, FROM)
PROCEDURE = "/procedures/dog/"


@pytest.fixture
def form(in_town):
    return forms.published_form(definition=ASKED, slug="dog")


def answers() -> dict:
    return Draft.objects.get().get_answers()


@pytest.mark.parametrize(("link", "carried"), [("?from=leaflet", True), ("?utm=leaflet", False), ("", False)])
def test_the_start_button_carries_what_the_form_knows(browser, link, carried):
    assert ('name="said-from" value="leaflet"' in browser.text(PROCEDURE + link)) is carried


def test_what_a_link_said_is_in_the_draft(browser):
    browser.post(f"{PROCEDURE}start/", **{"said-from": "広報"})
    assert answers() == {"source": "広報"}


@pytest.mark.parametrize("text", ["nobody", "<script>", "", "あ" * 5000])
def test_what_the_form_does_not_foresee_is_dropped(browser, text):
    browser.post(f"{PROCEDURE}start/", **{"said-from": text, "said-name": "ポチ"})
    assert answers() == {}


def test_a_page_does_not_change_what_the_link_said(browser):
    browser.post(f"{PROCEDURE}start/", **{"said-from": "leaflet"})
    browser.post(f"{PROCEDURE}pages/first/", name="ポチ", source="広報")
    assert answers() == {"source": "leaflet", "name": "ポチ"}


def test_the_resident_reads_it_before_sending(browser):
    browser.post(f"{PROCEDURE}start/", **{"said-from": "leaflet"})
    browser.post(f"{PROCEDURE}pages/first/", name="ポチ")
    page = browser.text(f"{PROCEDURE}check/")
    assert ("この申込の情報" in page, "知ったきっかけ" in page, "leaflet" in page) == (True, True, True)
    browser.post(f"{PROCEDURE}check/", submission_key=browser.submission_key())
    assert Application.objects.get().get_answers()["source"] == "leaflet"


def test_without_a_link_nothing_is_said_of_it(browser):
    browser.post(f"{PROCEDURE}start/")
    browser.post(f"{PROCEDURE}pages/first/", name="ポチ")
    assert "この申込の情報" not in browser.text(f"{PROCEDURE}check/")
