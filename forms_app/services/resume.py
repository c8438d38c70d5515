"""あとで続ける: a link by mail that opens a draft on another device."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from forms_app.models import Draft
from municipalities.tenancy import signing

from . import notify
from .draft import DRAFT_LIFETIME, lock_draft
from .errors import DraftGone

PURPOSE = "resume a draft"
# The draft's own seven days, renewed with each save, are the true limit; no link outlives this one.
LINK_KEPT_FOR = timedelta(days=30)


def mail_resume_link(*, draft_id: UUID, address: str) -> Draft:
    """The draft has its seven days again, so that the date in the mail holds. Raises DraftGone."""
    with transaction.atomic():
        draft = lock_draft(draft_id)
        draft.expires_at = timezone.now() + DRAFT_LIFETIME
        draft.save(update_fields=["expires_at", "updated_at"])
        notify.tell_resume_link(draft, address=address, token=resume_token(draft.public_id))
    return draft


def resume_token(draft_id: UUID) -> str:
    """Whoever has it goes on with the draft: for the resident's own eyes."""
    return signing.sign(str(draft_id), purpose=PURPOSE)


def read_resume_token(token: str) -> UUID:
    """The draft's public id; the draft may be gone. Raises DraftGone for a token that is forged or too old."""
    try:
        return UUID(signing.unsign(token, purpose=PURPOSE, max_age=LINK_KEPT_FOR))
    except (signing.BadToken, ValueError, TypeError, AttributeError) as error:
        raise DraftGone from error
