from celery import shared_task
from django.utils import timezone

from chatbot.dialogue import engine
from chatbot.dialogue.inquiry import forget_old_inquiries
from chatbot.handover.closing import send_waiting_home
from chatbot.knowledge import current, reminding
from chatbot.learning import forgetting, report, topics
from municipalities.tenancy.queue import TenantTask, enqueue


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


@shared_task(base=TenantTask, name="chatbot.group_unanswered_task")
def group_unanswered_task() -> int:
    grouped = topics.group_unanswered()
    if grouped == topics.MOST_AT_ONCE:
        enqueue("chatbot.group_unanswered_task")
    return grouped


@shared_task(base=TenantTask, name="chatbot.forget_old_questions_task")
def forget_old_questions_task() -> int:
    return forgetting.forget_old_questions(today=timezone.localdate())


@shared_task(base=TenantTask, name="chatbot.send_weekly_report_task")
def send_weekly_report_task() -> int:
    return report.send_weekly_report(today=timezone.localdate())
