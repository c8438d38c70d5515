from datetime import timedelta

from django.db import connection

from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.throttle import Limit, client_address, forget_old, forgive, is_allowed

TWICE = Limit(purpose="test", attempts=2, window=timedelta(minutes=10))


def test_attempts_beyond_the_limit_are_refused(db):
    assert [is_allowed(TWICE, "1.2.3.4") for _ in range(4)] == [True, True, False, False]


def test_clients_have_budgets_of_their_own(db):
    assert [is_allowed(TWICE, who) for who in ("a", "a", "b")] == [True, True, True]


def test_towns_share_one_budget(town, other_town):
    allowed = []
    for place in (town, other_town, town):
        with tenant_context(place):
            allowed.append(is_allowed(TWICE, "1.2.3.4"))
    assert allowed == [True, True, False]


def test_window_over_begins_anew(db):
    for _ in range(3):
        is_allowed(TWICE, "a")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tenancy_throttlecounter SET window_starts_at = now() - interval '11 minutes'")
    assert is_allowed(TWICE, "a") is True


def test_forgiven_client_starts_anew(db):
    for _ in range(3):
        is_allowed(TWICE, "a")
    forgive(TWICE, "a")
    assert is_allowed(TWICE, "a") is True


def test_address_is_stored_as_a_digest(db):
    is_allowed(TWICE, "192.0.2.7")
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM tenancy_throttlecounter")
        assert "192.0.2.7" not in cursor.fetchone()[0]


def test_old_counters_are_forgotten(db):
    is_allowed(TWICE, "a")
    assert [forget_old(older_than=timedelta(hours=1)), forget_old(older_than=timedelta(seconds=-1))] == [0, 1]


def test_forwarded_address_counts_only_from_trusted_proxies(rf, settings):
    request = rf.get("/", headers={"x-forwarded-for": "6.6.6.6, 192.0.2.1"}, REMOTE_ADDR="10.0.0.1")
    settings.TRUSTED_PROXIES = 0
    assert client_address(request) == "10.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert client_address(request) == "192.0.2.1"
