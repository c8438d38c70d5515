"""The same procedure once more, next year or for the next event: a new draft that begins with the answers of an earlier application."""

from django.db import transaction
from django.utils import timezone

from forms_app.models import Application, Draft
from forms_app.models.published import published_definition
from forms_app.models.statistic import Device
from forms_app.schema.carry_over import carry_over
from forms_app.schema.field import Field
from forms_app.schema.registry import field_type
from municipalities.residents.models import Resident

from .draft import raw_answers, start_draft

GIVEN_ANEW = frozenset({"attachment", "consent", "document", "signature", "slot", "hidden"})
"""Types whose answer belonged to that day: files, consents, signatures, reserved times, what a link said."""


def start_again(
    *, application: Application, device: Device = Device.COMPUTER, resident: Resident | None = None
) -> Draft:
    """On the version published now. Raises FormClosed."""
    before = published_definition(application.form_version_id)
    typed = {key: raw for key, raw in raw_answers(application).items() if before.field(key).type not in GIVEN_ANEW}
    with transaction.atomic():
        draft = start_draft(form=application.form, device=device, resident=resident)
        after = published_definition(draft.form_version_id)
        draft.set_answers(carry_over(before, after, typed, today=timezone.localdate()).raw)
        draft.save(update_fields=["answers_sealed"])
    return draft


def asked_anew(draft: Draft) -> list[Field]:
    """What no earlier application answers."""
    fields = published_definition(draft.form_version_id).answerable_fields
    return [field for field in fields if field.type in GIVEN_ANEW and field_type(field.type).is_asked]
