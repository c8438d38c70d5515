from celery import shared_task
from django.conf import settings

from municipalities.tenancy.queue import TenantTask, send_for_town

from . import services, webhooks

# A mail server that answers drop by drop must not outlast the lease: then two workers would talk to it.
PATIENCE_SECONDS = settings.OUTBOX_LEASE_SECONDS * 3 // 4


@shared_task(base=TenantTask, name="notifications.deliver_message_task", soft_time_limit=PATIENCE_SECONDS)
def deliver_message_task(outbox_id: int) -> None:
    services.deliver_message(outbox_id=outbox_id)


@shared_task(base=TenantTask, name="notifications.sweep_town_outbox_task")
def sweep_town_outbox_task() -> int:
    return services.sweep_outbox()


@shared_task(name="notifications.sweep_outbox_task")
def sweep_outbox_task() -> None:
    for town in services.towns_with_due_messages():
        send_for_town("notifications.sweep_town_outbox_task", town)


@shared_task(base=TenantTask, name="notifications.forget_old_deliveries_task")
def forget_old_deliveries_task() -> int:
    return webhooks.forget_old_deliveries()


@shared_task(base=TenantTask, name="notifications.forget_old_messages_task")
def forget_old_messages_task() -> int:
    return services.forget_old_messages()
