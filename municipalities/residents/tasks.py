from celery import shared_task
from django.utils import timezone

from municipalities.tenancy.queue import TenantTask

from .services.sessions import forget_overdue


@shared_task(base=TenantTask, name="residents.forget_overdue_logins_task")
def forget_overdue_logins_task() -> int:
    return forget_overdue(at=timezone.now())
