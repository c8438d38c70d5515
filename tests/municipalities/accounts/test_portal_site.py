from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from municipalities.accounts.forms import BY_NAME
from municipalities.accounts.models import Role, StaffUser
from municipalities.audit.models import AuditRecord
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts

from .visible_text import visible_text

LOGIN = "/admin/login/"


def log_in(client, username: str, password: str = accounts.PASSWORD):
    return client.post(LOGIN, {"username": username, "password": password})


def test_login_leads_to_the_index(administrator, town_client):
    response = log_in(town_client, "kanri")
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_login_is_audited(administrator, town, town_client):
    log_in(town_client, "kanri")
    with tenant_context(town):
        assert list(AuditRecord.objects.values_list("action", "actor_name")) == [("session.login", "職員 太郎")]


def test_a_failed_login_says_so_and_keeps_the_name(administrator, town_client):
    page = log_in(town_client, "kanri", "wrong").content.decode()
    assert "ログイン名かパスワードが違います" in page
    assert 'value="kanri"' in page


def test_login_page_names_the_town(town_client, other_town_client):
    assert "岐阜市 職員ページ" in visible_text(town_client.get(LOGIN).content.decode())
    assert "大垣市 職員ページ" in visible_text(other_town_client.get(LOGIN).content.decode())


def test_login_page_wears_the_colour_of_the_town(other_town, other_town_client):
    assert f"--color-primary-600: {other_town.theme_color};" in other_town_client.get(LOGIN).content.decode()


def test_login_is_throttled_over_all_hosts_together(
    administrator, operator, town_client, other_town_client, prefecture_client
):
    clients = [town_client, other_town_client]
    for number in range(BY_NAME.attempts):
        log_in(clients[number % 2], "kencho", "wrong")
    response = log_in(prefecture_client, "kencho")
    assert response.status_code == 429
    assert "15分ほどたってから、もう一度お試しください。" in response.content.decode()


def test_a_person_of_one_town_is_nobody_in_another(administrator, other_town_client):
    assert log_in(other_town_client, "kanri").status_code == 200


def test_a_session_of_one_town_opens_nothing_in_another(admin_client, other_town_client, prefecture_client):
    for client in (other_town_client, prefecture_client):
        client.cookies = admin_client.cookies
        assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def test_staff_is_no_operator_and_an_operator_is_no_staff(administrator, operator, town_client, prefecture_client):
    assert log_in(prefecture_client, "kanri").status_code == 200
    assert log_in(town_client, "kencho").status_code == 200


def test_a_session_lasts_eight_hours(administrator, town, town_client):
    log_in(town_client, "kanri")
    with tenant_context(town):
        left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(hours=7, minutes=59) < left <= timedelta(hours=8)


def test_whoever_is_deactivated_is_out_at_once(admin_client, administrator, town):
    with tenant_context(town):
        accounts.staff(role=Role.TENANT_ADMIN)
        StaffUser.objects.filter(pk=administrator.pk).update(is_active=False)
    assert admin_client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def test_an_initial_password_must_be_changed_first(log_in, town):
    with tenant_context(town):
        person = accounts.staff(role=Role.TENANT_ADMIN)
        person.password_is_initial = True
        person.save()
    client = log_in(person)
    assert client.get("/admin/accounts/staffuser/")["Location"] == "/admin/password_change/"
    new = {
        "old_password": accounts.PASSWORD,
        **dict.fromkeys(["new_password1", "new_password2"], "a password of my own"),
    }
    assert client.post("/admin/password_change/", new)["Location"] == "/admin/password_change/done/"
    assert client.get("/admin/accounts/staffuser/").status_code == 200


def test_password_change_is_audited(admin_client, town):
    new = {
        "old_password": accounts.PASSWORD,
        **dict.fromkeys(["new_password1", "new_password2"], "a password of my own"),
    }
    admin_client.post("/admin/password_change/", new)
    with tenant_context(town):
        assert list(AuditRecord.objects.values_list("action", flat=True)) == ["staffuser.change_password"]


@pytest.mark.parametrize("query", ["?role__exact=%00", "?q=%00", "?%00=1", "?sections__id__exact=99999999999999999999"])
def test_an_address_of_nonsense_is_no_error(admin_client, query):
    assert admin_client.get(f"/admin/accounts/staffuser/{query}", follow=True).status_code == 200


def test_logout_ends_the_session(admin_client):
    assert "ログアウトしました" in admin_client.post("/admin/logout/").content.decode()
    assert admin_client.get("/admin/").status_code == 302


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/accounts/staffuser/"])
def test_staff_pages_have_their_own_policy(admin_client, path):
    policy = admin_client.get(path, follow=True)["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval'" in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_sidebar_shows_only_what_the_person_may_see(log_in, town):
    with tenant_context(town):
        clerk = accounts.staff(role=Role.CLERK)
    page = visible_text(log_in(clerk).get("/admin/").content.decode())
    assert "監査記録" not in page


def test_index_costs_three_statements(admin_client, django_assert_num_queries):
    with django_assert_num_queries(3):  # the town's search path, the session and the person
        admin_client.get("/admin/")


@pytest.mark.parametrize("name", ["admin:search", "admin:view_on_site"])
@pytest.mark.parametrize("urlconf", [settings.ROOT_URLCONF, settings.PUBLIC_SCHEMA_URLCONF])
def test_pages_that_would_mix_towns_do_not_exist(name, urlconf):
    with pytest.raises(NoReverseMatch):
        reverse(name, urlconf=urlconf, args=[1, 1] if "view" in name else [])
