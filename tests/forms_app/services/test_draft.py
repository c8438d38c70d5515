from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from forms_app.models import Attachment, Draft
from forms_app.services import draft as drafts
from forms_app.services.attachments import file_path
from forms_app.services.errors import DraftGone, FormClosed
from municipalities.tenancy.context import tenant_context
from tests.factories import forms
from tests.processes import wait_for

from .test_submit import store

PHOTO = {"key": "photo", "type": "attachment", "label": "写真", "accept": ["image"]}


def test_start_draft_keeps_the_version_of_the_day(in_town):
    form = forms.published_form()
    assert drafts.start_draft(form=form).form_version_id == form.current_version_id


@pytest.mark.parametrize(
    "facts",
    [
        {"is_stopped": True},
        {"opens_at": timezone.now() + timedelta(days=1)},
        {"closes_at": timezone.now() - timedelta(days=1)},
    ],
)
def test_start_draft_of_a_closed_form_is_refused(in_town, facts):
    form = forms.published_form(**facts)
    with pytest.raises(FormClosed):
        drafts.start_draft(form=form)


def test_save_answers_adds_to_what_is_kept(in_town):
    draft = forms.draft(answers={"remark": "はじめ"})
    drafts.save_answers(draft_id=draft.public_id, raw={"email": "まだ途中"})
    assert Draft.objects.get().get_answers() == {"remark": "はじめ", "email": "まだ途中"}


def test_save_answers_drops_the_judgement_of_before(in_town):
    draft = forms.draft()
    drafts.save_and_judge(draft_id=draft.public_id, raw={"applicant": forms.NAME})
    drafts.save_answers(draft_id=draft.public_id, raw={})
    assert Draft.objects.get().judged_sealed is None


def test_save_and_judge_keeps_what_was_typed_and_what_it_comes_to(in_town):
    draft = forms.draft(answers={"remark": "　はじめ　"})
    _saved, answers = drafts.save_and_judge(draft_id=draft.public_id, raw={"applicant": forms.NAME})
    kept = Draft.objects.get()
    assert kept.get_answers() == {"remark": "　はじめ　", "applicant": forms.NAME}
    assert kept.judged_values(today=timezone.localdate()) == answers.values
    assert answers.values == {"applicant": forms.NAME, "remark": "はじめ"}


def test_save_and_judge_of_a_mistake_keeps_no_judgement(in_town):
    draft = forms.draft()
    drafts.save_and_judge(draft_id=draft.public_id, raw={"applicant": forms.NAME})
    _saved, answers = drafts.save_and_judge(draft_id=draft.public_id, raw={"email": "まだ途中"})
    assert [(error.field, error.code) for error in answers.errors] == [("email", "not_an_email")]
    assert (Draft.objects.get().get_answers()["email"], Draft.objects.get().judged_sealed) == ("まだ途中", None)


def test_save_and_judge_of_a_draft_that_is_gone_is_refused(in_town):
    draft = forms.draft()
    drafts.discard_draft(draft_id=draft.public_id)
    with pytest.raises(DraftGone):
        drafts.save_and_judge(draft_id=draft.public_id, raw={})


def test_save_answers_moves_the_date_of_expiry(in_town):
    draft = forms.draft()
    Draft.objects.update(expires_at=timezone.now())
    drafts.save_answers(draft_id=draft.public_id, raw={})
    assert Draft.objects.get().expires_at > timezone.now() + timedelta(days=6)


def test_save_answers_of_a_draft_that_is_gone_is_refused(in_town):
    draft = forms.draft()
    drafts.discard_draft(draft_id=draft.public_id)
    with pytest.raises(DraftGone):
        drafts.save_answers(draft_id=draft.public_id, raw={})


def test_close_overdue_drafts_removes_rows_and_files(committed_town):
    form = forms.published_form(definition=forms.definition(PHOTO))
    old, young = forms.draft(form=form), forms.draft(form=form)
    path = file_path(store(old, form, "photo"))
    Draft.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert drafts.close_overdue_drafts(at=timezone.now()) == 1
    assert (list(Draft.objects.values_list("pk", flat=True)), Attachment.objects.count(), path.exists()) == (
        [young.pk], 0, False,
    )  # fmt: skip


def test_close_overdue_drafts_spares_one_that_is_typed_on_meanwhile(committed_town):
    """The sweeper has read the list; the resident saves before it comes to this draft."""
    draft = forms.draft(answers={"remark": "途中"})
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    closed: list[int] = []

    def sweep() -> None:
        try:
            with tenant_context(committed_town):
                closed.append(drafts.close_overdue_drafts(at=timezone.now()))
        finally:
            connection.close()

    sweeper = Thread(target=sweep)
    with transaction.atomic():
        drafts.save_answers(draft_id=draft.public_id, raw={"remark": "続き"})
        sweeper.start()
        wait_for(is_anybody_waiting, seconds=10)
    sweeper.join()
    assert (closed, [d.get_answers() for d in Draft.objects.all()]) == ([0], [{"remark": "続き"}])


def is_anybody_waiting() -> bool:
    with connection.cursor() as cursor:
        # Not pg_stat_activity: within a transaction it repeats what it said first.
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def test_close_overdue_drafts_sweeps_a_file_whose_row_never_came(committed_town, settings):
    stray = Path(settings.MEDIA_ROOT) / committed_town.schema_name / "ab" / "abcdef"
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"left by a process that died")
    drafts.close_overdue_drafts(at=timezone.now())
    assert stray.exists()
    drafts.close_overdue_drafts(at=timezone.now() + timedelta(days=8))
    assert not stray.exists()
