import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forms_app.models import Application, Draft
from forms_app.models.receipt import receipt_secret
from forms_app.services.draft import save_answers, start_draft
from forms_app.services.lookup import LOOKUPS_OF_NUMBER
from forms_app.services.submit import submit_application
from municipalities.notifications.models import OutboxMessage
from municipalities.residents.models import Resident, ResidentSession
from municipalities.residents.services.sessions import start_session
from tests.factories import forms, residents

ANSWERS = {"applicant": forms.NAME, "email": "hanako@example.jp"}
MY = "/my/"


@pytest.fixture
def form(in_town):
    return forms.published_form(title="犬の登録", slug="dog")


def filed_by(resident: Resident | None, form) -> Application:
    draft = save_answers(draft_id=start_draft(form=form, resident=resident).public_id, raw=ANSWERS)
    return submit_application(draft_id=draft.public_id).application


def test_page_shows_what_is_hers_and_nothing_of_others(at_home, hanako, form):
    mine, others = filed_by(hanako, form), filed_by(residents.resident(), form)
    page = at_home.text(MY)
    assert (mine.receipt_number in page, others.receipt_number in page) == (True, False)
    assert ("岐阜 花子 さま" in page, "hanako@example.jp" in page, "お待ちください" in page) == (True, True, True)


def test_page_of_a_new_resident_shows_no_empty_sections(browser, in_town):
    residents.log_in(browser.client, residents.resident(profile={}))
    page = browser.text(MY)
    assert ("入力の途中の申請" in page, "プロフィールを入れる" in page, "さま" in page) == (False, True, False)


def test_page_costs_the_same_for_many_applications(at_home, hanako, form):
    counts = []
    for more in (1, 8):
        for _ in range(more):
            filed_by(hanako, form)
            start_draft(form=form, resident=hanako)
        with CaptureQueriesContext(connection) as counted:
            at_home.client.get(MY)
        connection.set_tenant(at_home.town)
        counts.append(len(counted))
    assert (counts[0], counts[0] <= 7) == (counts[1], True)


def test_list_goes_on_on_the_next_page(at_home, hanako, form):
    for _ in range(11):
        filed_by(hanako, form)
    assert [at_home.text(f"{MY}?page={number}").count('class="my-card status') for number in (1, 2)] == [10, 1]


def test_application_opens_without_number_and_password(at_home, hanako, form):
    application = filed_by(hanako, form)
    answer = at_home.get(f"/my/applications/{application.public_id}/")
    assert answer["Location"] == "/applications/status/"
    assert application.receipt_number in at_home.text("/applications/status/")


@pytest.mark.parametrize("path", ["/my/applications/{}/", "/my/applications/{}/again/"])
def test_application_of_another_is_not_there(at_home, form, path):
    address = path.format(filed_by(residents.resident(), form).public_id)
    answer = at_home.post(address) if "again" in path else at_home.get(address)
    assert (answer.status_code, "case" in answer.cookies, Draft.objects.count()) == (404, False, 0)


def test_again_begins_with_the_same_answers_and_is_hers(at_home, hanako, form):
    application = filed_by(hanako, form)
    answer = at_home.post(f"/my/applications/{application.public_id}/again/")
    assert answer["Location"] == "/procedures/dog/pages/first/?again=1"
    draft = Draft.objects.get()
    assert (draft.resident, draft.get_answers()["email"]) == (hanako, "hanako@example.jp")
    assert 'value="花子"' in at_home.text("/procedures/dog/pages/first/")


def test_draft_goes_on_on_another_device(at_home, hanako, form):
    draft = save_answers(draft_id=start_draft(form=form, resident=hanako).public_id, raw={"remark": "書きかけ"})
    assert "入力の途中の申請" in at_home.text(MY)
    answer = at_home.post(f"/my/drafts/{draft.public_id}/")
    assert (answer["Location"], "書きかけ" in at_home.text(answer["Location"])) == (
        "/procedures/dog/pages/first/",
        True,
    )


def test_draft_of_another_does_not(at_home, form):
    draft = start_draft(form=form, resident=residents.resident())
    answer = at_home.post(f"/my/drafts/{draft.public_id}/")
    assert (answer["Location"], "draft" in answer.cookies) == (MY, False)


def test_earlier_application_is_claimed_with_number_and_password(at_home, hanako, form):
    application = filed_by(None, form)
    secret = receipt_secret(application.public_id)
    answer = at_home.post("/my/applications/claim/", receipt_number=application.receipt_number, secret=secret)
    assert answer["Location"] == f"{MY}?said=claimed"
    assert (Application.objects.get().resident, "申請を加えました" in at_home.text(f"{MY}?said=claimed")) == (
        hanako,
        True,
    )


def test_claim_without_the_password_is_refused_throttled_and_keeps_the_number(at_home, form):
    application = filed_by(None, form)
    answers = [
        at_home.post("/my/applications/claim/", receipt_number=application.receipt_number, secret="AAAA-AAAA")
        for _ in range(LOOKUPS_OF_NUMBER.attempts + 1)
    ]
    page = answers[0].content.decode()
    assert [answers[0].status_code, answers[-1].status_code] == [422, 429]
    assert (f'value="{application.receipt_number}"' in page, "<details" in page and " open>" in page) == (True, True)
    assert Application.objects.get().resident is None


def test_application_of_another_resident_is_not_claimed(at_home, form):
    other = residents.resident()
    application = filed_by(other, form)
    secret = receipt_secret(application.public_id)
    answer = at_home.post("/my/applications/claim/", receipt_number=application.receipt_number, secret=secret)
    assert (answer.status_code, Application.objects.get().resident) == (422, other)


def test_log_out_ends_the_session_and_leaves_nothing_on_the_device(at_home, hanako, form):
    application = filed_by(hanako, form)
    start_draft(form=form, resident=hanako)
    at_home.get(f"/my/applications/{application.public_id}/")
    at_home.post(f"/my/drafts/{Draft.objects.get().public_id}/")
    answer = at_home.post("/logout/")
    gone = {name: (cookie["path"], cookie["max-age"]) for name, cookie in answer.cookies.items() if not cookie.value}
    assert gone == {
        "draft": ("/procedures/dog/", 0), "case": ("/applications/", 0), "filed": ("/procedures/", 0),
        "chat": ("/", 0), "resident": ("/", 0),
    }  # fmt: skip
    assert (ResidentSession.objects.count(), at_home.get(MY).status_code) == (0, 302)
    assert at_home.get("/applications/status/")["Location"] == "/applications/"


def test_log_out_everywhere_ends_all_sessions_of_hers_only(at_home, hanako):
    other = residents.resident()
    for resident in (hanako, other):
        start_session(resident=resident, is_kept=True)
    at_home.post("/my/logout-everywhere/")
    assert list(ResidentSession.objects.values_list("resident", flat=True)) == [other.pk]


def test_file_to_take_along_has_everything(at_home, hanako, form):
    application = filed_by(hanako, form)
    save_answers(draft_id=start_draft(form=form, resident=hanako).public_id, raw={"remark": "書きかけ"})
    answer = at_home.get("/my/data/")
    data = json.loads(answer.content)
    assert re.fullmatch(r'attachment; filename="my-page-\d{8}\.json"', answer["Content-Disposition"])
    assert (data["email"], data["profile"]) == ("hanako@example.jp", residents.PROFILE)
    assert data["applications"][0]["receipt_number"] == application.receipt_number
    assert {"question": "メールアドレス", "answer": "hanako@example.jp"} in data["applications"][0]["answers"]
    assert (data["drafts"][0]["typed"], len(data["logged_in"])) == ({"remark": "書きかけ"}, 1)


def test_account_is_deleted_after_asking(at_home, hanako, form):
    filed_by(hanako, form)
    assert "送った申請（1件）は消えません" in at_home.text("/my/delete/")
    assert Resident.objects.count() == 1
    answer = at_home.post("/my/delete/")
    assert (answer["Location"], Resident.objects.count(), Application.objects.get().resident) == (
        "/logout/deleted/",
        0,
        None,
    )
    assert "登録を消しました" in at_home.text(answer["Location"])


def test_address_is_changed_by_a_code_to_the_new_one(at_home, hanako):
    assert at_home.post("/my/address/", address="new@example.jp")["Location"] == "/my/address/code/"
    sent = OutboxMessage.objects.latest("id")
    code = re.search(r"\d{6}", sent.content()["text"])[0]
    assert (sent.recipient(), "new@example.jp" in at_home.text("/my/address/code/")) == ("new@example.jp", True)
    assert at_home.post("/my/address/code/", code=code)["Location"] == f"{MY}?said=address"
    assert hanako.email == "new@example.jp"


def test_address_of_another_is_refused_after_the_code(at_home, hanako):
    residents.resident(address="taken@example.jp")
    at_home.post("/my/address/", address="taken@example.jp")
    code = re.search(r"\d{6}", OutboxMessage.objects.latest("id").content()["text"])[0]
    answer = at_home.post("/my/address/code/", code=code)
    assert (answer.status_code, hanako.email) == (409, "hanako@example.jp")


@pytest.mark.parametrize("path", [MY, "/my/profile/", "/my/data/", "/my/delete/", "/my/address/"])
def test_pages_of_hers_lead_others_to_the_log_in_and_are_never_kept(browser, at_home, path):
    assert browser.get(path)["Location"].startswith("/login/?next=%2Fmy%2F")
    assert "no-store" in at_home.get(path)["Cache-Control"]
