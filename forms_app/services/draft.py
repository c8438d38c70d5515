"""A resident types: a draft is started, kept page by page as typed, and dropped."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from forms_app.models import Application, Attachment, Draft, Form
from forms_app.models.published import published_definition
from forms_app.models.statistic import Device
from forms_app.schema.answers import Answers, validate
from forms_app.schema.prefill import prefilled
from forms_app.schema.registry import field_type
from municipalities.accounts import rules
from municipalities.accounts.models import StaffUser
from municipalities.residents.models import Resident

from . import attachments, statistics
from .errors import DraftGone, FormClosed, FormFull, NotPermitted

DRAFT_LIFETIME = timedelta(days=7)


def start_draft(
    *,
    form: Form,
    device: Device = Device.COMPUTER,
    staff: StaffUser | None = None,
    said: Mapping[str, str] | None = None,
    public_id: UUID | None = None,
    resident: Resident | None = None,
) -> Draft:
    """`staff`: who types for a resident; `resident`: who is logged in, if anybody; `said`: the parameters of the link that led here; `public_id`: where the caller chose it.

    Raises FormClosed outside the 公開期間 or while stopped (FormFull where no place is left), NotPermitted for staff of others.
    """
    if staff is not None and not rules.can_review(staff, form.section_id):
        raise NotPermitted("assist")
    with transaction.atomic():
        held = Form.objects.all().hold(form.pk)
        if not held.is_open():
            raise FormClosed(form)
        if held.is_full:
            raise FormFull(form)
        expires_at = timezone.now() + DRAFT_LIFETIME
        draft = Draft(form_version_id=held.current_version_id, entered_by=staff, expires_at=expires_at, device=device)
        draft.resident = resident
        draft.public_id = public_id or draft.public_id
        draft.set_answers(prefilled(published_definition(held.current_version_id), said) if said else {})
        draft.save()
        statistics.count_started(draft)
    return draft


def start_correction(*, application: Application) -> Draft:
    """A draft with the application's own answers, on the version it was filled with. One at a time: an older one goes on."""
    existing = Draft.objects.filter(corrects=application).order_by("-id").first()
    if existing is not None:
        return existing
    draft = Draft(
        form_version_id=application.form_version_id,
        corrects=application,
        resident_id=application.resident_id,
        expires_at=timezone.now() + DRAFT_LIFETIME,
    )
    draft.set_answers(raw_answers(application))
    draft.save()
    return draft


def raw_answers(application: Application) -> dict[str, object]:
    """The stored answers in the shape in which a door shows them again."""
    definition = published_definition(application.form_version_id)
    values = application.get_answers()
    return {
        field.key: field_type(field.type).to_raw(field, values[field.key])
        for field in definition.answerable_fields
        if field.key in values
    }


def save_answers(*, draft_id: UUID, raw: dict[str, object]) -> Draft:
    """Keep what was typed on one page, valid or not. Raises DraftGone (submitted or expired meanwhile)."""
    with transaction.atomic():
        draft = lock_draft(draft_id)
        draft.set_answers({**draft.get_answers(), **raw})
        draft.judged_sealed = None
        _save(draft)
    return draft


def save_and_judge(*, draft_id: UUID, raw: dict[str, object]) -> tuple[Draft, Answers]:
    """As save_answers, with the judgement over all that was typed so far, and kept with it where nothing is wrong: then
    nobody needs to judge again before it is sent.
    """
    with transaction.atomic():
        draft = lock_draft(draft_id)
        typed, today = {**draft.get_answers(), **raw}, timezone.localdate()
        draft.set_answers(typed)
        answers = validate(published_definition(draft.form_version_id), typed, today=today)
        draft.judged_sealed = None
        if answers.is_valid:
            draft.keep_judgement(answers.values, today=today)
        _save(draft)
    return draft, answers


def _save(draft: Draft) -> None:
    draft.expires_at = timezone.now() + DRAFT_LIFETIME
    draft.save(update_fields=["answers_sealed", "judged_sealed", "expires_at", "updated_at"])


def seconds_left(draft: Draft) -> int:
    return max(0, int((draft.expires_at - timezone.now()).total_seconds()))


def discard_draft(*, draft_id: UUID) -> None:
    with transaction.atomic():
        draft = lock_draft(draft_id)
        _remove(draft)


def close_overdue_drafts(*, at: datetime) -> int:
    """Remove drafts past their date with their files; returns how many."""
    overdue = Draft.objects.overdue(at=at).values_list("public_id", flat=True)[:1000]
    closed = sum(_close_if_overdue(draft_id, at=at) for draft_id in overdue)
    attachments.remove_orphans(older_than=at - DRAFT_LIFETIME)
    return closed


def _close_if_overdue(draft_id: UUID, *, at: datetime) -> bool:
    """False for one that was submitted, or typed on, while we looked."""
    with transaction.atomic():
        draft = Draft.objects.overdue(at=at).select_for_update(no_key=True).filter(public_id=draft_id).first()
        if draft is None:
            return False
        _remove(draft)
    return True


def lock_draft(draft_id: UUID) -> Draft:
    draft = Draft.objects.select_for_update(no_key=True).filter(public_id=draft_id).first()
    if draft is None:
        raise DraftGone(draft_id)
    return draft


def _remove(draft: Draft) -> None:
    for attachment in Attachment.objects.filter(draft=draft):
        attachments.remove(attachment)
    statistics.count_left(draft)
    draft.delete()
