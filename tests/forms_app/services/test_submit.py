import json
from datetime import timedelta
from itertools import count
from threading import Barrier, Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms_app.models import Application, Attachment, Draft, StatusChange
from forms_app.services import attachments, submit
from forms_app.services.draft import save_and_judge, save_answers, start_correction
from forms_app.services.errors import DraftGone, FormClosed, InvalidAnswers
from forms_app.services.review import return_for_correction, take_over
from forms_app.services.submit import submit_application
from forms_app.workflow import ApplicationStatus
from municipalities.accounts.models import Role
from municipalities.notifications.models import OutboxMessage
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts, files, forms


def test_submit_files_an_application(in_town):
    draft = forms.draft(answers={"applicant": forms.NAME, "email": "hanako@example.jp"})
    application = submit_application(draft_id=draft.public_id).application
    assert application.status == ApplicationStatus.SUBMITTED
    assert application.get_answers() == {"applicant": forms.NAME, "email": "hanako@example.jp"}
    assert not Draft.objects.filter(pk=draft.pk).exists()


def test_submit_twice_is_one_application(in_town):
    draft = forms.draft(answers={"applicant": forms.NAME})
    first = submit_application(draft_id=draft.public_id)
    second = submit_application(draft_id=draft.public_id)
    assert (first.is_new, second.is_new) == (True, False)
    assert second.application == first.application
    assert Application.objects.count() == 1


def test_submit_unknown_draft_is_gone(in_town):
    draft = forms.draft(answers={"applicant": forms.NAME})
    draft.delete()
    with pytest.raises(DraftGone):
        submit_application(draft_id=draft.public_id)


def test_submit_invalid_answers_leaves_the_draft(in_town):
    draft = forms.draft(answers={"email": "no address"})
    with pytest.raises(InvalidAnswers) as refused:
        submit_application(draft_id=draft.public_id)
    assert [(e.field, e.code) for e in refused.value.answers.errors] == [
        ("applicant", "required"),
        ("email", "not_an_email"),
    ]
    assert Draft.objects.get(pk=draft.pk).get_answers() == {"email": "no address"}


def judged_draft(**facts) -> Draft:
    draft = forms.draft(**facts)
    save_and_judge(draft_id=draft.public_id, raw={"applicant": forms.NAME, "remark": "　あり　"})
    return draft


def test_submit_of_what_was_judged_today_files_the_same(in_town):
    typed = {"applicant": forms.NAME, "remark": "　あり　"}
    judged, unjudged = judged_draft(), forms.draft(answers=typed)
    filed = [submit_application(draft_id=draft.public_id).application for draft in (judged, unjudged)]
    assert filed[0].get_answers() == filed[1].get_answers() == {"applicant": forms.NAME, "remark": "あり"}
    assert filed[0].search_digests == filed[1].search_digests != []


def test_submit_does_not_judge_again_what_was_judged_today(in_town, monkeypatch):
    draft = judged_draft()
    monkeypatch.delattr(submit, "validate")
    assert submit_application(draft_id=draft.public_id).is_new


def test_submit_judges_again_what_was_judged_on_another_day(in_town, monkeypatch):
    until_today = {"key": "seen_on", "type": "date", "label": "日付", "min": "today", "required": True}
    draft = forms.draft(form=forms.published_form(definition=forms.definition(until_today)))
    today = timezone.localdate()
    save_and_judge(draft_id=draft.public_id, raw={"seen_on": today.isoformat()})
    monkeypatch.setattr(timezone, "localdate", lambda: today + timedelta(days=1))
    with pytest.raises(InvalidAnswers):
        submit_application(draft_id=draft.public_id)


def test_submit_judges_again_what_was_typed_after_the_judgement(in_town):
    draft = judged_draft()
    save_answers(draft_id=draft.public_id, raw={"email": "no address"})
    with pytest.raises(InvalidAnswers):
        submit_application(draft_id=draft.public_id)


def test_submit_closed_form_leaves_the_draft(in_town):
    form = forms.published_form()
    draft = forms.draft(form=form, answers={"applicant": forms.NAME})
    form.is_stopped = True
    form.save()
    with pytest.raises(FormClosed):
        submit_application(draft_id=draft.public_id)
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_submit_answers_are_unreadable_in_the_table(in_town):
    application = forms.application()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(a)::text FROM forms_app_application a WHERE id = %s", [application.pk])
        stored = cursor.fetchone()[0]
    assert "hanako" not in stored
    assert b"hanako" not in bytes(application.answers_sealed)


def test_submit_writes_mails_without_answers(in_town):
    form = forms.published_form(section=accounts.section(email="roads@example.jp"))
    application = forms.application(form=form)
    mails = [(m.recipient(), json.dumps(m.content(), ensure_ascii=False)) for m in OutboxMessage.objects.order_by("id")]
    assert sorted(to for to, _ in mails) == ["hanako@example.jp", "roads@example.jp"]
    assert all("花子" not in text for _, text in mails)
    assert all(application.receipt_number in text for _, text in mails)


def test_submit_without_address_writes_no_mail(in_town):
    forms.application(answers={"applicant": forms.NAME})
    assert OutboxMessage.objects.count() == 0


def test_submit_records_history(in_town):
    application = forms.application()
    assert list(application.history.values_list("verb", "from_status", "to_status")) == [("submit", "", "submitted")]


def test_submit_moves_files_and_orphans_the_hidden_ones(in_town):
    choice = {
        "key": "more",
        "type": "choice",
        "label": "写真",
        "required": True,
        "options": [{"value": "yes", "label": "はい"}, {"value": "no", "label": "いいえ"}],
    }
    shown = {"field": "more", "operator": "equals", "value": "yes"}
    photo = {"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"]}
    extra = {**photo, "key": "extra", "show_when": shown}
    form = forms.published_form(definition=forms.definition(choice, photo, extra))
    draft = forms.draft(form=form)
    kept, hidden = (store(draft, form, key) for key in ("photo", "extra"))
    save_answers(
        draft_id=draft.public_id, raw={"more": "no", "photo": [str(kept.public_id)], "extra": [str(hidden.public_id)]}
    )
    application = submit_application(draft_id=draft.public_id).application
    assert list(application.attachments.values_list("pk", flat=True)) == [kept.pk]
    assert Attachment.objects.get(pk=hidden.pk).draft is None
    assert attachments.read_attachment(kept) == files.PNG


def test_submit_refuses_a_file_that_is_not_the_drafts(in_town):
    photo = {"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"]}
    form = forms.published_form(definition=forms.definition(photo))
    foreign = store(forms.draft(form=form), form, "photo")
    draft = forms.draft(form=form, answers={"photo": [str(foreign.public_id)]})
    with pytest.raises(InvalidAnswers) as refused:
        submit_application(draft_id=draft.public_id)
    assert [(e.field, e.code) for e in refused.value.answers.errors] == [("photo", "unknown_file")]


def test_resubmit_puts_corrected_answers_into_the_same_application(in_town):
    application, clerk = returned_application()
    draft = start_correction(application=application)
    save_answers(draft_id=draft.public_id, raw={"remark": "書き足しました"})
    corrected = submit_application(draft_id=draft.public_id).application
    assert corrected.pk == application.pk
    assert corrected.status == ApplicationStatus.SUBMITTED
    assert corrected.get_answers()["remark"] == "書き足しました"
    assert corrected.assignee == clerk
    assert corrected.history.last().message == "備考"


def test_resubmit_twice_is_one_step(in_town):
    application, _clerk = returned_application()
    draft = start_correction(application=application)
    submit_application(draft_id=draft.public_id)
    assert submit_application(draft_id=draft.public_id).is_new is False
    assert list(application.history.values_list("verb", flat=True)) == [
        "submit",
        "take_over",
        "return_for_correction",
        "resubmit",
    ]


def statements_of_submit(town, draft: Draft) -> list[str]:
    """The first word of each, once this connection has its plans."""
    with CaptureQueriesContext(connection) as counted:
        connection.set_tenant(town)
        submit_application(draft_id=draft.public_id)
    return [query["sql"].split()[0] for query in counted.captured_queries]


def test_submit_costs_three_statements(committed_town):
    form = forms.published_form(section=accounts.section(email="a@example.jp"))
    answers = {"applicant": forms.NAME, "email": "hanako@example.jp"}
    forms.application(form=form, answers=answers)  # definition and plans are in memory now
    assert statements_of_submit(committed_town, forms.draft(form=form, answers=answers)) == [
        "SET",
        "EXECUTE",
        "EXECUTE",
    ]


def test_submit_costs_six_statements_with_files(committed_town):
    photo = {"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"]}
    form = forms.published_form(definition=forms.definition(photo), section=accounts.section(email="a@example.jp"))
    draft = forms.draft(form=form)
    stored = store(draft, form, "photo")
    save_answers(draft_id=draft.public_id, raw={"photo": [str(stored.public_id)]})
    forms.application(form=form, answers={})  # definition and plans are in memory now
    assert statements_of_submit(committed_town, draft) == ["SET", "EXECUTE", "BEGIN", "EXECUTE", "UPDATE", "COMMIT"]


RACERS = 8


def race(town, draft_id) -> None:
    """Everybody clicks at once."""
    barrier = Barrier(RACERS)

    def click() -> None:
        try:
            with tenant_context(town):
                barrier.wait()
                submit_application(draft_id=draft_id)
        finally:
            connection.close()

    threads = [Thread(target=click) for _ in range(RACERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_submit_race_files_once(committed_town):
    draft = forms.draft(answers={"applicant": forms.NAME, "email": "hanako@example.jp"})
    race(committed_town, draft.public_id)
    assert (Application.objects.count(), StatusChange.objects.count(), OutboxMessage.objects.count()) == (1, 1, 1)


def test_submit_race_with_typing_files_what_was_read_last(committed_town, monkeypatch):
    """A draft that changes between the reading and the filing is read again."""
    draft = forms.draft(answers={"applicant": forms.NAME, "remark": "まえ"})
    judge = submit.validate

    def judge_while_another_page_saves(definition, answers, **known):
        if answers["remark"] == "まえ":
            save_answers(draft_id=draft.public_id, raw={"remark": "あと"})
        return judge(definition, answers, **known)

    monkeypatch.setattr(submit, "validate", judge_while_another_page_saves)
    assert submit_application(draft_id=draft.public_id).application.get_answers()["remark"] == "あと"
    assert (Application.objects.count(), Draft.objects.count()) == (1, 0)


def test_submit_gives_up_on_a_draft_that_never_stands_still(committed_town, monkeypatch):
    draft = forms.draft(answers={"applicant": forms.NAME})
    judge, numbers = submit.validate, count(1)

    def judge_while_another_page_saves(definition, answers, **known):
        save_answers(draft_id=draft.public_id, raw={"remark": str(next(numbers))})
        return judge(definition, answers, **known)

    monkeypatch.setattr(submit, "validate", judge_while_another_page_saves)
    with pytest.raises(DraftGone):
        submit_application(draft_id=draft.public_id)
    assert (Application.objects.count(), Draft.objects.count()) == (0, 1)


def test_submit_race_without_guards_files_often(committed_town, monkeypatch):
    """The control: neither the draft taken nor the keys unique, and the same race files more than once."""
    draft = forms.draft(answers={"applicant": forms.NAME})
    monkeypatch.setattr(submit, "_TAKE_DRAFT", "SELECT 1 WHERE %s > 0 AND %s::text IS NOT NULL")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE forms_app_application DROP CONSTRAINT forms_app_application_idempotency_key_key")
        cursor.execute("ALTER TABLE forms_app_statuschange DROP CONSTRAINT forms_app_statuschange_public_id_key")
    try:
        race(committed_town, draft.public_id)
        assert Application.objects.count() > 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE forms_app_application, forms_app_statuschange CASCADE")
            cursor.execute(
                "ALTER TABLE forms_app_application ADD CONSTRAINT forms_app_application_idempotency_key_key UNIQUE (idempotency_key)"
            )
            cursor.execute(
                "ALTER TABLE forms_app_statuschange ADD CONSTRAINT forms_app_statuschange_public_id_key UNIQUE (public_id)"
            )


def store(draft: Draft, form, key: str) -> Attachment:
    from forms_app.models.published import published_definition

    field = published_definition(form.current_version_id).field(key)
    upload = SimpleUploadedFile("穴.png", files.PNG, content_type="image/png")
    return attachments.store_upload(draft=draft, field=field, upload=upload)


def returned_application():
    application = forms.application()
    clerk = accounts.staff(role=Role.CLERK, sections=(application.section,))
    taken = take_over(application=application, staff=clerk, revision=application.revision)
    return return_for_correction(
        application=taken, staff=clerk, revision=taken.revision, message="備考を書いてください。"
    ), clerk
