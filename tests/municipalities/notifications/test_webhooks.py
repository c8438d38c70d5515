"""Webhooks out: owed with the fact, signed, tried again, nothing personal in them."""

import base64
import hashlib
import hmac
import json
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from forms_app.services import review
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from municipalities.notifications import webhooks
from municipalities.notifications.models import OutboxMessage, WebhookDelivery
from municipalities.notifications.services import deliver_message
from municipalities.notifications.webhook_models import WebhookEvent
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts, forms

from .receiver import Receiver


@pytest.fixture
def receiver():
    running = Receiver()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def administrator(committed_town):
    return accounts.staff(role=Role.TENANT_ADMIN)


@pytest.fixture
def endpoint(administrator, receiver, settings):
    settings.WEBHOOK_PORTS, settings.WEBHOOKS_MAY_BE_INTERNAL = range(1, 65536), True
    return webhooks.register_endpoint(
        actor=administrator, name="文書管理システム", url=receiver.url, events=WebhookEvent.values
    )


def deliver_all() -> list[str]:
    rows = OutboxMessage.objects.pending().filter(channel="webhook").order_by("id")
    return [deliver_message(outbox_id=row.pk).state for row in rows]


def test_submission_is_told_with_a_signature_that_verifies(endpoint, receiver):
    application = forms.application()
    assert deliver_all() == ["sent"]
    [(path, headers, body)] = receiver.calls
    told = json.loads(body)
    assert (path, told["type"], told["data"]["receipt_number"], told["data"]["status"]) == (
        "/hooks?of=town", "application.submitted", application.receipt_number, "submitted",
    )  # fmt: skip
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    secret = base64.b64decode(endpoint.secret_text.removeprefix("whsec_"))
    expected = "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == expected
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60


def test_nothing_personal_is_told(endpoint, receiver):
    forms.application()
    deliver_all()
    [(_path, _headers, body)] = receiver.calls
    assert json.loads(body)["data"].keys() == {"id", "receipt_number", "form", "status", "revision", "submitted_at"}


def test_every_step_is_told(endpoint, receiver, administrator):
    application = forms.application()
    review.take_over(application=application, staff=administrator, revision=1)
    deliver_all()
    assert [json.loads(body)["data"]["status"] for _p, _h, body in receiver.calls] == ["submitted", "in_review"]


def test_only_the_events_asked_for_are_told(administrator, receiver):
    webhooks.register_endpoint(actor=administrator, name="x", url=receiver.url, events=[WebhookEvent.STATUS_CHANGED])
    forms.application()
    assert WebhookDelivery.objects.count() == 0


def test_without_receivers_nothing_is_written(committed_town):
    forms.application()
    assert [WebhookDelivery.objects.count(), OutboxMessage.objects.filter(channel="webhook").count()] == [0, 0]


def test_neighbour_is_not_told(endpoint, other_town):
    with tenant_context(other_town):
        forms.application()
        assert WebhookDelivery.objects.count() == 0


@pytest.mark.parametrize("status", [500, 404, 302])
def test_refusal_is_tried_again_with_the_same_id(endpoint, receiver, status, let_time_pass):
    receiver.status, receiver.headers = status, {"Location": "http://127.0.0.1/inner"}
    forms.application()
    assert deliver_all() == ["pending"]
    delivery = WebhookDelivery.objects.get()
    assert (delivery.attempts, delivery.response_status, delivery.last_error) == (1, status, f"HTTP {status}")
    receiver.status = 200
    OutboxMessage.objects.filter(channel="webhook").update(next_attempt_at="2020-01-01T00:00Z")
    assert deliver_all() == ["sent"]
    assert len({headers["webhook-id"] for _p, headers, _b in receiver.calls}) == 1
    delivery.refresh_from_db()
    assert (delivery.attempts, delivery.last_error, delivery.delivered_at is None) == (2, "", False)


def test_receiver_that_is_gone_is_left_alone(endpoint, receiver):
    receiver.status = 410
    forms.application()
    assert deliver_all() == ["failed"]


def test_receiver_switched_off_is_not_called(endpoint, receiver, administrator):
    forms.application()
    webhooks.switch_endpoint(actor=administrator, endpoint=endpoint, is_active=False)
    assert deliver_all() == ["failed"]
    forms.application()
    assert (receiver.calls, WebhookDelivery.objects.count()) == ([], 1)


def test_inner_address_is_never_called(endpoint, receiver, settings):
    settings.WEBHOOKS_MAY_BE_INTERNAL = False
    forms.application()
    assert deliver_all() == ["failed"]
    assert (receiver.calls, WebhookDelivery.objects.get().last_error) == ([], "internal_address")


def test_replay_sends_the_same_once_more(endpoint, receiver, administrator):
    forms.application()
    deliver_all()
    webhooks.replay(actor=administrator, delivery=WebhookDelivery.objects.get())
    deliver_all()
    assert len({(headers["webhook-id"], body) for _p, headers, body in receiver.calls}) == 1
    assert len(receiver.calls) == 2


def test_ping_is_sent_and_audited(endpoint, receiver, administrator):
    webhooks.ping(actor=administrator, endpoint=endpoint)
    assert deliver_all() == ["sent"]
    assert json.loads(receiver.calls[0][2])["type"] == "webhook.ping"
    assert list(AuditRecord.objects.order_by("id").values_list("action", flat=True)) == [
        "webhookendpoint.create",
        "webhookendpoint.ping",
    ]


def test_old_deliveries_are_forgotten(endpoint):
    forms.application(), forms.application()
    old = WebhookDelivery.objects.first()
    WebhookDelivery.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=91))
    assert [webhooks.forget_old_deliveries(), WebhookDelivery.objects.count()] == [1, 1]


def test_secret_is_sealed(endpoint):
    assert endpoint.secret not in bytes(endpoint.secret_sealed)
