"""Register a receiver, tell it what happened, try it out, send a call again."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils import timezone

from municipalities.audit import services as audit
from municipalities.audit.services import Actor
from municipalities.tenancy.context import current_schema

from .message import Message
from .models import WebhookDelivery, WebhookEndpoint
from .services import Outgoing, post_messages
from .webhook_models import PING

SECRET_BYTES = 32
DELIVERIES_KEPT_FOR = timedelta(days=90)
# Every submission asks who wants to know: from memory, for seconds. A receiver switched off is asked about again on sending.
REMEMBERED_SECONDS = 10


@transaction.atomic
def register_endpoint(*, actor: Actor, name: str, url: str, events: Sequence[str]) -> WebhookEndpoint:
    """Its secret_text is for showing once."""
    endpoint = WebhookEndpoint(name=name, url=url, events=sorted(events))
    endpoint.secret = secrets.token_bytes(SECRET_BYTES)
    endpoint.save()
    audit.record(actor=actor, action="webhookendpoint.create", target=endpoint, detail={"events": endpoint.events})
    transaction.on_commit(forget_receivers)
    return endpoint


@transaction.atomic
def switch_endpoint(*, actor: Actor, endpoint: WebhookEndpoint, is_active: bool) -> None:
    endpoint.is_active = is_active
    endpoint.save(update_fields=["is_active"])
    verb = "activate" if is_active else "deactivate"
    audit.record(actor=actor, action=f"webhookendpoint.{verb}", target=endpoint)
    transaction.on_commit(forget_receivers)


def calls_about(event: str, *, about: str, data: Callable[[], dict[str, Any]]) -> list[Outgoing]:
    """What to post for the calls that are owed, each with its record. `data` holds nothing personal."""
    owed = [_delivery(pk, event, data()) for pk, events in _receivers() if event in events]
    return [replace(_outgoing(delivery, about), record=delivery) for delivery in owed]


@transaction.atomic
def ping(*, actor: Actor, endpoint: WebhookEndpoint) -> WebhookDelivery:
    delivery = _delivery(endpoint.pk, PING, {})
    delivery.save()
    post_messages([_outgoing(delivery, f"webhook:{endpoint.public_id}")])
    audit.record(actor=actor, action="webhookendpoint.ping", target=endpoint)
    return delivery


@transaction.atomic
def replay(*, actor: Actor, delivery: WebhookDelivery) -> None:
    """The same id and content once more: a receiver that had it already knows it by its id."""
    post_messages([_outgoing(delivery, f"webhook:{delivery.endpoint.public_id}")])
    audit.record(actor=actor, action="webhookdelivery.replay", target=delivery)


def forget_old_deliveries() -> int:
    """What is older than anybody would send again; returns how many."""
    old = WebhookDelivery.objects.filter(created_at__lt=timezone.now() - DELIVERIES_KEPT_FOR)
    return old.delete()[0]


def _delivery(endpoint_id: int, event: str, data: dict[str, Any]) -> WebhookDelivery:
    payload = {"type": event, "timestamp": timezone.now().isoformat(), "data": data}
    return WebhookDelivery(endpoint_id=endpoint_id, event=event, payload=payload)


def _outgoing(delivery: WebhookDelivery, about: str) -> Outgoing:
    message = Message(title=delivery.event, text="")
    return Outgoing(channel="webhook", to=str(delivery.public_id), message=message, about=about)


def forget_receivers() -> None:
    _active_receivers.cache_clear()


def _receivers() -> list[tuple[int, list[str]]]:
    return _active_receivers(current_schema(), int(time.monotonic() / REMEMBERED_SECONDS))


@lru_cache(maxsize=256)
def _active_receivers(_schema: str, _period: int) -> list[tuple[int, list[str]]]:
    return list(WebhookEndpoint.objects.filter(is_active=True).values_list("pk", "events"))
