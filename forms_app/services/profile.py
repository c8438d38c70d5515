"""What residents keep for next time, by the questions of the profile; and what an application adds to it."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from forms_app.models import Application
from forms_app.models.published import published_definition
from forms_app.schema.answers import validate
from forms_app.schema.profile import facts_in, profile_definition
from municipalities.residents.models import Resident
from municipalities.residents.services import profile as profiles

from .errors import InvalidAnswers


def save_profile(*, resident: Resident, raw: Mapping[str, object]) -> Resident:
    """What the page of the profile sends is the whole profile. Raises InvalidAnswers; nothing is kept then."""
    definition = profile_definition()
    answers = validate(definition, dict(raw), today=timezone.localdate())
    if not answers.is_valid:
        raise InvalidAnswers(answers, definition)
    return profiles.keep_profile(resident=resident, facts=answers.values)


def facts_to_offer(resident: Resident) -> dict[str, Any]:
    """What may stand in a form: the profile, and the address that was confirmed at log-in."""
    return {**resident.profile, "email": resident.email}


def new_facts(resident: Resident, application: Application) -> dict[str, Any]:
    """What the profile does not say, or says otherwise: {fact: clean value}. Empty for an application of somebody else."""
    if application.resident_id != resident.pk:
        return {}
    found = facts_in(published_definition(application.form_version_id), application.get_answers())
    known = resident.profile
    return {fact: value for fact, value in found.items() if known.get(fact) != value}


def keep_facts_of(*, resident: Resident, application: Application) -> Resident:
    """The resident asked for it: what this application says is offered next time."""
    return profiles.add_to_profile(resident=resident, facts=new_facts(resident, application))
