import re
from datetime import timedelta

import pytest
from django.utils import timezone

from municipalities.accounts.models import ApiToken, Role, Scope
from municipalities.audit.models import AuditRecord
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts

ADD = "/admin/accounts/apitoken/add/"
TOKEN = re.compile(r'id="api-token">([^<]+)<')


def asked(administrator, **changes) -> dict:
    return {
        "name": "文書管理システム",
        "staff": administrator.pk,
        "scopes": [Scope.READ],
        "expires_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        **changes,
    }


def test_token_is_shown_once_and_opens_the_api(admin_client, administrator, town, client_of):
    response = admin_client.post(ADD, asked(administrator))
    text = TOKEN.search(response.content.decode()).group(1)
    assert "no-store" in response["Cache-Control"]
    api = client_of(town).get("/api/v1/applications/", headers={"authorization": f"Bearer {text}"})
    assert api.status_code == 200
    with tenant_context(town):
        token = ApiToken.objects.get()
    assert text not in admin_client.get(f"/admin/accounts/apitoken/{token.pk}/change/").content.decode()
    assert text not in str(vars(token))


def test_issue_and_revocation_are_audited(admin_client, administrator, town):
    admin_client.post(ADD, asked(administrator))
    with tenant_context(town):
        token = ApiToken.objects.get()
    address = f"/admin/accounts/apitoken/{token.pk}/revoke/"
    assert admin_client.get(address).status_code == 200
    admin_client.post(address)
    with tenant_context(town):
        assert ApiToken.objects.get().revoked_at is not None
        actions = AuditRecord.objects.filter(object_type="accounts.apitoken").order_by("id")
        assert [(a.action, a.object_label) for a in actions] == [
            ("apitoken.issue", "文書管理システム"),
            ("apitoken.revoke", "文書管理システム"),
        ]


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"scopes": []}, {"scopes": ["all"]}, {"expires_on": "2020-01-01"}, {"expires_on": "x"}]
)
def test_what_is_wrong_is_said_and_nothing_made(admin_client, administrator, town, wrong):
    assert admin_client.post(ADD, asked(administrator, **wrong)).status_code == 422
    with tenant_context(town):
        assert ApiToken.objects.count() == 0


@pytest.mark.parametrize("role", [Role.SECTION_MANAGER, Role.CLERK, Role.READ_ONLY])
@pytest.mark.parametrize("path", ["/admin/accounts/apitoken/", ADD])
def test_tokens_stay_closed_for_everybody_else(log_in, town, path, role):
    with tenant_context(town):
        person = accounts.staff(role=role)
    assert log_in(person).get(path).status_code == 403


def test_list_says_which_are_usable(admin_client, administrator, town):
    with tenant_context(town):
        accounts.api_token(staff=administrator)
    page = admin_client.get("/admin/accounts/apitoken/").content.decode()
    assert "使用中" in page
    assert "申請を読む、申請を処理する" in page
