"""Celery: names of settings after https://docs.celeryq.dev, namespace CELERY_. PostgreSQL holds the truth, so a lost task costs only time."""

from typing import Any

from celery.schedules import crontab

CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Asia/Tokyo"
CELERY_DB_REUSE_MAX = 1000
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker for as long as it takes
# A web request must not hang when the broker is away: the sweeper sends what was not announced.
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 3, "max_retries": 0}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_TIME_LIMIT = 300


def _in_every_town(task_name: str, schedule: float | crontab) -> dict[str, Any]:
    return {"task": "tenancy.dispatch_to_every_town_task", "schedule": schedule, "kwargs": {"task_name": task_name}}


_MINUTE = 60.0
CELERY_BEAT_SCHEDULE = {
    # Sweeps that nobody fetched in time need no second run.
    "sweep-outbox": {"task": "notifications.sweep_outbox_task", "schedule": 10.0, "options": {"expires": 10.0}},
    "close-overdue-drafts": _in_every_town("forms_app.close_overdue_drafts_task", 15 * _MINUTE),
    "raise-overdue-cases": _in_every_town("forms_app.raise_overdue_cases_task", 10 * _MINUTE),
    "sweep-exports": _in_every_town("forms_app.sweep_exports_task", 10 * _MINUTE),
    "send-waiting-home": _in_every_town("chatbot.send_waiting_home_task", 10 * _MINUTE),
    "collect-figures": {"task": "dashboard.collect_figures_task", "schedule": 10 * _MINUTE},
    # By the clock, not "so long after the last time": a beat that lost its file, or is started anew every day, keeps them too.
    "forget-overdue-conversations": _in_every_town("chatbot.forget_overdue_conversations_task", crontab(minute="20")),
    "group-unanswered": _in_every_town("chatbot.group_unanswered_task", crontab(minute="10")),
    "forget-overdue-logins": _in_every_town("residents.forget_overdue_logins_task", crontab(minute="50")),
    "look-after-knowledge": _in_every_town("chatbot.look_after_knowledge_task", crontab(minute="40", hour="*/6")),
    "forget-old-deliveries": _in_every_town(
        "notifications.forget_old_deliveries_task", crontab(minute="5", hour="2,4")
    ),
    "forget-old-messages": _in_every_town("notifications.forget_old_messages_task", crontab(minute="15", hour="2,4")),
    "forget-old-inquiries": _in_every_town("chatbot.forget_old_inquiries_task", crontab(minute="25", hour="2,4")),
    "forget-old-questions": _in_every_town("chatbot.forget_old_questions_task", crontab(minute="45", hour="2,4")),
    "send-weekly-report": _in_every_town(
        "chatbot.send_weekly_report_task", crontab(minute="0", hour="8", day_of_week="monday")
    ),
    "collect-unanswered-topics": {
        "task": "dashboard.collect_unanswered_topics_task",
        "schedule": crontab(minute="30", hour="5"),
    },
    "forget-old-applications": _in_every_town(
        "forms_app.forget_old_applications_task", crontab(minute="35", hour="1-5")
    ),
}
