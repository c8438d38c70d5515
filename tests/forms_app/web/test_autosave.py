import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forms_app.models import Attachment, Draft
from forms_app.services.draft import DRAFT_LIFETIME
from forms_app.web import autosave
from municipalities.tenancy.throttle import Limit
from tests.factories import forms

from .conftest import CHECK, DOG, OWNER, START
from .test_apply import picture

AUTOSAVE = f"{DOG}autosave/"


def answers() -> dict:
    return Draft.objects.get().get_answers()


def marks_shown(browser, path: str) -> str:
    return html.unescape(re.search(r'name="as-shown" value="([^"]*)"', browser.text(path))[1])


def test_autosave_keeps_what_was_typed_and_says_when(browser):
    browser.post(START)
    answer = browser.post(AUTOSAVE, name="ポ").json()
    assert (answers(), list(answer["marks"])) == ({"name": "ポ"}, ["name"])
    assert answer["message"] == f"下書きを保存しました {timezone.localtime():%H:%M}"


def test_autosave_judges_nothing(browser):
    browser.post(START)
    assert browser.post(AUTOSAVE, name="あ" * 21).status_code == 200
    assert answers() == {"name": "あ" * 21}


def test_autosave_takes_no_file(browser):
    browser.post(START)
    browser.post(AUTOSAVE, name="ポチ", photo=picture())
    assert (answers(), Attachment.objects.count()) == ({"name": "ポチ"}, 0)


def test_autosave_renews_the_seven_days(browser):
    browser.post(START)
    Draft.objects.update(expires_at=timezone.now() + timedelta(minutes=5))
    answer = browser.post(AUTOSAVE, as__shown=marks_shown(browser, DOG), name="").json()
    assert (answer["marks"], answer["seconds_left"] > DRAFT_LIFETIME.total_seconds() - 60) == ({}, True)


def test_autosave_leaves_the_cookie_of_this_hour_alone(browser, monkeypatch):
    now = {"time": 1_700_000_000.0}
    monkeypatch.setattr("django.core.signing.time.time", lambda: now["time"])
    browser.post(START)
    set_cookies = []
    for hours in (0, 2):
        now["time"] += hours * 3600
        set_cookies.append("draft" in browser.post(AUTOSAVE, name="ポチ").cookies)
    assert set_cookies == [False, True]


def test_autosave_of_a_draft_that_was_sent_says_so(browser):
    browser.file_application()
    answer = browser.post(AUTOSAVE, name="シロ")
    assert (answer.status_code, "送信されたか" in answer.json()["message"]) == (410, True)


def test_autosave_of_a_page_that_does_not_exist_keeps_nothing(browser):
    browser.post(START)
    assert (browser.post("/procedures/dog/pages/cat/autosave/", name="x").status_code, answers()) == (410, {})


def test_autosave_is_throttled_by_draft(browser, other_browser, monkeypatch):
    monkeypatch.setattr(autosave, "AUTOSAVES", Limit(purpose="autosave", attempts=1, window=timedelta(hours=1)))
    for each in (browser, other_browser):
        each.post(START)
    assert [b.post(AUTOSAVE, name="x").status_code for b in (browser, browser, other_browser)] == [200, 429, 200]


def test_autosave_needs_the_forms_token(browser):
    browser.post(START)
    strict = Client(headers={"host": "gifu-shi.localhost"}, enforce_csrf_checks=True)
    strict.cookies = browser.client.cookies
    assert strict.post(AUTOSAVE, {"name": "シロ"}).status_code == 403


def test_autosave_by_link_is_refused(browser):
    assert browser.get(AUTOSAVE).status_code == 405


def test_two_devices_lose_nothing_of_other_questions(browser, other_browser):
    browser.post(START)
    other_browser.client.cookies = browser.client.cookies
    shown_to_both = marks_shown(browser, DOG)
    browser.post(AUTOSAVE, as__shown=shown_to_both, name="ポチ")
    other_browser.post(DOG, as__shown=shown_to_both, name="", photo=picture())
    assert (answers()["name"], len(answers()["photo"])) == ("ポチ", 1)


def test_two_devices_the_last_save_of_a_question_wins(browser, other_browser):
    browser.post(START)
    other_browser.client.cookies = browser.client.cookies
    shown_to_both = marks_shown(browser, DOG)
    browser.post(AUTOSAVE, as__shown=shown_to_both, name="ポチ")
    other_browser.post(DOG, as__shown=shown_to_both, name="シロ")
    assert answers()["name"] == "シロ"


def test_page_without_marks_saves_every_answer(browser):
    """A page loaded before marks were known, or another client."""
    browser.post(START)
    browser.post(DOG, name="ポチ")
    browser.post(DOG, name="")
    assert answers()["name"] == ""


def test_address_of_autosave_stands_in_the_page(browser):
    browser.post(START)
    assert f'data-autosave="{AUTOSAVE}"' in browser.text(DOG)


def test_answers_of_other_pages_stay(browser):
    browser.fill_in()
    browser.post(AUTOSAVE, name="シロ")
    page = browser.text(CHECK)
    assert ("シロ" in page, "hanako@example.jp" in page, OWNER in page) == (True, True, True)


FAMILY = {"key": "family", "type": "repeat", "label": "ご家族", "fields": [
    {"key": "name", "type": "text", "label": "お名前"},
]}  # fmt: skip
FAMILY_PAGE = "/procedures/family/pages/first/"


@pytest.fixture
def family(browser):
    forms.published_form(slug="family", definition=forms.definition(FAMILY))
    browser.post("/procedures/family/start/")
    return lambda: answers().get("family")


def test_rows_are_saved_while_typing(browser, family):
    marks = marks_shown(browser, FAMILY_PAGE)
    browser.post(f"{FAMILY_PAGE}autosave/", as__shown=marks, family__rows="1", family__0__name="太郎")
    assert family() == [{"name": "太郎"}]


def test_row_added_and_taken_away_while_empty_is_shown_so(browser, family):
    rows = []
    for action in ("add_row:family", "remove_row:family:1"):
        shown = {"as__shown": marks_shown(browser, FAMILY_PAGE), "family__rows": len(family() or [1])}
        browser.post(FAMILY_PAGE, action=action, **shown)
        rows.append(len(family()))
    assert rows == [2, 1]
