from pathlib import Path

import pytest
from stdnum import luhn

from forms_app.models import Application, Attachment, Draft, Form
from forms_app.services import review
from forms_app.services.attachments import read_attachment
from municipalities.accounts.models import Role
from municipalities.tenancy import directory, signing
from tests.factories import accounts, files, forms

from .conftest import CHECK, DOG, DONE, OWNER, START, Browser
from .test_apply import picture

LOOKUP, STATUS, CORRECT, WITHDRAW, LEAVE = (
    f"/applications/{step}" for step in ("", "status/", "correct/", "withdraw/", "leave/")
)
FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")


@pytest.fixture
def receipt(browser) -> tuple[str, str]:
    return browser.file_application()


@pytest.fixture
def elsewhere(receipt, other_browser) -> Browser:
    """Another device that has shown number and password."""
    number, secret = receipt
    other_browser.post(LOOKUP, receipt_number=number, secret=secret)
    return other_browser


def send_back(reason: str = "名前を漢字で書いてください。") -> Application:
    application = Application.objects.get()
    clerk = accounts.staff(role=Role.CLERK, sections=(application.section,))
    review.return_for_correction(application=application, staff=clerk, revision=application.revision, message=reason)
    return application


def test_lookup_opens_the_case(receipt, other_browser):
    number, secret = receipt
    answer = other_browser.post(LOOKUP, receipt_number=number, secret=secret)
    assert (answer["Location"], number in other_browser.text(STATUS)) == (STATUS, True)


@pytest.mark.parametrize("write", [str.lower, lambda text: text.replace("-", ""), lambda text: f" {text} "])
def test_lookup_takes_the_password_as_people_write_it(receipt, other_browser, write):
    number, secret = receipt
    answer = other_browser.post(LOOKUP, receipt_number=number.translate(FULL_WIDTH), secret=write(secret))
    assert answer.status_code == 302


def test_lookup_answers_alike_for_a_wrong_password_and_an_unknown_number(receipt, other_browser):
    number, secret = receipt
    unknown = "12345-67897"
    answers = [
        other_browser.post(LOOKUP, receipt_number=number, secret="AAAA-AAAA"),
        other_browser.post(LOOKUP, receipt_number=unknown, secret=secret),
    ]
    pages = [answer.content.decode().replace(number, "").replace(unknown, "") for answer in answers]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert pages[0].split("csrfmiddlewaretoken")[0] == pages[1].split("csrfmiddlewaretoken")[0]


@pytest.mark.parametrize(
    "data", [{}, {"receipt_number": "1"}, {"receipt_number": "12345-67897"}, {"secret": "x" * 9000}]
)
def test_lookup_names_what_is_missing(form, browser, data):
    answer = browser.post(LOOKUP, **data)
    assert (answer.status_code, 'href="#f-' in answer.content.decode()) == (422, True)


def test_lookup_is_throttled_over_all_hosts(receipt, client_of):
    number, _secret = receipt
    statuses = []
    for schema in ["gifu_shi", "ogaki_shi"] * 12:
        client = client_of(directory.find_by_schema(schema))
        statuses.append(client.post(LOOKUP, {"receipt_number": number, "secret": "AAAA-AAAA"}).status_code)
    assert (statuses[0], statuses[-1]) == (422, 429)


def test_lookup_with_the_right_password_is_not_counted_against_the_number(receipt, browser):
    number, secret = receipt
    statuses = {browser.post(LOOKUP, receipt_number=number, secret=secret).status_code for _ in range(15)}
    assert statuses == {302}


def test_lookup_of_a_throttled_number_refuses_even_the_right_password(receipt, browser):
    number, secret = receipt
    for _ in range(10):
        browser.post(LOOKUP, receipt_number=number, secret="AAAA-AAAA")
    answer = browser.post(LOOKUP, receipt_number=number, secret=secret)
    assert (answer.status_code, "10分ほど" in answer.content.decode()) == (429, True)


def test_lookup_of_many_numbers_is_throttled_by_client(browser):
    numbers = [f"{n:09d}" for n in range(25)]
    statuses = [
        browser.post(LOOKUP, receipt_number=n + luhn.calc_check_digit(n), secret="AAAA-AAAA").status_code
        for n in numbers
    ]
    assert statuses == [422] * 20 + [429] * 5


def test_lookup_keeps_the_number_typed_but_not_the_password(receipt, browser):
    number, _secret = receipt
    page = browser.post(LOOKUP, receipt_number=number, secret="BBBB-BBBB").content.decode()
    assert (f'value="{number}"' in page, "BBBB-BBBB" in page) == (True, False)


def test_status_without_a_case_asks_for_the_number(form, browser):
    assert browser.get(STATUS)["Location"] == LOOKUP


def test_status_tells_answers_and_history(elsewhere):
    page = elsewhere.text(STATUS)
    assert ("ポチ" in page, "申請を受け付けました" in page, "受付済み" in page) == (True, True, True)


def test_returned_application_shows_the_reason(elsewhere):
    send_back()
    assert "名前を漢字で書いてください。" in elsewhere.text(STATUS)


def test_correction_changes_the_same_application(elsewhere):
    application = send_back()
    elsewhere.post(CORRECT)
    assert "ポチ" in elsewhere.text(DOG)
    elsewhere.post(DOG, name="太郎丸")
    elsewhere.post(OWNER, email="hanako@example.jp")
    elsewhere.post(CHECK, submission_key=elsewhere.submission_key())
    application.refresh_from_db()
    assert (Application.objects.count(), application.status, application.get_answers()["name"]) == (
        1,
        "submitted",
        "太郎丸",
    )


def test_correction_opened_twice_goes_on_with_the_first(elsewhere):
    send_back()
    elsewhere.post(CORRECT)
    elsewhere.post(DOG, name="太郎丸")
    elsewhere.post(CORRECT)
    assert (Draft.objects.count(), "太郎丸" in elsewhere.text(DOG)) == (1, True)


def test_correction_begun_twice_at_once_is_sent_once(elsewhere):
    """A double click may leave two drafts; the second one sent finds the application no longer returned."""
    application = send_back()
    elsewhere.post(CORRECT)
    [first] = Draft.objects.all()
    second = Draft(form_version_id=first.form_version_id, corrects=application, expires_at=first.expires_at)
    second.set_answers(first.get_answers())
    second.save()
    signed = signing.sign([str(first.public_id), str(second.public_id)], purpose="draft")
    elsewhere.client.cookies["draft"] = signed
    answers = [elsewhere.post(CHECK, submission_key=str(d.public_id))["Location"] for d in (first, second)]
    assert (answers, application.history.filter(verb="resubmit").count()) == (["/procedures/dog/done/", STATUS], 1)


def test_correction_keeps_the_files_of_the_application(browser):
    browser.post(START)
    browser.post(DOG, name="ポチ", photo=picture())
    browser.post(OWNER, email="hanako@example.jp")
    browser.post(CHECK, submission_key=browser.submission_key())
    application = send_back()
    browser.post(CORRECT)
    assert "犬.png" in browser.text(DOG)
    browser.post(DOG, name="太郎丸", photo=picture("横.png"))
    browser.post(CHECK, submission_key=browser.submission_key())
    assert sorted(application.attachments.values_list("name", flat=True)) == ["横.png", "犬.png"]


def test_correction_can_take_a_file_away_but_the_application_keeps_it_until_sent(browser):
    browser.post(START)
    browser.post(DOG, name="ポチ", photo=picture())
    browser.post(OWNER, email="hanako@example.jp")
    browser.post(CHECK, submission_key=browser.submission_key())
    application = send_back()
    attachment = application.attachments.get()
    browser.post(CORRECT)
    browser.post(DOG, name="ポチ", action=f"remove:photo:{attachment.public_id}")
    assert ("犬.png" in browser.text(DOG), "犬.png" in browser.text(STATUS)) == (False, True)
    browser.post(CHECK, submission_key=browser.submission_key())
    application.refresh_from_db()
    assert application.get_answers().get("photo", []) == []


def test_correction_is_gone_when_the_application_was_withdrawn(elsewhere):
    send_back()
    elsewhere.post(CORRECT)
    elsewhere.post(WITHDRAW)
    assert (elsewhere.get(DOG).status_code, Draft.objects.count()) == (410, 0)


def test_correction_of_an_application_that_was_not_returned_is_refused(elsewhere):
    assert elsewhere.post(CORRECT)["Location"] == STATUS


def test_withdrawal_is_asked_and_then_done(elsewhere):
    asked = elsewhere.get(WITHDRAW)
    elsewhere.post(WITHDRAW, reason="引っ越すため")
    application = Application.objects.get()
    assert (asked.status_code, application.status, application.history.last().message) == (
        200,
        "withdrawn",
        "引っ越すため",
    )


def test_withdrawal_comes_too_late_after_a_decision(elsewhere):
    application = Application.objects.get()
    clerk = accounts.staff(role=Role.CLERK, sections=(application.section,))
    review.take_over(application=application, staff=clerk, revision=application.revision)
    application.refresh_from_db()
    review.complete(application=application, staff=clerk, revision=application.revision, message="")
    elsewhere.post(WITHDRAW)
    assert Application.objects.get().status == "completed"


def test_leaving_closes_the_case(elsewhere):
    elsewhere.post(LEAVE)
    assert elsewhere.get(STATUS)["Location"] == LOOKUP


def test_leaving_closes_the_receipt_too(browser):
    """On a shared device the next person presses "back"."""
    browser.file_application()
    assert browser.get(DONE).status_code == 200
    browser.post(LEAVE)
    assert {path: browser.get(path).status_code for path in (DONE, DOG, CHECK)} == {DONE: 410, DOG: 410, CHECK: 410}


def test_leaving_keeps_what_is_not_sent_yet(browser):
    browser.file_application()
    browser.post(START)
    browser.post(DOG, name="シロ")
    browser.post(LEAVE)
    assert "シロ" in browser.text(DOG)


def test_withdrawal_without_a_case_asks_for_the_number(form, browser):
    assert {browser.post(path)["Location"] for path in (WITHDRAW, CORRECT)} == {LOOKUP}


def test_withdrawal_twice_is_one(elsewhere):
    for _ in range(2):
        assert elsewhere.post(WITHDRAW, reason="a\x00b")["Location"] == STATUS
    assert Application.objects.get().history.filter(verb="withdraw").count() == 1


def test_file_is_sent_as_an_attachment_to_its_owner_only(browser, other_browser):
    browser.post(START)
    browser.post(DOG, name="ポチ", photo=picture())
    browser.post(OWNER, email="hanako@example.jp")
    browser.post(CHECK, submission_key=browser.submission_key())
    attachment = Application.objects.get().attachments.get()
    address = f"/applications/files/{attachment.public_id}/"
    own, foreign = browser.get(address), other_browser.get(address)
    assert (own.status_code, own.content, foreign.status_code) == (200, files.PNG, 404)
    assert own["Content-Disposition"].startswith("attachment")
    assert (own["X-Content-Type-Options"], "sandbox" in own["Content-Security-Policy"]) == ("nosniff", True)


def test_file_on_disk_is_sealed(browser, settings):
    browser.post(START)
    browser.post(DOG, name="ポチ", photo=picture())
    attachment = Attachment.objects.get()
    on_disk = b"".join(path.read_bytes() for path in _files_below(settings.MEDIA_ROOT))
    assert (files.PNG in on_disk, read_attachment(attachment)) == (False, files.PNG)


def _files_below(folder: str) -> list[Path]:
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_case_cookie_opens_the_lookup_path_only(receipt, browser):
    assert browser.client.cookies["case"]["path"] == "/applications/"


def test_procedures_are_found_by_their_words(form, browser):
    forms.published_form(title="粗大ごみ収集の申込", keywords="家具 ベッド", slug="bulky")
    found = browser.text("/procedures/?q=ベッド")
    assert ("粗大ごみ収集の申込" in found, "犬の登録" in found) == (True, False)


def test_procedures_found_by_nothing_say_what_to_do(form, browser):
    answer = browser.get("/procedures/?q=宇宙船")
    assert (answer.status_code, "見つからないときは" in answer.content.decode()) == (200, True)


def test_the_same_once_more_begins_with_what_was_answered(elsewhere):
    answer = elsewhere.post("/applications/again/")
    page = elsewhere.text(answer["Location"])
    assert answer["Location"].endswith("?again=1")
    assert ("前の申請の内容を入れました" in page, "岐阜" in page) == (True, True)


def test_the_same_once_more_is_for_those_who_opened_the_case(receipt, other_browser):
    assert other_browser.post("/applications/again/")["Location"] == LOOKUP
    assert Draft.objects.count() == 0


def test_the_same_once_more_is_not_offered_where_the_form_is_closed(elsewhere):
    Form.objects.update(is_stopped=True)
    assert "もう一度申請する" not in elsewhere.text(STATUS)
    assert "/procedures/" in elsewhere.post("/applications/again/")["Location"]
