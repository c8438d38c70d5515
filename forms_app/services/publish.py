"""A clerk's working copy, and its publication: a frozen version residents fill in from now on."""

from django.db import transaction
from django.db.models import Max

from forms_app.models import Form, FormVersion
from forms_app.schema.definition import load
from municipalities.accounts import rules
from municipalities.accounts.models import StaffUser
from municipalities.audit.services import record

from .errors import Conflict, NotPermitted


def save_definition(*, form: Form, definition: dict, staff: StaffUser, revision: int) -> Form:
    """Keep the working copy. Raises schema.errors.DefinitionError for one that is not whole, Conflict for a colleague's edit."""
    if not rules.can_design_forms(staff, form.section_id):
        raise NotPermitted("design")
    load(definition)
    with transaction.atomic():
        locked = _lock(form, revision)
        locked.draft_definition, locked.revision = definition, locked.revision + 1
        locked.save(update_fields=["draft_definition", "revision", "updated_at"])
        record(actor=staff, action="form.edit", target=locked, detail={"revision": locked.revision})
    return locked


def publish_form(*, form: Form, staff: StaffUser | None, change_note: str, revision: int) -> FormVersion:
    """Freeze the working copy as the next version and open it. `staff` None: a command ships it."""
    if staff is not None and not rules.can_design_forms(staff, form.section_id):
        raise NotPermitted("publish")
    load(form.draft_definition)
    with transaction.atomic():
        locked = _lock(form, revision)
        last = locked.versions.aggregate(last=Max("number"))["last"] or 0
        version = FormVersion.objects.create(
            form=locked,
            number=last + 1,
            title=locked.title,
            definition=locked.draft_definition,
            change_note=change_note,
            published_by=staff,
        )
        locked.current_version, locked.revision = version, locked.revision + 1
        locked.save(update_fields=["current_version", "revision", "updated_at"])
        record(actor=staff, action="form.publish", target=locked, detail={"version": version.number})
    return version


def _lock(form: Form, revision: int) -> Form:
    locked = Form.objects.select_for_update(no_key=True).get(pk=form.pk)
    if locked.revision != revision:
        raise Conflict(locked)
    return locked
