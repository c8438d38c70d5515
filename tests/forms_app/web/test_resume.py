from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from forms_app.models import Application, Draft
from forms_app.web import resume
from municipalities.notifications.models import OutboxMessage
from municipalities.tenancy.throttle import Limit
from tests.factories import accounts, forms

from .conftest import CHECK, DOG, OWNER, START

LATER = "/procedures/dog/later/"


def mailed_link(browser) -> str:
    browser.post(START)
    browser.post(DOG, name="ポチ", action="later")
    browser.post(LATER, address="hanako@example.jp")
    return urlsplit(OutboxMessage.objects.latest("id").content()["link"]).path


def test_button_saves_the_page_and_asks_for_the_address(browser):
    browser.post(START)
    answer = browser.post(DOG, name="あ" * 21, action="later")
    assert (answer["Location"], Draft.objects.get().get_answers()["name"]) == (f"{LATER}?page=dog", "あ" * 21)
    assert "リンクをメールで送る" in browser.text(answer["Location"])


def test_address_answered_in_the_form_stands_there(browser):
    browser.fill_in()
    assert 'value="hanako@example.jp"' in browser.text(LATER)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "「メールアドレス」を入力してください。"), ("hanako@", "「メールアドレス」の形を確かめてください")],
)
def test_address_that_is_none_is_told_at_its_field_and_kept(browser, typed, sentence):
    browser.post(START)
    answer = browser.post(LATER, address=typed)
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, f'value="{typed}"' in page) == (422, True, True)
    assert OutboxMessage.objects.count() == 0


def test_sent_link_is_told_with_its_address_and_date(browser):
    browser.post(START)
    page = browser.post(LATER, address="ｈａｎａｋｏ@example.jp").content.decode()
    until = timezone.localtime(Draft.objects.get().expires_at)
    assert ("hanako@example.jp に、続き" in page, f"{until.month}月{until.day}日" in page) == (True, True)
    assert OutboxMessage.objects.get().recipient() == "hanako@example.jp"


def test_mails_are_throttled_and_say_so(browser, monkeypatch):
    monkeypatch.setattr(resume, "MAILS_OF_DRAFT", Limit(purpose="x", attempts=1, window=timedelta(days=1)))
    browser.post(START)
    answers = [browser.post(LATER, address="hanako@example.jp") for _ in range(2)]
    assert [a.status_code for a in answers] == [200, 429]
    assert ("時間をおいて" in answers[1].content.decode(), OutboxMessage.objects.count()) == (True, 1)


def test_link_that_is_looked_at_changes_nothing(browser, other_browser):
    link = mailed_link(browser)
    before = Draft.objects.values().get()
    answer = other_browser.get(link)
    assert (answer.status_code, [*answer.cookies], Draft.objects.values().get()) == (200, ["csrftoken"], before)
    page = answer.content.decode()
    assert ("続きから入力する" in page, "ポチ" in page) == (True, False)


def test_link_opens_the_draft_on_another_device_at_the_first_open_question(browser, other_browser):
    answer = other_browser.post(mailed_link(browser))
    assert (answer["Location"], "ポチ" in other_browser.text(DOG)) == (OWNER, True)


def test_link_of_a_whole_draft_leads_to_check(browser, other_browser):
    link = mailed_link(browser)
    browser.post(OWNER, email="hanako@example.jp")
    assert other_browser.post(link)["Location"] == CHECK


def test_link_goes_before_a_draft_begun_there(browser, other_browser):
    other_browser.fill_in(name="シロ")
    other_browser.post(mailed_link(browser))
    assert "ポチ" in other_browser.text(DOG)


def test_both_devices_hold_the_draft_until_one_sends(browser, other_browser):
    other_browser.post(mailed_link(browser))
    other_browser.post(OWNER, email="hanako@example.jp")
    answer = other_browser.post(CHECK, submission_key=other_browser.submission_key())
    assert (answer.status_code, Application.objects.count()) == (302, 1)
    assert browser.get(DOG)["Location"] == "/procedures/dog/done/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_link_of_a_sent_draft_says_that_it_was_sent(browser, other_browser, method):
    link = mailed_link(browser)
    browser.post(OWNER, email="hanako@example.jp")
    browser.post(CHECK, submission_key=browser.submission_key())
    answer = getattr(other_browser, method)(link)
    page = answer.content.decode()
    assert (answer.status_code, "もう送られています" in page, "/applications/" in page) == (410, True, True)


def test_link_of_a_discarded_draft_says_why(browser, other_browser):
    link = mailed_link(browser)
    browser.post("/procedures/dog/discard/")
    answer = other_browser.get(link)
    assert (answer.status_code, "使えなくなりました" in answer.content.decode()) == (410, True)


def test_link_of_an_expired_draft_opens_nothing_before_the_sweep(browser, other_browser):
    link = mailed_link(browser)
    Draft.objects.update(expires_at=timezone.now())
    assert other_browser.post(link).status_code == 410


def test_link_of_one_form_opens_no_other(browser, other_browser):
    forms.published_form(slug="cat")
    assert other_browser.post(mailed_link(browser).replace("/dog/", "/cat/")).status_code == 410


def test_link_that_was_cut_off_is_answered_kindly(browser):
    assert browser.get("/procedures/dog/resume/WzFd:1abc/").status_code == 410


def test_links_are_throttled(browser, monkeypatch):
    monkeypatch.setattr(resume, "VISITS", Limit(purpose="x", attempts=1, window=timedelta(minutes=10)))
    link = mailed_link(browser)
    assert [browser.get(link).status_code for _ in range(2)] == [200, 429]


def test_link_needs_the_forms_token(browser):
    strict = Client(headers={"host": "gifu-shi.localhost"}, enforce_csrf_checks=True)
    assert strict.post(mailed_link(browser)).status_code == 403


def test_later_without_a_draft_is_gone(browser):
    assert browser.get(LATER).status_code == 410


def test_draft_that_a_clerk_types_has_no_link(browser, other_browser, form):
    link = mailed_link(browser)
    Draft.objects.update(entered_by=accounts.staff(sections=(form.section,)))
    assert other_browser.post(link).status_code == 410
