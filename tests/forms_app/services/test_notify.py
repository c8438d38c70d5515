"""What leaves by mail: whom it tells, what it says, and what it never says."""

import json

import pytest

from forms_app.models import Application
from forms_app.models.published import published_definition
from forms_app.models.receipt import receipt_secret
from forms_app.services import notify, review
from forms_app.services.draft import save_answers, start_correction
from forms_app.services.submit import submit_application
from municipalities.accounts.models import Role, StaffUser
from municipalities.notifications.models import OutboxMessage
from municipalities.tenancy.features import STAFF_MAIL
from tests.factories import accounts, forms

RESIDENT, SECTION = "hanako@example.jp", "doro@example.jp"
NOTE = "花子さんの玄関先の写真を送ってください。"
EMAILS = [
    {"key": "work", "type": "email", "label": "勤め先のメール"},
    {"key": "private", "type": "email", "label": "自宅のメール"},
]


@pytest.fixture
def application(in_town) -> Application:
    section = accounts.section(name="道路課", email=SECTION, phone="058-000-1111")
    return forms.application(form=forms.published_form(section=section, title="道路破損報告"))


@pytest.fixture
def clerk(application) -> StaffUser:
    return accounts.staff(role=Role.CLERK, sections=(application.section,))


def mails() -> list[tuple[str, dict]]:
    return [(message.recipient(), message.content()) for message in OutboxMessage.objects.order_by("id")]


def mails_after(verb, **arguments) -> list[tuple[str, dict]]:
    OutboxMessage.objects.all().delete()
    verb(**arguments)
    return mails()


def step(application: Application, clerk: StaffUser, verb, **arguments) -> list[tuple[str, dict]]:
    application.refresh_from_db()
    return mails_after(verb, application=application, staff=clerk, revision=application.revision, **arguments)


def test_receipt_names_procedure_number_password_and_where_to_look(application):
    mail = dict(mails())[RESIDENT]
    expected = [
        "道路破損報告",
        application.receipt_number,
        receipt_secret(application.public_id),
        "道路課",
        "058-000-1111",
    ]
    assert mail["link"] == "http://gifu-shi.localhost/applications/"
    assert [fact for fact in expected if fact not in mail["text"]] == []


def test_section_is_told_where_its_inbox_is_without_the_password(application):
    mail = dict(mails())[SECTION]
    assert mail["link"] == f"http://gifu-shi.localhost/admin/forms_app/application/{application.pk}/change/"
    assert receipt_secret(application.public_id) not in mail["text"]


def test_section_is_not_told_where_the_town_switched_that_off(in_town, monkeypatch):
    monkeypatch.setattr(in_town, "disabled_features", [STAFF_MAIL])
    forms.application(form=forms.published_form(section=accounts.section(email=SECTION)))
    assert [to for to, _mail in mails()] == [RESIDENT]


@pytest.mark.parametrize(
    ("answers", "address"),
    [
        ({"work": "work@example.jp", "private": "home@example.jp"}, "work@example.jp"),
        ({"private": "home@example.jp"}, "home@example.jp"),
        ({}, None),
    ],
)
def test_contact_address_is_the_first_one_given(in_town, answers, address):
    form = forms.published_form(definition=forms.definition(*EMAILS))
    assert notify.contact_address(published_definition(form.current_version_id), answers) == address


def test_taking_over_is_nothing_to_tell(application, clerk):
    assert step(application, clerk, review.take_over) == []


@pytest.mark.parametrize(
    ("verb", "title"),
    [
        (review.return_for_correction, "申請内容の修正をお願いします（道路破損報告）"),
        (review.approve, "申請が承認されました（道路破損報告）"),
        (review.reject, "審査の結果のお知らせ（道路破損報告）"),
        (review.complete, "手続が完了しました（道路破損報告）"),
    ],
)
def test_each_step_tells_the_resident_and_keeps_the_clerks_words_on_the_portal(application, clerk, verb, title):
    step(application, clerk, review.take_over)
    [(to, mail)] = step(application, clerk, verb, message=NOTE)
    assert (to, mail["title"]) == (RESIDENT, title)
    assert ("玄関先" in json.dumps(mail, ensure_ascii=False), "担当課からのお知らせがあります" in mail["text"]) == (
        False,
        True,
    )


def test_step_without_words_does_not_speak_of_any(application, clerk):
    step(application, clerk, review.take_over)
    [(_to, mail)] = step(application, clerk, review.approve)
    assert "担当課からのお知らせがあります" not in mail["text"]


def test_withdrawal_is_confirmed_without_the_reason(application):
    [(to, mail)] = mails_after(review.withdraw, application=application, reason="花子が引っ越すため")
    assert (to, mail["title"]) == (RESIDENT, "申請の取下げを受け付けました（道路破損報告）")
    assert "引っ越す" not in mail["text"]


def test_corrected_application_tells_both(application, clerk):
    step(application, clerk, review.return_for_correction, message="直してください。")
    draft = start_correction(application=application)
    save_answers(draft_id=draft.public_id, raw={"remark": "穴が二つあります"})
    told = mails_after(submit_application, draft_id=draft.public_id)
    assert [to for to, _mail in told] == [RESIDENT, SECTION]
    assert "穴が二つ" not in json.dumps(told, ensure_ascii=False)


def test_corrected_address_is_the_one_told(application, clerk):
    step(application, clerk, review.return_for_correction, message="直してください。")
    draft = start_correction(application=application)
    save_answers(draft_id=draft.public_id, raw={"email": "new@example.jp"})
    told = mails_after(submit_application, draft_id=draft.public_id)
    assert [to for to, _mail in told] == ["new@example.jp", SECTION]


def test_overdue_case_is_told_to_the_section_only(application):
    [(to, mail)] = mails_after(notify.tell_overdue, application=application)
    assert (to, mail["title"], application.receipt_number in mail["text"]) == (
        SECTION,
        "【期限超過】道路破損報告",
        True,
    )


def test_overdue_case_of_a_section_without_address_is_told_to_nobody(in_town):
    application = forms.application(form=forms.published_form(section=accounts.section()))
    assert mails_after(notify.tell_overdue, application=application) == []


def test_mail_in_the_table_is_unreadable(application):
    [row, _section] = OutboxMessage.objects.order_by("id").values()
    stored = repr({name: bytes(v) if isinstance(v, memoryview) else v for name, v in row.items()})
    assert (RESIDENT in stored, application.receipt_number in stored) == (False, False)
