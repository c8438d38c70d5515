"""Which drafts and applications are a resident's: those begun or filed while logged in, and those claimed later."""

from contextlib import suppress

from django.db import transaction

from forms_app.models import Application, Draft
from municipalities.residents.models import Resident
from municipalities.residents.services.sessions import end_every_session

from .draft import discard_draft
from .errors import DraftGone, NotTheirs


def take_draft(*, draft: Draft, resident: Resident) -> None:
    """Begun before the log-in, goes on after it. What a clerk types, or another resident has, stays theirs."""
    free = Draft.objects.filter(pk=draft.pk, resident=None, entered_by=None)
    if free.update(resident=resident):
        draft.resident = resident


def claim_application(*, application: Application, resident: Resident) -> None:
    """The caller has shown its number and password. Raises NotTheirs where another resident has it."""
    Application.objects.filter(pk=application.pk, resident=None).update(resident=resident)
    if not Application.objects.filed_by(resident).filter(pk=application.pk).exists():
        raise NotTheirs(application.pk)


def delete_account(*, resident: Resident) -> None:
    """Profile, identities, log-ins and what is not sent yet go; what was filed stays with the town by law, and nobody's.

    Log-ins first, so that no device begins anything more; drafts before applications, so that one that is being sent at this
    moment is either gone, or filed and let go of.
    """
    end_every_session(resident=resident)
    with transaction.atomic():
        for draft_id in Draft.objects.begun_by(resident).values_list("public_id", flat=True):
            with suppress(DraftGone):
                discard_draft(draft_id=draft_id)
        Application.objects.filed_by(resident).update(resident=None)
        Resident.objects.filter(pk=resident.pk).delete()
