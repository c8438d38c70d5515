import re

import pytest

from municipalities.accounts.models import Role
from municipalities.notifications.models import OutboxMessage, WebhookDelivery, WebhookEndpoint
from municipalities.notifications.webhook_models import WebhookEvent
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts, forms

ADD = "/admin/notifications/webhookendpoint/add/"
LISTS = ["/admin/notifications/webhookendpoint/", "/admin/notifications/webhookdelivery/"]
SECRET = re.compile(r'id="webhook-secret">([^<]+)<')
ASKED = {"name": "文書管理システム", "url": "https://example.jp/hooks", "events": WebhookEvent.values}


@pytest.fixture
def admin_client(town, town_client):
    with tenant_context(town):
        town_client.force_login(accounts.staff(role=Role.TENANT_ADMIN))
    return town_client


@pytest.fixture
def endpoint(admin_client, town) -> WebhookEndpoint:
    admin_client.post(ADD, ASKED)
    with tenant_context(town):
        return WebhookEndpoint.objects.get()


def test_secret_is_shown_once(admin_client, town):
    answer = admin_client.post(ADD, ASKED)
    secret = SECRET.search(answer.content.decode()).group(1)
    assert "no-store" in answer["Cache-Control"]
    with tenant_context(town):
        endpoint = WebhookEndpoint.objects.get()
        assert endpoint.secret_text == secret
    assert (
        secret not in admin_client.get(f"/admin/notifications/webhookendpoint/{endpoint.pk}/change/").content.decode()
    )


@pytest.mark.parametrize(
    "wrong", [{"url": "http://example.jp:22/"}, {"url": "ftp://x.jp/"}, {"events": []}, {"name": ""}]
)
def test_what_is_wrong_is_said_and_nothing_made(admin_client, town, wrong):
    assert admin_client.post(ADD, {**ASKED, **wrong}).status_code == 422
    with tenant_context(town):
        assert WebhookEndpoint.objects.count() == 0


def test_try_out_is_listed_and_sent_again_on_demand(admin_client, endpoint, town):
    address = f"/admin/notifications/webhookendpoint/{endpoint.pk}/ping/"
    assert admin_client.get(address).status_code == 200
    admin_client.post(address)
    page = admin_client.get(LISTS[1]).content.decode()
    assert [word in page for word in ("試しの通知", "これから送ります")] == [True, True]
    with tenant_context(town):
        delivery = WebhookDelivery.objects.get()
    admin_client.post(f"/admin/notifications/webhookdelivery/{delivery.pk}/replay/")
    with tenant_context(town):
        assert OutboxMessage.objects.filter(channel="webhook").count() == 2


def test_switched_off_receiver_is_owed_nothing(admin_client, endpoint, town):
    admin_client.post(f"/admin/notifications/webhookendpoint/{endpoint.pk}/use/")
    with tenant_context(town):
        forms.application()
        assert WebhookDelivery.objects.count() == 0


def test_list_of_deliveries_names_the_receipt(admin_client, endpoint, town):
    with tenant_context(town):
        application = forms.application()
    assert application.receipt_number in admin_client.get(LISTS[1]).content.decode()


@pytest.mark.parametrize("role", [Role.SECTION_MANAGER, Role.CLERK, Role.READ_ONLY])
@pytest.mark.parametrize("path", [*LISTS, ADD])
def test_pages_stay_closed_for_everybody_else(town, town_client, path, role):
    with tenant_context(town):
        town_client.force_login(accounts.staff(role=role))
    assert town_client.get(path).status_code == 403
