"""The one place that writes a form's working copy: each edit is a step that can be undone, and done again."""

import copy
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from forms_app.models import Form, WorkingCopyStep
from forms_app.schema.texts import reword
from municipalities.accounts import rules
from municipalities.accounts.models import StaffUser
from municipalities.audit.services import record

from .errors import NotPermitted, ServiceError
from .publish import lock_form

JSON = dict[str, Any]
MOST_STEPS = 100
ONE_SITTING = timedelta(minutes=10)
"""Edits of one thing by one person within it are one step: what is saved while typing is not undone letter by letter."""


class NothingToUndo(ServiceError):
    """There is no step before this one, or behind it."""


def keep(locked: Form, definition: JSON, *, staff: StaffUser | None, subject: str = "") -> None:
    """`definition`, which the kernel has judged, becomes the working copy. `locked`: the row, held by this transaction."""
    now = _step(locked, locked.step) or _first_step(locked)
    locked.steps.filter(number__gt=locked.step).delete()
    if _continues(now, staff, subject):
        now.definition, now.made_at = definition, timezone.now()
        now.save(update_fields=["definition", "made_at"])
    else:
        locked.step += 1
        locked.steps.create(number=locked.step, definition=definition, subject=subject, made_by=staff)
        locked.steps.filter(number__lt=locked.step - MOST_STEPS).delete()
    _stand_at(locked, definition)


def undo(*, form: Form, staff: StaffUser, revision: int) -> Form:
    """Back to what it was before the last edit, whoever made it. Raises NotPermitted, Conflict, NothingToUndo."""
    return _go(form, staff, revision, -1, "form.undo")


def redo(*, form: Form, staff: StaffUser, revision: int) -> Form:
    """Raises NotPermitted, Conflict, NothingToUndo."""
    return _go(form, staff, revision, 1, "form.redo")


def steps_around(form: Form) -> tuple[WorkingCopyStep | None, WorkingCopyStep | None]:
    """The edit that `undo` takes back, and the one that `redo` makes again. Their definitions are not read."""
    around = form.steps.filter(number__in=(form.step - 1, form.step, form.step + 1))
    steps = {step.number: step for step in around.select_related("made_by").defer("definition")}
    return (steps.get(form.step) if form.step - 1 in steps else None), steps.get(form.step + 1)


def _go(form: Form, staff: StaffUser, revision: int, way: int, action: str) -> Form:
    if not rules.can_design_forms(staff, form.section_id):
        raise NotPermitted("design")
    with transaction.atomic():
        locked = lock_form(form, revision)
        step = _step(locked, locked.step + way)
        if step is None:
            raise NothingToUndo(action)
        locked.step = step.number
        # The name is a fact of the procedure, changed elsewhere: no step takes it back.
        definition = copy.deepcopy(step.definition)
        reword(definition, "title", locked.title)
        _stand_at(locked, definition)
        record(actor=staff, action=action, target=locked, detail={"revision": locked.revision})
    return locked


def _step(form: Form, number: int) -> WorkingCopyStep | None:
    return form.steps.filter(number=number).first()


def _first_step(form: Form) -> WorkingCopyStep:
    return form.steps.create(number=form.step, definition=form.draft_definition)


def _continues(now: WorkingCopyStep, staff: StaffUser | None, subject: str) -> bool:
    is_same = bool(subject) and now.subject == subject and now.made_by_id == (staff.pk if staff else None)
    return is_same and timezone.now() - now.made_at < ONE_SITTING


def _stand_at(locked: Form, definition: JSON) -> None:
    locked.draft_definition, locked.revision = definition, locked.revision + 1
    locked.save(update_fields=["draft_definition", "revision", "step", "updated_at"])
