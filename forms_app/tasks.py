from celery import shared_task
from django.utils import timezone

from forms_app.services import draft, export, retention, review
from municipalities.tenancy.queue import TenantTask


@shared_task(base=TenantTask, name="forms_app.close_overdue_drafts_task")
def close_overdue_drafts_task() -> int:
    return draft.close_overdue_drafts(at=timezone.now())


@shared_task(base=TenantTask, name="forms_app.raise_overdue_cases_task")
def raise_overdue_cases_task() -> int:
    return review.raise_overdue_cases()


# A hundred thousand applications take minutes; the lease, not this limit, decides who works on it.
@shared_task(base=TenantTask, name="forms_app.run_export_task", time_limit=3600)
def run_export_task(export_id: int) -> None:
    export.run_export(export_id=export_id)


@shared_task(base=TenantTask, name="forms_app.sweep_exports_task")
def sweep_exports_task() -> int:
    return export.sweep_exports(at=timezone.now())


@shared_task(base=TenantTask, name="forms_app.forget_old_applications_task")
def forget_old_applications_task() -> int:
    now = timezone.now()
    return retention.forget_old_applications(at=now) + retention.forget_old_submission_keys(at=now)
