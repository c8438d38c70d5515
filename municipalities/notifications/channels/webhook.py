"""Webhooks after https://www.standardwebhooks.com: a signed POST of JSON. A receiver answers 2xx, soon."""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now

from municipalities.notifications.webhook_models import WebhookDelivery
from municipalities.support import outbound_http
from municipalities.support.outbound_http import ForbiddenTarget

from .base import Channel, Letter

TIMEOUT_SECONDS = 10
GONE = 410


class EndpointAway(Exception):
    """Switched off or removed meanwhile."""


class NotTaken(Exception):
    def __init__(self, status: int):
        super().__init__(status)
        self.status = status


@dataclass(frozen=True)
class Call:
    delivery: WebhookDelivery
    body: bytes
    headers: dict[str, str]


class WebhookChannel(Channel):
    """`to` is the delivery's public id: address and secret are those of now, also for a call that waited."""

    name = "webhook"

    def compose(self, letter: Letter) -> Call:
        deliveries = WebhookDelivery.objects.select_related("endpoint").filter(endpoint__is_active=True)
        delivery = deliveries.filter(public_id=UUID(letter.to)).first()
        if delivery is None:
            raise EndpointAway
        body = json.dumps(delivery.payload, ensure_ascii=False).encode()
        return Call(delivery, body, signed_headers(delivery.endpoint.secret, delivery.public_id, body))

    def hand_over(self, composed: Call) -> None:
        status = None
        try:
            status = self._post(composed)
            if not 200 <= status < 300:
                raise NotTaken(status)
        except Exception as error:
            _note(composed.delivery, response_status=status, last_error=self.code_of(error))
            raise
        _note(composed.delivery, response_status=status, last_error="", delivered_at=Now())

    def _post(self, call: Call) -> int:
        return outbound_http.post(
            call.delivery.endpoint.url,
            call.body,
            call.headers,
            ports=settings.WEBHOOK_PORTS,
            may_be_internal=settings.WEBHOOKS_MAY_BE_INTERNAL,
            timeout=TIMEOUT_SECONDS,
        )

    def code_of(self, error: Exception) -> str:
        if isinstance(error, NotTaken):
            return f"HTTP {error.status}"
        return error.code if isinstance(error, ForbiddenTarget) else type(error).__name__

    def is_final(self, error: Exception) -> bool:
        return isinstance(error, EndpointAway | ForbiddenTarget) or getattr(error, "status", None) == GONE


def signed_headers(secret: bytes, message_id: UUID, body: bytes) -> dict[str, str]:
    timestamp = int(time.time())
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "yakusho-webhooks/1",
        "webhook-id": str(message_id),
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, str(message_id), timestamp, body),
    }


def signature(secret: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    signed = b".".join([message_id.encode(), str(timestamp).encode(), body])
    return "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()


def _note(delivery: WebhookDelivery, **outcome: object) -> None:
    WebhookDelivery.objects.filter(pk=delivery.pk).update(attempts=F("attempts") + 1, **outcome)
