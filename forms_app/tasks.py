from celery import shared_task
from django.utils import timezone

from forms_app.services import draft, review
from municipalities.tenancy.queue import TenantTask


@shared_task(base=TenantTask, name="forms_app.close_overdue_drafts_task")
def close_overdue_drafts_task() -> int:
    return draft.close_overdue_drafts(at=timezone.now())


@shared_task(base=TenantTask, name="forms_app.raise_overdue_cases_task")
def raise_overdue_cases_task() -> int:
    return review.raise_overdue_cases()
