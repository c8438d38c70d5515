"""A draft goes over to the version that is published now, with the answers that still fit."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from forms_app.models import Attachment, Draft, Form
from forms_app.models.published import published_definition
from forms_app.schema.carry_over import CarriedOver, carry_over
from forms_app.schema.definition import Definition

from . import attachments
from .draft import DRAFT_LIFETIME, lock_draft
from .errors import DraftGone, Superseded


def switch_version(*, draft_id: UUID) -> Draft:
    """Raises DraftGone, or Superseded where the mandatory version stops older drafts. A correction keeps its version."""
    form_id = Draft.objects.filter(public_id=draft_id).values_list("form_version__form_id", flat=True).first()
    if form_id is None:
        raise DraftGone(draft_id)
    with transaction.atomic():
        form = Form.objects.hold(form_id)  # before the draft, as publishing does
        draft = lock_draft(draft_id)
        if draft.superseded_by_id is not None and draft.superseded_by.stops_old_drafts:
            raise Superseded(draft.superseded_by_id)
        if draft.corrects_id is None:
            _switch(draft, form.current_version_id)
    return draft


def carried_over(draft: Draft, version_id: int) -> CarriedOver:
    """What would become of the answers."""
    before, after = published_definition(draft.form_version_id), published_definition(version_id)
    return carry_over(before, after, draft.get_answers(), today=timezone.localdate())


def _switch(draft: Draft, version_id: int) -> None:
    answers = carried_over(draft, version_id).raw
    _remove_files_left_behind(draft, answers, published_definition(version_id))
    draft.set_answers(answers)
    draft.form_version_id, draft.superseded_by = version_id, None
    draft.expires_at = timezone.now() + DRAFT_LIFETIME
    draft.save()


def _remove_files_left_behind(draft: Draft, answers: Mapping[str, object], definition: Definition) -> None:
    asked = [field.key for field in definition.answerable_fields if field.type == "attachment"]
    kept = [file_id for key in asked for file_id in answers.get(key, [])]
    for attachment in Attachment.objects.filter(draft=draft).exclude(public_id__in=kept):
        attachments.remove(attachment)
