import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from municipalities.accounts.models import Role
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.features import FEATURES
from municipalities.tenancy.models import Municipality, TownState
from tests.factories import accounts
from tests.municipalities.accounts.prefecture.test_forms import VALID
from tests.municipalities.accounts.visible_text import visible_text

LIST = "/admin/tenancy/municipality/"
NAMES = {"kencho", "kanri"}


def address(town: Municipality, verb: str = "change") -> str:
    return f"{LIST}{town.pk}/{verb}/"


def state_of(town: Municipality) -> str:
    return Municipality.objects.get(pk=town.pk).state


def test_list_shows_every_town_but_not_the_prefecture(operator_client):
    page = visible_text(operator_client.get(LIST).content.decode())
    assert "42件" in page
    assert "加茂郡白川町" in page


def test_list_costs_the_same_for_one_and_for_all_towns(operator_client):
    def statements(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            operator_client.get(LIST + query)
        return len(queries)

    assert statements("?q=岐阜市") == statements("") == 6  # path, session, operator, count, towns, regions


def test_list_is_closed_to_strangers(prefecture_client, prefecture):
    assert prefecture_client.get(LIST)["Location"] == f"/admin/login/?next={LIST}"


def test_suspending_shows_the_notice_to_residents(operator_client, town, town_client):
    operator_client.post(address(town, "suspend"), {"notice": "機器の入れ替えのため、明日の朝まで止まります。"})
    assert state_of(town) == TownState.SUSPENDED
    response = town_client.get("/")
    assert response.status_code == 503
    assert "機器の入れ替えのため、明日の朝まで止まります。" in response.content.decode()


def test_suspending_asks_for_a_notice_and_keeps_the_town_open(operator_client, town):
    page = operator_client.post(address(town, "suspend"), {"notice": ""}).content.decode()
    assert "入力してください。" in page
    assert state_of(town) == TownState.READY


def test_reopening_serves_pages_again(operator_client, town, town_client):
    operator_client.post(address(town, "suspend"), {"notice": "工事中"})
    operator_client.post(address(town, "reopen"))
    assert town_client.get("/admin/login/").status_code == 200


def test_closing_needs_the_name_and_a_suspended_town(operator_client, town):
    data = {"notice": "合併しました", "confirmation": "岐阜市"}
    page = operator_client.post(address(town, "close"), data, follow=True).content.decode()
    assert "いまの状態では、この操作はできません。" in page
    operator_client.post(address(town, "suspend"), {"notice": "合併します"})
    operator_client.post(address(town, "close"), data)
    assert state_of(town) == TownState.CLOSED


def test_a_closed_town_has_a_page_but_no_verbs(operator_client, town):
    Municipality.objects.filter(pk=town.pk).update(state=TownState.CLOSED)
    assert "ページの再開" not in operator_client.get(address(town)).content.decode()
    assert operator_client.get(address(town, "staff")).status_code == 404


def test_a_verb_is_done_by_post_only(operator_client, town):
    Municipality.objects.filter(pk=town.pk).update(state=TownState.SUSPENDED)
    operator_client.get(address(town, "reopen"))
    assert state_of(town) == TownState.SUSPENDED


def test_features_are_switched_off_and_on(operator_client, town):
    everything = list(FEATURES)
    for enabled, disabled in ((everything[1:], everything[:1]), (everything, [])):
        operator_client.post(address(town, "features"), {"enabled": enabled})
        assert Municipality.objects.get(pk=town.pk).disabled_features == disabled


def test_a_new_town_is_open_at_once_and_leads_to_its_first_administrator(operator_client, client_of):
    response = operator_client.post(f"{LIST}add/", VALID)
    town = Municipality.objects.get(slug="sakae-cho")
    assert response["Location"] == address(town, "staff/add")
    assert client_of(town).get("/admin/login/").status_code == 200


def test_a_new_town_with_errors_keeps_what_was_typed(operator_client):
    page = operator_client.post(f"{LIST}add/", {**VALID, "code": "219992"}).content.decode()
    assert "検査数字が合いません。" in page
    assert 'value="さかえちょう"' in page


def test_a_database_that_cannot_be_dumped_is_told_in_the_form(operator_client, settings):
    settings.PG_DUMP = "/nonexistent/pg_dump"
    page = operator_client.post(f"{LIST}add/", VALID).content.decode()
    assert "データベースの準備ができませんでした。" in page
    assert not Municipality.objects.filter(slug="sakae-cho").exists()


@pytest.mark.parametrize("pk", [0, 999999, 99999999999999999999])
@pytest.mark.parametrize("verb", ["change", "suspend", "reopen", "close", "features", "staff", "staff/add"])
def test_towns_that_are_not_there_are_not_found(operator_client, pk, verb):
    assert operator_client.get(f"{LIST}{pk}/{verb}/").status_code == 404


def test_the_prefecture_itself_is_no_town(operator_client, prefecture):
    assert operator_client.get(address(prefecture)).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/password_change/",
        "/admin/tenancy/",
        LIST,
        f"{LIST}add/",
        *[f"{LIST}{{town}}/{verb}/" for verb in ("suspend", "reopen", "close", "features", "staff", "staff/add")],
        f"{LIST}{{town}}/staff/{{staff}}/password/",
        f"{LIST}{{town}}/staff/{{staff}}/use/",
        "/admin/prefecture/prefectureoperator/",
        "/admin/prefecture/prefectureoperator/add/",
        "/admin/prefecture/prefectureoperator/{operator}/change/",
        "/admin/prefecture/prefectureoperator/{operator}/use/",
        "/admin/audit/auditrecord/",
    ],
)
def test_pages_show_no_english(operator_client, operator, town, path):
    with tenant_context(town):
        staff = accounts.staff(role=Role.TENANT_ADMIN, username="kanri")
    page = operator_client.get(path.format(town=town.pk, staff=staff.pk, operator=operator.pk))
    assert page.status_code == 200
    text = visible_text(page.content.decode()).replace("gifu-shi", "")  # the example of a host name
    assert set(re.findall(r"[A-Za-z]{2,}", text)) - NAMES <= {"URL", "KB", "MB"}
