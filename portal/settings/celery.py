"""Celery: names of settings after https://docs.celeryq.dev, namespace CELERY_. PostgreSQL holds the truth, so a lost task costs only time."""

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
CELERY_BEAT_SCHEDULE = {
    # Sweeps that nobody fetched in time need no second run.
    "sweep-outbox": {"task": "notifications.sweep_outbox_task", "schedule": 10.0, "options": {"expires": 10.0}},
    "close-overdue-drafts": {
        "task": "tenancy.dispatch_to_every_town_task",
        "schedule": 15 * 60.0,
        "kwargs": {"task_name": "forms_app.close_overdue_drafts_task"},
    },
    "raise-overdue-cases": {
        "task": "tenancy.dispatch_to_every_town_task",
        "schedule": 10 * 60.0,
        "kwargs": {"task_name": "forms_app.raise_overdue_cases_task"},
    },
    "sweep-exports": {
        "task": "tenancy.dispatch_to_every_town_task",
        "schedule": 10 * 60.0,
        "kwargs": {"task_name": "forms_app.sweep_exports_task"},
    },
    "forget-overdue-logins": {
        "task": "tenancy.dispatch_to_every_town_task",
        "schedule": 60 * 60.0,
        "kwargs": {"task_name": "residents.forget_overdue_logins_task"},
    },
    "forget-old-deliveries": {
        "task": "tenancy.dispatch_to_every_town_task",
        "schedule": 24 * 60 * 60.0,
        "kwargs": {"task_name": "notifications.forget_old_deliveries_task"},
    },
    "forget-overdue-conversations": {
        "task": "tenancy.dispatch_to_every_town_task",
        "schedule": 60 * 60.0,
        "kwargs": {"task_name": "chatbot.forget_overdue_conversations_task"},
    },
    "look-after-knowledge": {
        "task": "tenancy.dispatch_to_every_town_task",
        "schedule": 6 * 60 * 60.0,
        "kwargs": {"task_name": "chatbot.look_after_knowledge_task"},
    },
    "send-waiting-home": {
        "task": "tenancy.dispatch_to_every_town_task",
        "schedule": 10 * 60.0,
        "kwargs": {"task_name": "chatbot.send_waiting_home_task"},
    },
    "forget-old-inquiries": {
        "task": "tenancy.dispatch_to_every_town_task",
        "schedule": 24 * 60 * 60.0,
        "kwargs": {"task_name": "chatbot.forget_old_inquiries_task"},
    },
    "group-unanswered": {
        "task": "tenancy.dispatch_to_every_town_task",
        "schedule": 60 * 60.0,
        "kwargs": {"task_name": "chatbot.group_unanswered_task"},
    },
    "forget-old-questions": {
        "task": "tenancy.dispatch_to_every_town_task",
        "schedule": 24 * 60 * 60.0,
        "kwargs": {"task_name": "chatbot.forget_old_questions_task"},
    },
    "send-weekly-report": {
        "task": "tenancy.dispatch_to_every_town_task",
        "schedule": crontab(hour=8, minute=0, day_of_week="monday"),
        "kwargs": {"task_name": "chatbot.send_weekly_report_task"},
    },
    "collect-figures": {"task": "dashboard.collect_figures_task", "schedule": 10 * 60.0},
    "collect-unanswered-topics": {
        "task": "dashboard.collect_unanswered_topics_task",
        "schedule": crontab(hour=5, minute=30),
    },
}
