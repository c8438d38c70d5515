"""What a resident writes about themselves."""

from typing import Any

from django.db import transaction

from municipalities.residents.models import Resident


def keep_profile(*, resident: Resident, facts: dict[str, Any]) -> Resident:
    """These facts and no others. They are judged by whoever calls (forms_app.services.profile)."""
    resident.profile = facts
    resident.save(update_fields=["profile_sealed"])
    return resident


def add_to_profile(*, resident: Resident, facts: dict[str, Any]) -> Resident:
    """These facts in place of the former ones; what else is known stays, also what another device keeps at this moment."""
    with transaction.atomic():
        held = Resident.objects.select_for_update(no_key=True).get(pk=resident.pk)
        return keep_profile(resident=held, facts={**held.profile, **facts})
