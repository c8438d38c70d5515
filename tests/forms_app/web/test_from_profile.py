"""What the profile puts into a page is shown, changed, sent or left; it is kept only when the resident goes on."""

import html
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forms_app.models import Application, Draft
from forms_app.models.receipt import receipt_secret
from municipalities.residents.models import Resident
from municipalities.residents.services.profile import keep_profile
from tests.factories import forms, residents

DEFINITION = forms.definition(
    {"key": "who", "type": "name", "label": "お名前", "required": True, "profile": "name"},
    {"key": "phone", "type": "phone", "label": "電話番号", "profile": "phone"},
    {"key": "email", "type": "email", "label": "メールアドレス", "profile": "email"},
    {"key": "remark", "type": "text", "label": "備考"},
)
START, FIRST, CHECK, DONE = (f"/procedures/dog/{step}/" for step in ("start", "pages/first", "check", "done"))
NOTE = "プロフィールから入れました"
NAME = {f"who-{part}": text for part, text in forms.NAME.items()}


@pytest.fixture
def form(in_town):
    return forms.published_form(definition=DEFINITION, slug="dog", title="犬の登録")


@pytest.fixture
def hanako(in_town) -> Resident:
    return residents.resident(address="hanako@example.jp")


@pytest.fixture
def at_home(browser, hanako):
    """A browser in which she is logged in."""
    residents.log_in(browser.client, hanako)
    return browser


def kept() -> dict:
    return Draft.objects.get().get_answers()


def as_shown(page: str) -> dict[str, str]:
    """The controls of the page, as a browser would send them."""
    inputs = [tag for tag in re.findall(r"<input[^>]+>", page) if 'type="text"' in tag or "as-" in tag]
    found = ((re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in inputs)
    return {name[1]: html.unescape(value[1]) for name, value in found if name and value}


def send(browser, **changed):
    controls = {**as_shown(browser.text(FIRST)), **{key.replace("__", "-"): text for key, text in changed.items()}}
    return browser.client.post(FIRST, controls)


def test_page_shows_the_profile_says_so_and_keeps_nothing(at_home):
    at_home.post(START)
    page = at_home.text(FIRST)
    assert (page.count(NOTE), 'value="岐阜"' in page, 'value="058-272-1111"' in page) == (3, True, True)
    assert ('value="hanako@example.jp"' in page, kept()) == (True, {})


def test_stranger_and_other_browsers_are_offered_nothing(browser, hanako):
    browser.post(START)
    page = browser.text(FIRST)
    assert (NOTE in page, "058-272-1111" in page, "as-offered" in page) == (False, False, False)


def test_going_on_keeps_what_was_offered_and_what_was_changed(at_home, in_town):
    at_home.post(START)
    answer = send(at_home, phone="058-999-9999", remark="よろしく")
    connection.set_tenant(in_town)
    assert answer["Location"] == CHECK
    assert {key: kept()[key] for key in ("who", "phone", "email", "remark")} == {
        "who": forms.NAME, "phone": "058-999-9999", "email": "hanako@example.jp", "remark": "よろしく",
    }  # fmt: skip


def test_what_the_resident_cleared_is_not_offered_again(at_home, in_town):
    at_home.post(START)
    send(at_home, phone="", action="save")
    connection.set_tenant(in_town)
    page = at_home.text(FIRST)
    assert (kept()["phone"], "058-272-1111" in page, NOTE in page) == ("", False, False)


def test_autosave_leaves_alone_what_was_only_offered(at_home):
    at_home.post(START)
    controls = as_shown(at_home.text(FIRST))
    answer = at_home.client.post(f"{FIRST}autosave/", {**controls, "remark": "書きかけ", "phone": "058-999-9999"})
    connection.set_tenant(at_home.town)
    assert (answer.status_code, kept()) == (200, {"remark": "書きかけ", "phone": "058-999-9999"})
    assert json.loads(answer.content)["marks"].keys() == {"remark", "phone"}


def test_draft_begun_before_the_log_in_becomes_the_residents(browser, hanako):
    browser.post(START)
    residents.log_in(browser.client, hanako)
    assert NOTE in browser.text(FIRST)
    assert Draft.objects.get().resident == hanako


def test_application_filed_while_logged_in_is_the_residents(at_home, hanako):
    at_home.post(START)
    at_home.post(FIRST, **{name.replace("-", "__"): text for name, text in NAME.items()})
    at_home.post(CHECK, submission_key=at_home.submission_key())
    assert Application.objects.get().resident == hanako


def test_receipt_offers_to_keep_what_is_new(at_home, hanako):
    keep_profile(resident=hanako, facts={})
    at_home.post(START)
    at_home.post(FIRST, phone="058-272-1111", **{name.replace("-", "__"): text for name, text in NAME.items()})
    at_home.post(CHECK, submission_key=at_home.submission_key())
    page = at_home.text(DONE)
    assert ("次回のために保存する" in page, "お名前、電話番号をプロフィールに" in page) == (True, True)
    at_home.post("/my/profile/keep/", application=str(Application.objects.get().public_id))
    assert Resident.objects.get().profile == {"name": forms.NAME, "phone": "058-272-1111"}
    assert "次回のために保存する" not in at_home.text(DONE)


def test_receipt_of_a_stranger_offers_nothing(browser):
    browser.post(START)
    browser.post(FIRST, **{name.replace("-", "__"): text for name, text in NAME.items()})
    browser.post(CHECK, submission_key=browser.submission_key())
    assert ("次回のために" in browser.text(DONE), "マイページを見る" in browser.text(DONE)) == (False, False)


def test_draft_left_behind_by_another_resident_is_not_opened(at_home):
    at_home.post(START)
    residents.log_in(at_home.client, residents.resident())
    assert at_home.get(FIRST).status_code == 410


def test_log_in_that_ran_out_loses_nothing(at_home):
    at_home.post(START)
    at_home.post(FIRST, remark="書きかけ", action="save")
    del at_home.client.cookies["resident"]
    assert 'value="書きかけ"' in at_home.text(FIRST)


def test_correction_is_offered_nothing(at_home, hanako, form):
    application = forms.application(form=form, answers={"who": forms.NAME})
    Application.objects.update(resident=hanako, status="in_review")
    Application.objects.update(status="returned")
    at_home.post(
        "/applications/", receipt_number=application.receipt_number, secret=receipt_secret(application.public_id)
    )
    at_home.post("/applications/correct/")
    assert NOTE not in at_home.text(FIRST)


def test_pages_cost_a_stranger_no_statement_more(browser, hanako):
    browser.post(START)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as counted:
            browser.client.get(FIRST)
        counts.append([query["sql"] for query in counted.captured_queries if "residents_" in query["sql"]])
        connection.set_tenant(browser.town)
    assert counts == [[], []]
