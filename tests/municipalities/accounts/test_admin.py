import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from municipalities.accounts.models import Role, Section, StaffUser
from municipalities.audit.models import AuditRecord
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts

from .visible_text import visible_text

LISTS = ["/admin/accounts/staffuser/", "/admin/accounts/section/", "/admin/audit/auditrecord/"]
PASSWORD = re.compile(r'id="one-time-password">([^<]+)<')


@pytest.fixture
def roads(town) -> Section:
    with tenant_context(town):
        return accounts.section(name="道路課")


@pytest.fixture
def clerk(town, roads) -> StaffUser:
    with tenant_context(town):
        return accounts.staff(role=Role.CLERK, sections=(roads,), username="tanto")


def records(town) -> list[tuple[str, str, dict]]:
    with tenant_context(town):
        return list(AuditRecord.objects.order_by("id").values_list("action", "object_label", "detail"))


def new_person(**changes) -> dict:
    return {"display_name": "長良 花子", "username": "hanako", "role": Role.TENANT_ADMIN, **changes}


@pytest.mark.parametrize("path", LISTS)
def test_lists_open_for_the_administrator(admin_client, path):
    assert admin_client.get(path).status_code == 200


@pytest.mark.parametrize("role", [Role.SECTION_MANAGER, Role.CLERK, Role.READ_ONLY])
@pytest.mark.parametrize("path", [*LISTS, "/admin/accounts/staffuser/add/", "/admin/accounts/staffuser/1/use/"])
def test_lists_stay_closed_for_everybody_else(log_in, town, path, role):
    with tenant_context(town):
        person = accounts.staff(role=role)
    assert log_in(person).get(path).status_code == 403


def test_adding_staff_shows_the_password_that_logs_in_once(admin_client, town, client_of):
    response = admin_client.post("/admin/accounts/staffuser/add/", new_person())
    password = PASSWORD.search(response.content.decode()).group(1)
    assert "no-store" in response["Cache-Control"]
    login = client_of(town).post("/admin/login/", {"username": "hanako", "password": password})
    assert login.status_code == 302


def test_adding_staff_is_audited_once(admin_client, town):
    admin_client.post("/admin/accounts/staffuser/add/", new_person())
    assert records(town) == [("staffuser.create", "長良 花子", {"role": "tenant_admin"})]


def test_adding_staff_with_errors_keeps_what_was_typed(admin_client):
    page = admin_client.post("/admin/accounts/staffuser/add/", new_person(username="")).content.decode()
    assert 'value="長良 花子"' in page
    assert "入力してください。" in page


def test_changing_staff_is_audited_with_names_of_fields(admin_client, clerk, roads, town):
    change = new_person(username="tanto", role=Role.READ_ONLY, sections=[roads.pk])
    admin_client.post(f"/admin/accounts/staffuser/{clerk.pk}/change/", change)
    assert records(town) == [("staffuser.change", "長良 花子", {"fields": ["display_name", "role"]})]


def test_the_last_administrator_cannot_be_demoted(admin_client, administrator, roads, town):
    change = new_person(username="kanri", role=Role.CLERK, sections=[roads.pk])
    page = admin_client.post(f"/admin/accounts/staffuser/{administrator.pk}/change/", change, follow=True)
    assert "全体管理者がいなくなるため、変更できません" in page.content.decode()
    with tenant_context(town):
        assert StaffUser.objects.get(pk=administrator.pk).role == Role.TENANT_ADMIN


def test_the_last_administrator_cannot_be_switched_off(admin_client, administrator, town):
    page = admin_client.post(f"/admin/accounts/staffuser/{administrator.pk}/use/", follow=True)
    assert "全体管理者がいなくなるため、変更できません" in page.content.decode()
    with tenant_context(town):
        assert StaffUser.objects.get(pk=administrator.pk).is_active


def test_switching_off_asks_first(admin_client, clerk, town):
    assert "停止する" in admin_client.get(f"/admin/accounts/staffuser/{clerk.pk}/use/").content.decode()
    with tenant_context(town):
        assert StaffUser.objects.get(pk=clerk.pk).is_active


def test_switching_off_and_on_again(admin_client, clerk, town):
    for expected in (False, True):
        admin_client.post(f"/admin/accounts/staffuser/{clerk.pk}/use/")
        with tenant_context(town):
            assert StaffUser.objects.get(pk=clerk.pk).is_active is expected
    assert [action for action, *_ in records(town)] == ["staffuser.deactivate", "staffuser.activate"]


def test_reset_password_page_shows_the_new_one(admin_client, clerk, town):
    response = admin_client.post(f"/admin/accounts/staffuser/{clerk.pk}/reset-password/")
    password = PASSWORD.search(response.content.decode()).group(1)
    with tenant_context(town):
        assert StaffUser.objects.get(pk=clerk.pk).check_password(password)


@pytest.mark.parametrize("verb", ["use", "reset-password"])
@pytest.mark.parametrize("number", ["999999", "99999999999999999999", "abc", "1'"])
def test_verbs_upon_nobody_are_not_found(admin_client, verb, number):
    assert admin_client.post(f"/admin/accounts/staffuser/{number}/{verb}/").status_code == 404


def test_nobody_can_be_deleted(admin_client, clerk):
    assert admin_client.post(f"/admin/accounts/staffuser/{clerk.pk}/delete/", {"post": "yes"}).status_code == 403
    page = admin_client.get("/admin/accounts/staffuser/").content.decode()
    assert "delete_selected" not in page


def test_adding_a_section_is_audited(admin_client, town):
    admin_client.post("/admin/accounts/section/add/", {"name": "道路課", "position": 1, "is_active": "on"})
    assert records(town) == [("section.create", "道路課", {})]


def test_section_list_counts_its_active_people(admin_client, clerk):
    assert "1人" in visible_text(admin_client.get("/admin/accounts/section/").content.decode())


def test_history_tells_who_changed_what(admin_client, roads):
    change = {"name": "道路課", "phone": "058-265-4141", "position": 1, "is_active": "on"}
    admin_client.post(f"/admin/accounts/section/{roads.pk}/change/", change)
    page = visible_text(admin_client.get(f"/admin/accounts/section/{roads.pk}/history/").content.decode())
    assert "職員 太郎" in page
    assert "変更した項目：電話番号、並び順" in page


@pytest.mark.parametrize("path", LISTS[:2])
def test_lists_cost_the_same_for_few_and_for_many(admin_client, town, path):
    def statements(people: int) -> int:
        with tenant_context(town):
            for _ in range(people):
                accounts.staff(sections=(accounts.section(), accounts.section()))
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(path)
        return len(queries)

    assert statements(people=1) == statements(people=12)


def test_audit_log_cannot_be_written(admin_client):
    assert admin_client.get("/admin/audit/auditrecord/add/").status_code == 403
    assert admin_client.post("/admin/audit/auditrecord/1/delete/").status_code in (302, 403)


def pages() -> list[str]:
    person = ["change/", "use/", "reset-password/", "history/"]
    return [
        "/admin/",
        "/admin/password_change/",
        "/admin/accounts/",
        *LISTS,
        "/admin/accounts/section/add/",
        "/admin/accounts/staffuser/add/",
        "/admin/accounts/staffuser/?q=見つからない",
        *[f"/admin/accounts/staffuser/{{clerk}}/{page}" for page in person],
    ]


@pytest.mark.parametrize("path", pages())
def test_pages_show_no_english(admin_client, clerk, path):
    page = admin_client.get(path.format(clerk=clerk.pk))
    assert page.status_code == 200
    assert (
        re.findall(r"[A-Za-z]{2,}", visible_text(page.content.decode()).replace("tanto", "").replace("kanri", "")) == []
    )


@pytest.mark.parametrize("path", pages())
def test_pages_ask_nothing_of_other_hosts(admin_client, clerk, path):
    page = admin_client.get(path.format(clerk=clerk.pk)).content.decode()
    assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//[^"']*""", page) == []


def test_sections_and_people_of_another_town_are_not_there(admin_client, other_town):
    with tenant_context(other_town):
        accounts.section(name="大垣の課")
        stranger = accounts.staff(role=Role.TENANT_ADMIN)
    assert "大垣の課" not in admin_client.get("/admin/accounts/section/").content.decode()
    assert admin_client.get(f"/admin/accounts/staffuser/{stranger.pk + 1000}/change/").status_code == 302
    with tenant_context(other_town):
        assert Section.objects.count() == 1
