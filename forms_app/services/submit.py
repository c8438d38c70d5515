"""One draft becomes one application, whatever is clicked, reloaded or sent again.

The last statement is the argument: it takes the draft away (DELETE, only as it was read: `xmin`) and writes the application in
its place, with its first 経過 and the mails in the outbox; it stands or falls as one. A second request waits for the draft's
row and then finds it gone; application and step carry the draft's id (unique), which is how the second request finds them.
Whatever takes time (reading, judging, sealing) is done before, while nothing is locked; what the last page was judged by today
is not judged again.
"""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Model
from django.utils import timezone

from forms_app.models import Application, Draft, Form, StatusChange
from forms_app.models.published import published_definition
from forms_app.models.receipt import new_receipt_number
from forms_app.models.search_digest import search_digests
from forms_app.schema.answers import validate
from forms_app.schema.definition import Definition
from forms_app.schema.errors import FieldError
from forms_app.schema.field import Field
from forms_app.workflow import Actor, ApplicationStatus, target_of
from municipalities.accounts.models import Section
from municipalities.audit import services as audit
from municipalities.tenancy.context import current_town
from municipalities.tenancy.features import PROCEDURES
from municipalities.tenancy.insert import Taking

from . import notify, quota
from .errors import DraftGone, FormClosed, FormFull, InvalidAnswers, Superseded
from .notify import Values

TRIES = 5


def _columns(model: type[Model], names: str) -> list[str]:
    """In the order of the model, as from_db wants them."""
    return [field.attname for field in model._meta.concrete_fields if field.attname in names.split()]


_READ = {
    "d": (
        Draft,
        "id public_id answers_sealed judged_sealed form_version_id corrects_id entered_by_id superseded_by_id started_at "
        "resident_id",
    ),
    "f": (Form, "id slug title is_stopped opens_at closes_at processing_days section_id current_version_id"),
    "s": (Section, "id name email phone"),
}
_READ_COLUMNS = {table: (model, _columns(model, names)) for table, (model, names) in _READ.items()}
_FIND_DRAFT = f"""
    SELECT {", ".join(f"{table}.{name}" for table, (_, names) in _READ_COLUMNS.items() for name in names)},
        d.xmin::text, nextval('forms_app_application_id_seq')
    FROM forms_app_draft d
    JOIN forms_app_formversion v ON v.id = d.form_version_id
    JOIN forms_app_form f ON f.id = v.form_id
    JOIN accounts_section s ON s.id = f.section_id
    WHERE d.public_id = %s
"""  # noqa: S608 - names of the models, no input
_TAKE_DRAFT = "DELETE FROM forms_app_draft WHERE id = %s AND xmin = %s::xid RETURNING 1"


@dataclass(frozen=True)
class Submitted:
    application: Application
    is_new: bool
    """False: it had been filed before, by the first click."""


class Typist(Protocol):
    pk: int | None


def submit_application(*, draft_id: UUID, typist: Typist | None = None) -> Submitted:
    """File the draft, or (for a correction) put the corrected answers into its application.

    `typist`: who is logged in; looked at only for a draft that a clerk types for a resident, which is nobody else's.
    Raises InvalidAnswers, FormClosed (FormFull) and Superseded (new applications only) or DraftGone; the draft is then as it was.
    """
    for attempt in range(TRIES):
        is_last = attempt == TRIES - 1
        try:
            return _submit(draft_id, typist)
        except _ChangedMeanwhile:
            if is_last:
                raise DraftGone(draft_id) from None
        except IntegrityError as error:
            if quota.CONSTRAINT in str(error):
                raise FormFull(draft_id) from error
            if "receipt_number" not in str(error) or is_last:
                raise
    raise AssertionError("unreachable")


class _ChangedMeanwhile(Exception):
    """The draft was sent, changed or superseded after it was read: look again."""


def _submit(draft_id: UUID, typist: Typist | None) -> Submitted:
    draft = _find_draft(draft_id)
    if draft is None:
        return _filed_before(draft_id)
    if draft.entered_by_id is not None and (typist is None or typist.pk != draft.entered_by_id):
        raise DraftGone(draft_id)
    if draft.superseded_by_id is not None:
        raise Superseded(draft.superseded_by_id)
    definition = published_definition(draft.form_version_id)
    values = _valid_answers(draft, definition)
    if draft.corrects_id is not None:
        return Submitted(_resubmit(draft, definition, values), is_new=True)
    _require_open(draft)
    return Submitted(_file(draft, definition, values), is_new=True)


def _valid_answers(draft: Draft, definition: Definition) -> Values:
    today = timezone.localdate()
    judged = draft.judged_values(today=today)
    if judged is not None:
        return judged
    answers = validate(definition, draft.get_answers(), today=today)
    if not answers.is_valid:
        raise InvalidAnswers(answers, definition)
    return answers.values


def _find_draft(draft_id: UUID) -> Draft | None:
    """The draft as it is now; form and section hang on it, read by the same statement."""
    with connection.cursor() as cursor:
        connection.execute_planned(cursor, _FIND_DRAFT, [draft_id])
        row = cursor.fetchone()
    if row is None:
        return None
    values = iter(row)
    draft, form, section = (
        model.from_db(connection.alias, columns, [next(values) for _ in columns])
        for model, columns in _READ_COLUMNS.values()
    )
    draft.form, form.section = form, section
    draft.row_version, draft.application_id = values  # the id, so that application, step and mails need one trip
    return draft


def _taking(draft: Draft) -> Taking:
    return Taking(_TAKE_DRAFT, [draft.pk, draft.row_version])


def _filed_before(draft_id: UUID) -> Submitted:
    step = StatusChange.objects.filter(public_id=draft_id).select_related("application").first()
    if step is None:
        raise DraftGone(draft_id)
    return Submitted(step.application, is_new=False)


def _require_open(draft: Draft) -> None:
    if not draft.form.is_open() or not current_town().has_feature(PROCEDURES):
        raise FormClosed(draft.form)


def _file(draft: Draft, definition: Definition, values: Values) -> Application:
    form = draft.form
    now = timezone.now()
    application = Application(
        id=draft.application_id,
        receipt_number=new_receipt_number(),
        idempotency_key=draft.public_id,
        form=form,
        form_version_id=draft.form_version_id,
        section=form.section,
        resident_id=draft.resident_id,
        status=ApplicationStatus.SUBMITTED,
        started_at=draft.started_at,
        submitted_at=now,
        due_at=now + timedelta(days=form.processing_days),
        search_digests=search_digests(definition, values),
    )
    application.set_answers(values)
    step = StatusChange(
        public_id=draft.public_id,
        application=application,
        verb="submit",
        to_status=ApplicationStatus.SUBMITTED,
        actor_kind=Actor.STAFF if draft.entered_by_id else Actor.RESIDENT,
        staff_id=draft.entered_by_id,
    )
    with _one_transaction(draft, definition):
        if not notify.tell_submitted(
            [application, step], application, definition=definition, values=values, taking=_taking(draft)
        ):
            raise _ChangedMeanwhile
        _move_attachments(draft, application, definition, values)
        if draft.entered_by_id:
            audit.record(actor=draft.entered_by, action="application.submit", target=application)
    return application


def _one_transaction(draft: Draft, definition: Definition) -> AbstractContextManager[None]:
    """One statement needs none around it, unless the caller (who goes on after a refusal) is in one."""
    is_alone = not _file_questions(definition) and not draft.entered_by_id and not connection.in_atomic_block
    return nullcontext() if is_alone else transaction.atomic()


def _take_draft(draft: Draft) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_DRAFT, [draft.pk, draft.row_version])
        if cursor.fetchone() is None:
            raise _ChangedMeanwhile


@transaction.atomic
def _resubmit(draft: Draft, definition: Definition, values: Values) -> Application:
    _take_draft(draft)
    application = (
        Application.objects.select_for_update(no_key=True, of=("self",)).with_relations().get(pk=draft.corrects_id)
    )
    before = application.status
    changed = changed_labels(definition, application.get_answers(), values)
    application.status = target_of("resubmit", before)
    application.set_answers(values)
    application.search_digests = search_digests(definition, values)
    application.revision = F("revision") + 1
    application.overdue_raised_at = None
    application.due_at = timezone.now() + timedelta(days=application.form.processing_days)
    application.save()
    application.refresh_from_db(fields=["revision"])
    _move_attachments(draft, application, definition, values)
    change = StatusChange(
        public_id=draft.public_id,
        application=application,
        verb="resubmit",
        from_status=before,
        to_status=application.status,
        actor_kind=Actor.RESIDENT,
    )
    change.message = "、".join(changed)
    change.save()
    notify.tell_resubmitted(application, definition=definition, values=values)
    return application


def changed_labels(definition: Definition, before: dict[str, object], after: dict[str, object]) -> list[str]:
    """The labels of the questions whose answers differ: what a clerk looks at first after a correction."""
    return [f.label for f in definition.answerable_fields if before.get(f.key) != after.get(f.key)]


_MOVE_FILES = """
    UPDATE forms_app_attachment
    SET draft_id = NULL, application_id = CASE WHEN public_id = ANY(%(kept)s::uuid[]) THEN %(application)s END
    WHERE draft_id = %(draft)s OR (application_id = %(application)s AND public_id = ANY(%(kept)s::uuid[]))
    RETURNING public_id::text
"""


def _move_attachments(draft: Draft, application: Application, definition: Definition, values: Values) -> None:
    """The files answered go over to the application; others of the draft (hidden questions) lose their owner and are swept.

    Raises InvalidAnswers for an id that is neither the draft's nor (a correction) the application's: a forged request.
    """
    questions = _file_questions(definition)
    if not questions:
        return
    kept = [file_id for field in questions for file_id in values.get(field.key, [])]
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_FILES, {"kept": kept, "application": application.pk, "draft": draft.pk})
        known = {public_id for (public_id,) in cursor.fetchall()}
    foreign = [field for field in questions if set(values.get(field.key, [])) - known]
    if foreign:
        errors = tuple(FieldError(field.key, "unknown_file") for field in foreign)
        answers = validate(definition, draft.get_answers(), today=timezone.localdate())
        raise InvalidAnswers(replace(answers, errors=errors), definition)


def _file_questions(definition: Definition) -> list[Field]:
    return [field for field in definition.answerable_fields if field.type == "attachment"]
