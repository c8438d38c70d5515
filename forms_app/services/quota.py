"""A limit to the applications of one form. PostgreSQL counts and refuses (models.quota); here it is set and explained."""

from django.db import connection, transaction

from forms_app.models import Application, Form, FormQuota
from forms_app.workflow import GIVES_PLACE_BACK
from municipalities.accounts import rules
from municipalities.accounts.models import StaffUser
from municipalities.audit.services import record

from .errors import NotPermitted, QuotaBelowTaken
from .publish import lock_form

CONSTRAINT = "form_quota_is_kept"


def set_quota(*, form: Form, staff: StaffUser, revision: int, most: int | None) -> None:
    """`most` None: as many as come. Raises NotPermitted, Conflict, QuotaBelowTaken(how many are taken)."""
    if not rules.can_design_forms(staff, form.section_id):
        raise NotPermitted("quota")
    with transaction.atomic():
        locked = lock_form(form, revision)
        if most is None:
            FormQuota.objects.filter(form=locked).delete()
        else:
            _count_again(locked, most)
        locked.revision += 1
        locked.save(update_fields=["revision", "updated_at"])
        record(actor=staff, action="form.quota", target=locked, detail={"most": most})


def _count_again(form: Form, most: int) -> None:
    """Nobody files or closes an application while those there are counted: the trigger goes on from the very next."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE forms_app_application IN SHARE ROW EXCLUSIVE MODE")
    taken = Application.objects.filter(form=form).exclude(status__in=GIVES_PLACE_BACK).count()
    if taken > most:
        raise QuotaBelowTaken(taken)
    FormQuota.objects.update_or_create(form=form, defaults={"most": most, "taken": taken})
