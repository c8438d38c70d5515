from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from forms_app.models import Application, Attachment, Draft
from forms_app.services.draft import DRAFT_LIFETIME, discard_draft
from forms_app.services.publish import publish_form
from forms_app.web import apply
from municipalities.notifications.models import OutboxMessage
from tests.factories import files, forms

from .conftest import CHECK, DOG, DONE, OWNER, START


def picture(name: str = "犬.png", content: bytes = files.PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


def test_start_leads_to_the_first_page(browser):
    answer = browser.post(START)
    assert (answer.status_code, answer["Location"]) == (302, DOG)


def test_start_by_link_is_refused(browser):
    assert browser.get(START).status_code == 405


def test_start_again_goes_on_with_what_was_begun(browser):
    browser.fill_in()
    browser.post(START)
    assert (Draft.objects.count(), "ポチ" in browser.text(DOG)) == (1, True)


def test_restart_drops_what_was_begun(browser):
    browser.fill_in()
    browser.post(START, restart="yes")
    assert (Draft.objects.count(), "ポチ" in browser.text(DOG)) == (1, False)


def test_page_leads_to_the_next_and_to_check(browser):
    browser.post(START)
    assert [browser.post(DOG, name="ポチ")["Location"], browser.post(OWNER, email="a@example.jp")["Location"]] == [
        OWNER,
        CHECK,
    ]


def test_page_back_keeps_what_was_typed(browser):
    browser.post(START)
    browser.post(DOG, name="ポチ")
    assert browser.post(OWNER, email="not yet an", action="back")["Location"] == DOG
    assert "not yet an" in browser.text(OWNER)


def test_page_with_a_mistake_names_it_and_keeps_everything(browser):
    browser.post(START)
    answer = browser.post(DOG, name="あ" * 21)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ('href="#f-name"' in page, "20文字" in page, "あ" * 21 in page) == (True, True, True)
    assert "あ" * 21 in browser.text(DOG)


def test_page_saved_in_the_middle_stays_and_says_so(browser):
    browser.post(START)
    answer = browser.post(DOG, name="", action="save")
    assert (answer.status_code, "保存しました" in answer.content.decode()) == (200, True)


def test_page_saved_with_a_file_that_is_refused_says_so(browser):
    browser.post(START)
    answer = browser.post(DOG, name="ポチ", photo=picture(content=b"no picture"), action="save")
    assert (answer.status_code, 'href="#f-photo"' in answer.content.decode()) == (422, True)
    assert "ポチ" in browser.text(DOG)


def test_page_keeps_the_draft_for_seven_days_from_the_last_save(browser, monkeypatch):
    """The page says so; the cookie must not be older than the draft."""
    now = {"time": 1_700_000_000.0}
    monkeypatch.setattr("django.core.signing.time.time", lambda: now["time"])
    almost_over = DRAFT_LIFETIME - timedelta(hours=1)
    browser.post(START)
    for _ in range(3):
        now["time"] += almost_over.total_seconds()
        assert browser.post(DOG, name="ポチ", action="save").status_code == 200
    assert browser.client.cookies["draft"]["max-age"] == DRAFT_LIFETIME.total_seconds()
    now["time"] += DRAFT_LIFETIME.total_seconds() + 1
    assert browser.get(DOG).status_code == 410


@pytest.mark.parametrize("path", [DOG, CHECK])
def test_page_names_the_day_until_which_the_draft_is_kept(browser, path):
    browser.fill_in()
    until = timezone.localtime(Draft.objects.get().expires_at)
    assert f"{until.year}年{until.month}月{until.day}日" in browser.text(path)


def test_page_without_a_draft_offers_to_begin(browser):
    answer = browser.get(DOG)
    assert (answer.status_code, "/procedures/dog/" in answer.content.decode()) == (410, True)


def test_page_that_does_not_exist_leads_to_the_first(browser):
    browser.post(START)
    assert browser.get("/procedures/dog/pages/cat/")["Location"] == DOG


def test_upload_is_kept_and_shown_with_its_name(browser):
    browser.post(START)
    browser.post(DOG, name="ポチ", photo=picture())
    assert (Attachment.objects.count(), "犬.png" in browser.text(DOG)) == (1, True)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [("犬.png", b"<html>not a picture", "写真"), ("犬.exe", b"MZ" + b"\x00" * 100, "写真"), ("犬.png", b"", "空")],
)
def test_upload_that_is_no_picture_is_refused_at_its_field(browser, name, content, sentence):
    browser.post(START)
    answer = browser.post(DOG, name="ポチ", photo=picture(name, content))
    page = answer.content.decode()
    assert (answer.status_code, 'href="#f-photo"' in page, Attachment.objects.count()) == (422, True, 0)
    assert "ポチ" in page
    assert sentence in page


def test_upload_beyond_the_number_allowed_is_refused(browser):
    browser.post(START)
    answer = browser.post(DOG, name="ポチ", photo=[picture(f"{n}.png") for n in range(3)])
    assert (answer.status_code, Attachment.objects.count()) == (422, 2)


def test_upload_sent_again_is_kept_once(browser):
    """A double click, or a page loaded anew, sends the same files a second time."""
    browser.post(START)
    answers = [browser.post(DOG, name="ポチ", photo=[picture("a.png"), picture("b.png")]) for _ in range(2)]
    assert ([a.status_code for a in answers], Attachment.objects.count()) == ([302, 302], 2)


def test_upload_taken_back_can_be_sent_again(browser):
    browser.post(START)
    browser.post(DOG, name="ポチ", photo=picture())
    browser.post(DOG, name="ポチ", action=f"remove:photo:{Attachment.objects.get().public_id}")
    browser.post(DOG, name="ポチ", photo=picture())
    assert (Attachment.objects.count(), "犬.png" in browser.text(DOG)) == (1, True)


def test_upload_is_kept_while_another_answer_is_wrong(browser):
    browser.post(START)
    answer = browser.post(DOG, name="", photo=picture())
    assert (answer.status_code, "犬.png" in answer.content.decode()) == (422, True)


def test_upload_to_a_draft_discarded_meanwhile_is_answered_kindly(browser, monkeypatch):
    browser.post(START)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as where every statement commits by itself
    find = apply.current_draft

    def find_then_discard_in_another_tab(*arguments):
        draft = find(*arguments)
        discard_draft(draft_id=draft.public_id)
        return draft

    monkeypatch.setattr(apply, "current_draft", find_then_discard_in_another_tab)
    answer = browser.post(DOG, name="ポチ", photo=picture())
    assert (answer.status_code, Attachment.objects.count()) == (410, 0)


def test_upload_is_taken_back(browser):
    browser.post(START)
    browser.post(DOG, name="ポチ", photo=picture())
    attachment = Attachment.objects.get()
    browser.post(DOG, name="ポチ", action=f"remove:photo:{attachment.public_id}")
    assert "犬.png" not in browser.text(DOG)


def test_check_shows_the_answers_with_links_to_change_them(browser):
    browser.fill_in()
    page = browser.text(CHECK)
    assert ("ポチ" in page, f"{DOG}?from_check=1" in page, f"{OWNER}?from_check=1" in page) == (True, True, True)


def test_change_from_check_leads_back_to_check(browser):
    browser.fill_in()
    assert browser.post(f"{DOG}?from_check=1", name="シロ")["Location"] == CHECK


def test_check_of_an_unfinished_form_shows_what_is_missing(browser):
    browser.post(START)
    browser.post(DOG, name="ポチ")
    answer = browser.get(CHECK)
    assert (answer.status_code, 'href="#f-email"' in answer.content.decode()) == (422, True)


def test_sent_form_shows_number_password_and_masked_address(browser):
    number, secret = browser.file_application()
    page = browser.text(DONE)
    assert Application.objects.get().receipt_number == number
    assert (len(secret), "h***@example.jp" in page, "hanako@example.jp" in page) == (9, True, False)


def test_sent_twice_reloaded_and_resent_is_one_application(browser):
    browser.fill_in()
    key = browser.submission_key()
    answers = [browser.post(CHECK, submission_key=key)["Location"] for _ in range(3)]
    browser.get(DONE)
    browser.get(DONE)
    assert (answers, Application.objects.count(), OutboxMessage.objects.count()) == ([DONE] * 3, 1, 2)


def test_back_after_sending_leads_to_the_receipt(browser):
    browser.file_application()
    assert [browser.get(path)["Location"] for path in (DOG, OWNER, CHECK)] == [DONE] * 3


def test_key_of_another_browser_sends_nothing(browser, other_browser):
    browser.fill_in()
    other_browser.post(START)
    answer = other_browser.post(CHECK, submission_key=browser.submission_key())
    assert (answer.status_code, Application.objects.count()) == (410, 0)


def test_sent_twice_when_the_first_answer_was_lost_shows_the_receipt(browser):
    """The browser still has the cookies of before."""
    browser.fill_in()
    key, before = browser.submission_key(), browser.client.cookies["draft"].value
    browser.post(CHECK, submission_key=key)
    browser.client.cookies.clear()
    browser.client.cookies["draft"] = before
    assert browser.post(CHECK, submission_key=key)["Location"] == DONE
    assert (browser.get(DONE).status_code, Application.objects.count()) == (200, 1)


def test_second_application_of_the_same_form_is_another_one(browser):
    first, _secret = browser.file_application()
    second, _secret = browser.file_application()
    assert (first != second, Application.objects.count()) == (True, 2)


def test_check_of_an_invalid_form_sends_nothing_and_keeps_everything(browser):
    browser.post(START)
    browser.post(DOG, name="ポチ")
    browser.post(OWNER, email="no address")
    answer = browser.post(CHECK, submission_key=str(Draft.objects.get().public_id))
    page = answer.content.decode()
    assert (answer.status_code, "no address" in page, 'href="#f-email"' in page) == (422, True, True)
    assert Application.objects.count() == 0


def test_draft_cookie_is_of_one_form(browser):
    browser.fill_in()
    forms.published_form(slug="cat")
    assert browser.get("/procedures/cat/check/").status_code == 410


def test_draft_keeps_the_version_it_began_with(browser, form):
    browser.fill_in()
    form.draft_definition["pages"][0]["groups"][0]["fields"][0]["label"] = "なまえ"
    form.save()
    publish_form(form=form, staff=None, change_note="", revision=form.revision)
    assert "犬の名前" in browser.text(CHECK)


def test_form_stopped_meanwhile_says_so_and_keeps_the_draft(browser, form):
    browser.fill_in()
    key = browser.submission_key()
    form.is_stopped = True
    form.save()
    answer = browser.post(CHECK, submission_key=key)
    assert (answer["Location"], Draft.objects.count()) == ("/procedures/dog/", 1)
    assert "受け付けていません" in browser.text("/procedures/dog/")


def test_discarded_draft_is_gone(browser):
    browser.fill_in()
    browser.post("/procedures/dog/discard/")
    assert Draft.objects.count() == 0


def test_post_without_the_forms_token_is_refused_kindly(form, town):
    client = Client(headers={"host": "gifu-shi.localhost"}, enforce_csrf_checks=True)
    answer = client.post(START)
    assert (answer.status_code, "開きなおしてください" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize("path", [DOG, CHECK, "/applications/", "/applications/withdraw/"])
def test_every_post_needs_the_forms_token(browser, path):
    browser.fill_in()
    strict = Client(headers={"host": "gifu-shi.localhost"}, enforce_csrf_checks=True)
    strict.cookies = browser.client.cookies
    assert strict.post(path, {"name": "シロ"}).status_code == 403


def test_addresses_hold_no_answers(browser):
    browser.fill_in()
    assert browser.client.cookies["draft"]["httponly"]
    assert browser.client.cookies["draft"]["path"] == "/procedures/dog/"
    answer = browser.post(CHECK, submission_key=browser.submission_key())
    assert "hanako" not in answer["Location"]


def test_draft_that_was_sent_leaves_the_cookie(browser):
    browser.fill_in()
    browser.post(CHECK, submission_key=browser.submission_key())
    assert (browser.client.cookies["draft"].value, browser.client.cookies["draft"]["path"]) == ("", "/procedures/dog/")
    assert browser.client.cookies["filed"]["httponly"]
