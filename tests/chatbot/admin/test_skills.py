import pytest
from django.test import Client

from chatbot.models import StoppedSkill
from municipalities.accounts.models import Role
from municipalities.audit.models import AuditRecord
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts

LIST = "/admin/chatbot/stoppedskill/"


@pytest.fixture
def as_role(town, town_client):
    def log_in(role: str) -> Client:
        with tenant_context(town):
            town_client.force_login(accounts.staff(role=role, username=f"s-{role}"))
        return town_client

    return log_in


@pytest.fixture
def admin_client(as_role) -> Client:
    return as_role(Role.TENANT_ADMIN)


def test_list_shows_each_skill_and_whether_it_goes(admin_client):
    page = admin_client.get(LIST).content.decode()
    assert page.count("動いています") >= 2
    assert ("手続の案内" in page, "danger" in page) == (True, False)


def test_stop_and_resume_leave_their_records(admin_client, town):
    assert admin_client.post(f"{LIST}procedures/stop/", {"reason": "点検のため"}).status_code == 302
    page = admin_client.get(LIST).content.decode()
    assert ("停止中" in page, "点検のため" in page) == (True, True)
    admin_client.post(f"{LIST}procedures/resume/")
    with tenant_context(town):
        records = AuditRecord.objects.filter(object_type="chatbot.stoppedskill").order_by("id")
        assert [(each.action, each.object_label) for each in records] == [
            ("stoppedskill.pause", "手続の案内"),
            ("stoppedskill.unpause", "手続の案内"),
        ]
        assert StoppedSkill.objects.count() == 0


def test_stop_wants_a_reason(admin_client, town):
    assert admin_client.post(f"{LIST}procedures/stop/", {"reason": ""}).status_code == 422
    with tenant_context(town):
        assert StoppedSkill.objects.count() == 0


@pytest.mark.parametrize("skill", ["danger", "help", "nothing"])
def test_what_cannot_be_stopped_has_no_page(admin_client, skill):
    assert admin_client.post(f"{LIST}{skill}/stop/", {"reason": "x"}).status_code == 404


@pytest.mark.parametrize("role", [Role.SECTION_MANAGER, Role.CLERK, Role.READ_ONLY])
@pytest.mark.parametrize("address", ["", "procedures/stop/", "procedures/resume/"])
def test_only_the_administrator_gets_there(as_role, role, address):
    assert as_role(role).get(f"{LIST}{address}").status_code == 403
