"""A program files answers in one call, and may repeat the call: the key it chose stands for one content for ever."""

from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from forms_app.models import Draft, Form, SubmissionKey
from forms_app.models.submission_key import content_digest, key_digest

from .draft import save_answers, start_draft
from .errors import DraftGone, KeyReused
from .submit import Submitted, submit_application


def submit_once(*, form: Form, key: str, answers: dict[str, Any], draft_id: UUID | None = None) -> Submitted:
    """`draft_id`: the draft that has the files, where there are any. Raises KeyReused, and what submit_application raises.

    What was refused binds no key: the caller corrects the answers and tries again with the same one.
    """
    asked = SubmissionKey(
        form=form,
        key_digest=key_digest(key),
        content_digest=content_digest(answers, draft_id),
        draft_id=draft_id or uuid4(),
    )
    with transaction.atomic():
        bound = _bind(asked)
        if bound.content_digest != asked.content_digest:
            raise KeyReused(form)
        if bound is asked:
            _fill_draft(form, asked.draft_id, answers, has_begun=draft_id is not None)
        return submit_application(draft_id=bound.draft_id)


def _bind(asked: SubmissionKey) -> SubmissionKey:
    """Whoever comes second with the same key waits here until the first is done."""
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError:
        return SubmissionKey.objects.get(form=asked.form, key_digest=asked.key_digest)
    return asked


def _fill_draft(form: Form, draft_id: UUID, answers: dict[str, Any], *, has_begun: bool) -> None:
    if not has_begun:
        start_draft(form=form, public_id=draft_id)
    elif not Draft.objects.begun_for(form.slug).filter(public_id=draft_id).exists():
        raise DraftGone(draft_id)
    save_answers(draft_id=draft_id, raw=answers)
