import pytest
from django.utils import timezone

from municipalities.accounts.models import Role
from municipalities.audit import services
from municipalities.tenancy.context import tenant_context
from tests.factories import accounts

LIST = "/admin/audit/auditrecord/"


@pytest.fixture
def client(town, town_client):
    """Three deeds stand in the log: 登録 and 変更 of a section, 登録 of a person."""
    with tenant_context(town):
        boss = accounts.staff(role=Role.TENANT_ADMIN)
        roads = accounts.section(name="道路課")
        services.record(actor=boss, action="section.create", target=roads, label="作った課")
        services.record(
            actor=boss, action="section.change", target=roads, label="変えた課", detail={"fields": ["phone"]}
        )
        services.record(actor=None, action="staffuser.create", target=boss, label="加えた人")
        town_client.force_login(boss)
    return town_client


def labels(client, query: str = "") -> set[str]:
    page = client.get(LIST + query).content.decode()
    return {label for label in ("作った課", "変えた課", "加えた人") if label in page}


def test_list_shows_all_deeds_in_words(client):
    page = client.get(LIST).content.decode()
    assert labels(client) == {"作った課", "変えた課", "加えた人"}
    assert "変更した項目：電話番号" in page
    assert "システム" in page


def test_list_is_narrowed_by_verb(client):
    assert labels(client, "?verb=create") == {"作った課", "加えた人"}


def test_list_is_narrowed_by_kind_of_thing(client):
    assert labels(client, "?type=accounts.section") == {"作った課", "変えた課"}


def test_list_is_narrowed_by_day_with_the_last_day_included(client):
    today = timezone.localdate().isoformat()
    assert labels(client, f"?at_from={today}&at_to={today}") == {"作った課", "変えた課", "加えた人"}
    assert labels(client, "?at_to=2000-01-01") == set()
    assert labels(client, "?at_from=2100-01-01") == set()


@pytest.mark.parametrize("query", ["?at_from=gestern", "?at_to=2026-02-31", "?verb='", "?type=%00", "?q=%00"])
def test_list_survives_a_filter_of_nonsense(client, query):
    assert client.get(LIST + query, follow=True).status_code == 200


def test_list_is_searched_by_name(client):
    assert labels(client, "?q=加えた") == {"加えた人"}


@pytest.mark.parametrize("path", ["1/change/", "1/history/"])
def test_single_records_lead_back_to_the_list(client, path):
    assert client.get(LIST + path)["Location"] == LIST
