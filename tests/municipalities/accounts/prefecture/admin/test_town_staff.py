import re

import pytest

from municipalities.accounts.models import Role, StaffUser
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts
from tests.municipalities.accounts.visible_text import visible_text

PASSWORD = re.compile(r'id="one-time-password">([^<]+)<')


def address(town, page: str = "") -> str:
    return f"/admin/tenancy/municipality/{town.pk}/staff/{page}"


@pytest.fixture
def boss(town) -> StaffUser:
    with tenant_context(town):
        return accounts.staff(role=Role.TENANT_ADMIN, username="kanri")


def test_list_shows_the_staff_of_that_town_only(operator_client, boss, town, other_town):
    with tenant_context(other_town):
        accounts.staff(username="stranger")
    page = visible_text(operator_client.get(address(town)).content.decode())
    assert ("kanri" in page, "stranger" in page) == (True, False)


def test_the_first_administrator_logs_in_with_the_password_shown(operator_client, town, client_of):
    person = {"display_name": "長良 花子", "username": "hanako"}
    page = operator_client.post(address(town, "add/"), person).content.decode()
    password = PASSWORD.search(page).group(1)
    login = client_of(town).post("/admin/login/", {"username": "hanako", "password": password})
    assert login.status_code == 302
    with tenant_context(town):
        assert StaffUser.objects.get().role == Role.TENANT_ADMIN


def test_a_name_taken_in_the_town_is_refused_at_the_field(operator_client, boss, town):
    page = operator_client.post(address(town, "add/"), {"display_name": "別人", "username": "kanri"}).content.decode()
    assert "このログイン名は、すでに使われています。別のものを入力してください。" in page


def test_a_name_taken_in_another_town_is_free_here(operator_client, boss, other_town):
    page = operator_client.post(address(other_town, "add/"), {"display_name": "別人", "username": "kanri"})
    assert PASSWORD.search(page.content.decode())


def test_resetting_a_password(operator_client, boss, town):
    page = operator_client.post(address(town, f"{boss.pk}/password/")).content.decode()
    with tenant_context(town):
        assert StaffUser.objects.get().check_password(PASSWORD.search(page).group(1))


def test_switching_off_the_last_administrator_is_refused(operator_client, boss, town):
    page = operator_client.post(address(town, f"{boss.pk}/use/"), follow=True).content.decode()
    assert "この市町村の全体管理者がいなくなるため、停止できません。" in page
    with tenant_context(town):
        assert StaffUser.objects.get().is_active


def test_switching_a_person_off_and_on(operator_client, boss, town):
    with tenant_context(town):
        clerk = accounts.staff()
    for expected in (False, True):
        operator_client.post(address(town, f"{clerk.pk}/use/"))
        with tenant_context(town):
            assert StaffUser.objects.get(pk=clerk.pk).is_active is expected


def test_a_person_of_another_town_is_not_found(operator_client, boss, other_town):
    assert operator_client.post(address(other_town, f"{boss.pk}/password/")).status_code == 404
