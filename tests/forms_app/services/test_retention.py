from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from forms_app.models import Application, Attachment, FormQuota, InternalNote, StatusChange, SubmissionKey
from forms_app.models.published import published_definition
from forms_app.services import attachments, retention, review
from forms_app.services.draft import save_answers, start_draft
from forms_app.services.submit import submit_application
from municipalities.audit.models import AuditRecord
from tests.factories import accounts, files, forms

NAME = {"key": "applicant", "type": "name", "label": "お名前", "required": True}
PHOTO = {"key": "photo", "type": "attachment", "label": "写真"}


def closed(*, days_ago: float, retention_days: int | None = 365, **facts) -> Application:
    application = forms.application(form=forms.published_form(retention_days=retention_days, **facts))
    return close(application, days_ago=days_ago)


def close(application: Application, *, days_ago: float) -> Application:
    review.withdraw(application=application)
    Application.objects.update(closed_at=timezone.now() - timedelta(days=days_ago))
    return application


@pytest.fixture
def with_file_and_note(in_town) -> Application:
    form = forms.published_form(definition=forms.definition(NAME, PHOTO), retention_days=365)
    draft, question = start_draft(form=form), published_definition(form.current_version_id).field("photo")
    kept = attachments.store_upload(draft=draft, field=question, upload=SimpleUploadedFile("犬.png", files.PNG))
    save_answers(draft_id=draft.public_id, raw={"applicant": forms.NAME, "photo": [str(kept.public_id)]})
    application = submit_application(draft_id=draft.public_id).application
    review.add_note(
        application=application, staff=accounts.staff(sections=(application.section,)), text="電話で確かめた"
    )
    return close(application, days_ago=366)


@pytest.mark.parametrize(
    ("days_ago", "retention_days", "stays"), [(366, 365, 0), (364, 365, 1), (9999, None, 1), (0.1, 0, 0)]
)
def test_application_is_forgotten_when_its_retention_is_over(in_town, days_ago, retention_days, stays):
    closed(days_ago=days_ago, retention_days=retention_days)
    assert retention.forget_old_applications(at=timezone.now()) == 1 - stays
    assert Application.objects.count() == stays


def test_open_application_is_kept_however_old_it_is(in_town):
    forms.application(form=forms.published_form(retention_days=0))
    assert retention.forget_old_applications(at=timezone.now() + timedelta(days=9999)) == 0


def test_everything_of_it_goes_and_one_record_stays(with_file_and_note, django_capture_on_commit_callbacks):
    path = attachments.file_path(Attachment.objects.get())
    with django_capture_on_commit_callbacks(execute=True):
        retention.forget_old_applications(at=timezone.now())
    left = [model.objects.count() for model in (Application, Attachment, StatusChange, InternalNote)]
    record = AuditRecord.objects.get(action="application.forget")
    told = (record.object_label, record.detail["form"], record.detail["files"])
    assert (left, path.exists()) == ([0, 0, 0, 0], False)
    assert told == (with_file_and_note.receipt_number, with_file_and_note.form.slug, 1)


@pytest.mark.parametrize("model", [Application, StatusChange, InternalNote])
def test_database_keeps_what_is_not_over(with_file_and_note, model):
    Application.objects.update(closed_at=timezone.now() - timedelta(days=364))
    with pytest.raises(IntegrityError, match="retention"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_history_is_never_changed_not_even_when_it_may_go(with_file_and_note):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        StatusChange.objects.update(verb="approve")


def test_forgetting_gives_no_place_back(in_town):
    form = forms.published_form(retention_days=365)
    FormQuota.objects.create(form=form, most=5)
    application = forms.application(form=form)
    review.take_over(application=application, staff=(clerk := accounts.staff(sections=(form.section,))), revision=1)
    application.refresh_from_db()
    review.complete(application=application, staff=clerk, revision=application.revision)
    Application.objects.update(closed_at=timezone.now() - timedelta(days=366))
    assert retention.forget_old_applications(at=timezone.now()) == 1
    assert FormQuota.objects.get().taken == 1


def test_keys_of_programs_are_forgotten_after_ninety_days(in_town):
    form = forms.published_form()
    for days in (91, 89):
        key = SubmissionKey.objects.create(form=form, key_digest=str(days), content_digest="", draft_id=uuid4())
        SubmissionKey.objects.filter(pk=key.pk).update(created_at=timezone.now() - timedelta(days=days))
    assert retention.forget_old_submission_keys(at=timezone.now()) == 1
    assert SubmissionKey.objects.get().key_digest == "89"
