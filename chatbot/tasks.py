from celery import shared_task
from django.utils import timezone

from chatbot.dialogue import engine
from chatbot.knowledge import current
from municipalities.tenancy.queue import TenantTask


@shared_task(base=TenantTask, name="chatbot.forget_overdue_conversations_task")
def forget_overdue_conversations_task() -> int:
    return engine.forget_overdue(at=timezone.now())


@shared_task(base=TenantTask, name="chatbot.refresh_knowledge_task")
def refresh_knowledge_task() -> None:
    current.refresh()
