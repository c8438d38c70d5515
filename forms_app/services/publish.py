"""Publication of a working copy: a frozen version residents fill in from now on."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from forms_app.models import Draft, Form, FormVersion
from forms_app.schema.definition import load
from municipalities.accounts import rules
from municipalities.accounts.models import StaffUser
from municipalities.audit.services import record

from .errors import Conflict, NotPermitted


@dataclass(frozen=True)
class Mandate:
    """Residents in the middle of an older version must use the new one; they read the reason."""

    reason: str
    stops_old_drafts: bool = False


def publish_form(
    *, form: Form, staff: StaffUser | None, change_note: str, revision: int, mandate: Mandate | None = None
) -> FormVersion:
    """Freeze the working copy as the next version and open it. `staff` None: a command ships it.

    Raises NotPermitted, Conflict, schema.errors.DefinitionError.
    """
    if staff is not None and not rules.can_design_forms(staff, form.section_id):
        raise NotPermitted("publish")
    with transaction.atomic():
        locked = lock_form(form, revision)
        load(locked.draft_definition)
        if mandate is not None:
            wait_for_submissions(locked)
        last = locked.versions.aggregate(last=Max("number"))["last"] or 0
        version = FormVersion.objects.create(
            form=locked,
            number=last + 1,
            title=locked.title,
            definition=locked.draft_definition,
            change_note=change_note,
            published_by=staff,
            is_mandatory=mandate is not None,
            mandatory_reason=mandate.reason.strip() if mandate else "",
            stops_old_drafts=mandate.stops_old_drafts if mandate else False,
        )
        if mandate is not None:
            Draft.objects.to_supersede(locked).update(superseded_by=version)
        locked.current_version, locked.revision = version, locked.revision + 1
        locked.save(update_fields=["current_version", "revision", "updated_at"])
        record(actor=staff, action="form.publish", target=locked, detail=_publication(version))
    return version


def _publication(version: FormVersion) -> dict[str, object]:
    return {
        "version": version.number,
        **({"mandatory_reason": version.mandatory_reason} if version.is_mandatory else {}),
    }


def wait_for_submissions(form: Form) -> None:
    """Who was sending a draft has sent it; who comes from now on waits for the publication, and finds the draft superseded."""
    drafts = Draft.objects.to_supersede(form).select_for_update(no_key=True, of=("self",))
    list(drafts.order_by("pk").values_list("pk"))


def stop_form(*, form: Form, staff: StaffUser, revision: int) -> Form:
    """No new applications from now on; those filed stay. Raises NotPermitted, Conflict."""
    return _switch(form, staff, revision, is_stopped=True, action="form.stop")


def resume_form(*, form: Form, staff: StaffUser, revision: int) -> Form:
    """Raises NotPermitted, Conflict."""
    return _switch(form, staff, revision, is_stopped=False, action="form.resume")


def _switch(form: Form, staff: StaffUser, revision: int, *, is_stopped: bool, action: str) -> Form:
    if not rules.can_design_forms(staff, form.section_id):
        raise NotPermitted("publish")
    with transaction.atomic():
        locked = lock_form(form, revision)
        locked.is_stopped, locked.revision = is_stopped, locked.revision + 1
        locked.save(update_fields=["is_stopped", "revision", "updated_at"])
        record(actor=staff, action=action, target=locked)
    return locked


def lock_form(form: Form, revision: int) -> Form:
    """Raises Conflict(the form as it is now) where somebody changed it since `revision` was shown. Inside a transaction."""
    locked = Form.objects.select_for_update(no_key=True).get(pk=form.pk)
    if locked.revision != revision:
        raise Conflict(locked)
    return locked
