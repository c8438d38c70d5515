from celery import shared_task
from django.utils import timezone

from chatbot.dialogue import engine
from chatbot.dialogue.inquiry import forget_old_inquiries
from chatbot.handover.closing import send_waiting_home
from chatbot.knowledge import current, reminding
from municipalities.tenancy.queue import TenantTask


@shared_task(base=TenantTask, name="chatbot.forget_overdue_conversations_task")
def forget_overdue_conversations_task() -> int:
    return engine.forget_overdue(at=timezone.now())


@shared_task(base=TenantTask, name="chatbot.send_waiting_home_task")
def send_waiting_home_task() -> int:
    return send_waiting_home()


@shared_task(base=TenantTask, name="chatbot.forget_old_inquiries_task")
def forget_old_inquiries_task() -> int:
    return forget_old_inquiries()


@shared_task(base=TenantTask, name="chatbot.refresh_knowledge_task")
def refresh_knowledge_task() -> None:
    current.refresh()


@shared_task(base=TenantTask, name="chatbot.look_after_knowledge_task")
def look_after_knowledge_task() -> int:
    """Entries past their day: hidden when it is long past, and their sections reminded when it is near."""
    now = timezone.now()
    return reminding.expire_overdue(at=now) + reminding.remind_sections(at=now)
