"""What happens to an application after it was filed: each step one verb, one transaction, allowed by table and rules.

`revision` is the one the person saw: whoever comes second gets Conflict and nothing is lost.
"""

from django.db import transaction
from django.utils import timezone

from forms_app.models import Application, InternalNote, StatusChange
from forms_app.models.published import published_definition
from forms_app.workflow import CLOSED_STATUSES, TRANSITIONS, Actor, ApplicationStatus, target_of
from municipalities.accounts import rules
from municipalities.accounts.models import Section, StaffUser
from municipalities.audit.services import record

from . import notify
from .errors import Conflict, MessageRequired, NotPermitted


def take_over(*, application: Application, staff: StaffUser, revision: int) -> Application:
    """The clerk makes the case their own and begins the review."""
    return _step(application, "take_over", staff=staff, revision=revision, assignee=staff)


def return_for_correction(*, application: Application, staff: StaffUser, revision: int, message: str) -> Application:
    return _step(application, "return_for_correction", staff=staff, revision=revision, message=message)


def approve(*, application: Application, staff: StaffUser, revision: int, message: str = "") -> Application:
    return _step(application, "approve", staff=staff, revision=revision, message=message)


def reject(*, application: Application, staff: StaffUser, revision: int, message: str) -> Application:
    return _step(application, "reject", staff=staff, revision=revision, message=message)


def complete(*, application: Application, staff: StaffUser, revision: int, message: str = "") -> Application:
    return _step(application, "complete", staff=staff, revision=revision, message=message)


def withdraw(*, application: Application, reason: str = "") -> Application:
    """By the resident, who has shown number and password. No revision: the wish holds whatever staff did meanwhile."""
    with transaction.atomic():
        locked = (
            Application.objects.select_for_update(no_key=True, of=("self",)).with_relations().get(pk=application.pk)
        )
        locked.corrections.all().delete()
        return _move(locked, "withdraw", staff=None, message=reason, assignee=locked.assignee)


def assign(
    *, application: Application, staff: StaffUser, revision: int, assignee: StaffUser | None, section: Section
) -> Application:
    """Give the case to somebody, or to another section. No step of the workflow, so no 経過."""
    if not rules.can_assign(staff, application.section_id):
        raise NotPermitted("assign")
    if assignee is not None and not rules.can_review(assignee, section.pk):
        raise NotPermitted("assignee")
    with transaction.atomic():
        locked = _lock(application, revision)
        locked.assignee, locked.section, locked.revision = assignee, section, locked.revision + 1
        locked.save(update_fields=["assignee", "section", "revision", "updated_at"])
        detail = {"assignee": assignee.pk if assignee else None, "section": section.pk}
        record(actor=staff, action="application.assign", target=locked, detail=detail)
    return locked


def add_note(*, application: Application, staff: StaffUser, text: str) -> InternalNote:
    """Read by staff only. Notes do not contend for the revision: two clerks may write at once."""
    if not rules.can_review(staff, application.section_id):
        raise NotPermitted("note")
    with transaction.atomic():
        note = InternalNote(application=application, staff=staff)
        note.text = text
        note.save()
        record(actor=staff, action="application.note", target=application)
    return note


def record_look(
    *,
    application: Application,
    staff: StaffUser,
    what: str = "application.view",
    detail: dict[str, object] | None = None,
) -> None:
    """Every look at a resident's answers leaves a row."""
    if not rules.can_see_section(staff, application.section_id):
        raise NotPermitted("view")
    record(actor=staff, action=what, target=application, detail=detail)


def raise_overdue_cases() -> int:
    """Tell the section once of each case past its date; returns how many."""
    now = timezone.now()
    raised = 0
    with transaction.atomic():
        cases = Application.objects.overdue(at=now).filter(overdue_raised_at=None).with_relations()
        for application in cases.select_for_update(of=("self",), skip_locked=True)[:500]:
            notify.tell_overdue(application)
            Application.objects.filter(pk=application.pk).update(overdue_raised_at=now)
            raised += 1
    return raised


def _step(
    application: Application,
    verb: str,
    *,
    staff: StaffUser,
    revision: int,
    message: str = "",
    assignee: StaffUser | None = None,
) -> Application:
    if not rules.can_review(staff, application.section_id):
        raise NotPermitted(verb)
    if TRANSITIONS[verb].needs_message and not message.strip():
        raise MessageRequired(verb)
    with transaction.atomic():
        locked = _lock(application, revision)
        moved = _move(locked, verb, staff=staff, message=message.strip(), assignee=assignee or locked.assignee)
        detail = {"to": str(moved.status), "revision": moved.revision}
        record(actor=staff, action=f"application.{verb}", target=moved, detail=detail)
    return moved


def _lock(application: Application, revision: int) -> Application:
    locked = Application.objects.select_for_update(no_key=True, of=("self",)).with_relations().get(pk=application.pk)
    if locked.revision != revision:
        raise Conflict(locked)
    return locked


def _move(
    application: Application, verb: str, *, staff: StaffUser | None, message: str, assignee: StaffUser | None
) -> Application:
    before = application.status
    application.status = target_of(verb, before)
    application.assignee = assignee
    application.revision += 1
    application.closed_at = timezone.now() if application.status in CLOSED_STATUSES else None
    application.save(update_fields=["status", "assignee", "revision", "closed_at", "updated_at"])
    _write_history(application, verb, before=before, staff=staff, message=message)
    definition = published_definition(application.form_version_id)
    notify.tell_status(
        application, verb=verb, note=message if staff else "", definition=definition, values=application.get_answers()
    )
    return application


def _write_history(
    application: Application, verb: str, *, before: ApplicationStatus | str, staff: StaffUser | None, message: str
) -> None:
    change = StatusChange(
        application=application,
        verb=verb,
        from_status=before,
        to_status=application.status,
        actor_kind=Actor.STAFF if staff else Actor.RESIDENT,
        staff=staff,
    )
    change.message = message
    change.save()
