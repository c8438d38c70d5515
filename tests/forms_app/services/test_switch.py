"""A new version while somebody types: drafts stay, go over, or are refused; and the race between sending and publishing."""

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction

from forms_app.models import Application, Attachment, Draft, Form, FormVersion
from forms_app.services.attachments import file_path
from forms_app.services.draft import lock_draft, save_answers, start_correction, start_draft
from forms_app.services.errors import Superseded
from forms_app.services.publish import Mandate, publish_form
from forms_app.services.review import return_for_correction
from forms_app.services.submit import submit_application
from forms_app.services.switch import switch_version
from municipalities.accounts.models import Role
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts, forms
from tests.processes import wait_for

from .test_draft import PHOTO, is_anybody_waiting
from .test_submit import store

REMARK = {"key": "remark", "type": "textarea", "label": "ご意見"}
LAW = Mandate(reason="条例が改正されたため")
STOP = Mandate(reason="制度が廃止されたため", stops_old_drafts=True)


def publish_next(form: Form, *, mandate: Mandate | None = None, **changes: object) -> FormVersion:
    form = Form.objects.get(pk=form.pk)
    form.draft_definition = forms.definition({**REMARK, **changes})
    form.save(update_fields=["draft_definition"])
    return publish_form(form=form, staff=None, change_note="x", revision=form.revision, mandate=mandate)


@pytest.fixture
def form(in_town) -> Form:
    return forms.published_form(definition=forms.definition(REMARK))


@pytest.fixture
def draft(form) -> Draft:
    return forms.draft(form=form, answers={"remark": "街灯が暗い"})


def test_draft_of_an_older_version_can_be_sent(form, draft):
    publish_next(form, label="ご意見・ご要望")
    assert submit_application(draft_id=draft.public_id).application.form_version_id == draft.form_version_id


def test_draft_older_than_a_mandatory_version_cannot_be_sent(form, draft):
    version = publish_next(form, mandate=LAW)
    with pytest.raises(Superseded) as refused:
        submit_application(draft_id=draft.public_id)
    assert (refused.value.version_id, Draft.objects.get().get_answers()) == (version.pk, {"remark": "街灯が暗い"})


def test_draft_stays_refused_after_later_versions(form, draft):
    mandatory = publish_next(form, mandate=LAW)
    publish_next(form, label="別の言い方")
    assert Draft.objects.get().superseded_by == mandatory


def test_draft_once_stopped_is_not_opened_by_a_later_mandate(form, draft):
    stopping = publish_next(form, mandate=STOP)
    publish_next(form, mandate=LAW)
    assert Draft.objects.get().superseded_by == stopping


def test_switch_carries_the_answers_over_and_can_be_sent(form, draft):
    publish_next(form, mandate=LAW, required=True)
    newest = publish_next(form, label="ご要望")
    assert switch_version(draft_id=draft.public_id).form_version == newest
    application = submit_application(draft_id=draft.public_id).application
    assert (application.form_version, application.get_answers()) == (newest, {"remark": "街灯が暗い"})


def test_switch_removes_the_files_of_questions_no_longer_asked(committed_town):
    form = forms.published_form(definition=forms.definition(REMARK, PHOTO))
    draft = forms.draft(form=form)
    photo = store(draft, form, "photo")
    save_answers(draft_id=draft.public_id, raw={"remark": "写真なしで", "photo": [str(photo.public_id)]})
    publish_next(form, mandate=LAW)
    switch_version(draft_id=draft.public_id)
    assert (Attachment.objects.count(), file_path(photo).exists()) == (0, False)
    assert submit_application(draft_id=draft.public_id).application.get_answers() == {"remark": "写真なしで"}


def test_switch_keeps_the_files_of_the_same_question(committed_town):
    form = forms.published_form(definition=forms.definition(REMARK, PHOTO))
    draft = forms.draft(form=form)
    photo = store(draft, form, "photo")
    save_answers(draft_id=draft.public_id, raw={"photo": [str(photo.public_id)]})
    form.draft_definition = forms.definition({**PHOTO, "label": "現場の写真"})
    form.save()
    publish_form(form=form, staff=None, change_note="", revision=form.revision)
    switch_version(draft_id=draft.public_id)
    application = submit_application(draft_id=draft.public_id).application
    assert list(application.attachments.values_list("pk", flat=True)) == [photo.pk]


def test_switch_to_a_version_that_stops_drafts_is_refused(form, draft):
    publish_next(form, mandate=STOP)
    with pytest.raises(Superseded):
        switch_version(draft_id=draft.public_id)
    assert Draft.objects.get().form_version.number == 1


def test_draft_begun_after_a_mandatory_version_is_free(form):
    publish_next(form, mandate=LAW)
    assert start_draft(form=form).superseded_by is None


def test_correction_keeps_its_version(form, draft):
    application = submit_application(draft_id=draft.public_id).application
    manager = accounts.staff(role=Role.SECTION_MANAGER, sections=(application.section,))
    return_for_correction(application=application, staff=manager, revision=1, message="直してください")
    correction = start_correction(application=application)
    publish_next(form, mandate=STOP)
    assert switch_version(draft_id=correction.public_id).form_version.number == 1
    assert submit_application(draft_id=correction.public_id).application.form_version.number == 1


@pytest.mark.parametrize(
    "facts",
    [{"is_mandatory": True}, {"is_mandatory": True, "mandatory_reason": " \u3000"}, {"stops_old_drafts": True}],
)
def test_database_wants_a_reason_for_a_mandatory_version(form, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        FormVersion.objects.create(form=form, number=9, title="x", definition={}, **facts)


# --- races ------------------------------------------------------------------------------------------------------------


def meanwhile(town, verb: Callable[[], object]) -> tuple[Thread, list[object]]:
    """Another process does this; its result or what it raised."""
    outcome: list[object] = []

    def run() -> None:
        try:
            with tenant_context(town):
                outcome.append(verb())
        except Superseded as refused:
            outcome.append(refused)
        finally:
            connection.close()

    return Thread(target=run), outcome


def test_publishing_waits_for_a_submission_under_way(committed_town):
    form = forms.published_form(definition=forms.definition(REMARK))
    draft = forms.draft(form=form, answers={"remark": "間に合った"})
    publisher, published = meanwhile(committed_town, lambda: publish_next(form, mandate=LAW))
    with transaction.atomic():
        lock_draft(draft.public_id)  # as the first statement of sending does
        publisher.start()
        wait_for(is_anybody_waiting, seconds=10)
        submit_application(draft_id=draft.public_id)
    publisher.join()
    application, [version] = Application.objects.get(), published
    assert (application.form_version.number, version.number) == (1, 2)
    assert application.submitted_at < version.published_at


def test_submission_during_a_publication_is_refused_by_it(committed_town):
    form = forms.published_form(definition=forms.definition(REMARK))
    draft = forms.draft(form=form, answers={"remark": "遅かった"})
    sender, sent = meanwhile(committed_town, lambda: submit_application(draft_id=draft.public_id))
    with transaction.atomic():
        version = publish_next(form, mandate=LAW)
        sender.start()
        wait_for(is_anybody_waiting, seconds=10)
    sender.join()
    assert [refused.version_id for refused in sent] == [version.pk]
    assert (Application.objects.count(), Draft.objects.get().get_answers()) == (0, {"remark": "遅かった"})


def test_submission_during_a_publication_that_fails_goes_through(committed_town):
    form = forms.published_form(definition=forms.definition(REMARK))
    draft = forms.draft(form=form, answers={"remark": "街灯"})
    sender, sent = meanwhile(committed_town, lambda: submit_application(draft_id=draft.public_id))
    with transaction.atomic():
        publish_next(form, mandate=LAW)
        sender.start()
        wait_for(is_anybody_waiting, seconds=10)
        transaction.set_rollback(True)
    sender.join()
    assert ([each.is_new for each in sent], Application.objects.count()) == ([True], 1)


def test_start_during_a_publication_begins_with_the_new_version(committed_town):
    form = forms.published_form(definition=forms.definition(REMARK))
    starter, started = meanwhile(committed_town, lambda: start_draft(form=form))
    with transaction.atomic():
        version = publish_next(form, mandate=LAW)
        starter.start()
        wait_for(is_anybody_waiting, seconds=10)
    starter.join()
    assert [draft.form_version_id for draft in started] == [version.pk]


def test_typing_during_a_publication_is_kept_and_the_draft_superseded(committed_town):
    form = forms.published_form(definition=forms.definition(REMARK))
    draft = forms.draft(form=form)
    typist, _saved = meanwhile(
        committed_town, lambda: save_answers(draft_id=draft.public_id, raw={"remark": "書いていました"})
    )
    with transaction.atomic():
        version = publish_next(form, mandate=LAW)
        typist.start()
        wait_for(is_anybody_waiting, seconds=10)
    typist.join()
    kept = Draft.objects.get()
    assert (kept.get_answers(), kept.superseded_by_id) == ({"remark": "書いていました"}, version.pk)
