"""What is not kept for ever: applications whose form says how long, and the keys of programs that will not try again."""

from datetime import datetime, timedelta

from django.db import transaction

from forms_app.models import Application, InternalNote, StatusChange, SubmissionKey
from municipalities.audit import services as audit

from . import attachments

AT_ONCE = 1000
SUBMISSION_KEYS_KEPT_FOR = timedelta(days=90)


def forget_old_applications(*, at: datetime) -> int:
    """Remove those whose retention is over, with files, history, notes and digests; returns how many.

    What stays is one audit record of each: that it was there, of which form, and when it went.
    """
    due = Application.objects.past_retention(at=at).order_by("closed_at").values_list("pk", flat=True)[:AT_ONCE]
    return sum(_forget_if_due(pk, at=at) for pk in list(due))


def _forget_if_due(pk: int, *, at: datetime) -> bool:
    """False where another worker was first."""
    with transaction.atomic():
        due = Application.objects.past_retention(at=at).select_for_update(of=("self",)).select_related("form")
        application = due.filter(pk=pk).first()
        if application is None:
            return False
        files = list(application.attachments.all())
        audit.record(
            actor=None, action="application.forget", target=application, detail=_facts(application, len(files))
        )
        for file in files:
            attachments.remove(file)
        # By the database's leave (migration 0011): it knows the retention itself.
        StatusChange.objects.filter(application=application).delete()
        InternalNote.objects.filter(application=application).delete()
        application.delete()
    return True


def _facts(application: Application, files: int) -> dict[str, object]:
    return {
        "form": application.form.slug,
        "status": application.status,
        "submitted_on": application.submitted_at.date().isoformat(),
        "closed_on": application.closed_at.date().isoformat(),
        "files": files,
    }


def forget_old_submission_keys(*, at: datetime) -> int:
    """Those of programs that would have tried again long since; returns how many."""
    return SubmissionKey.objects.filter(created_at__lt=at - SUBMISSION_KEYS_KEPT_FOR).delete()[0]
