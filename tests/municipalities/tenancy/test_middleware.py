"""The first door: hosts that are nobody's, towns that may not serve, and what it costs to tell them apart."""

import pytest
from django.db import Error, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from municipalities.tenancy import directory
from municipalities.tenancy.middleware import HealthMiddleware
from municipalities.tenancy.models import Municipality, TownState

PAGE_WITHOUT_QUERY = "/accessibility/"


@pytest.fixture
def in_state(town):
    def enter(state: TownState, notice: str = "") -> None:
        Municipality.objects.filter(pk=town.pk).update(state=state, suspension_notice=notice)
        directory.forget()

    return enter


def visit(host: str, path: str = PAGE_WITHOUT_QUERY, **headers: str):
    return Client(headers={"host": host, **headers}).get(path)


def test_host_of_a_town_is_served_by_that_town(town):
    answer = visit("gifu-shi.localhost")
    assert (answer.status_code, answer.wsgi_request.town) == (200, town)


@pytest.mark.parametrize(
    "host", ["GIFU-SHI.localhost", "gifu-shi.localhost.", "gifu-shi.localhost:8000", "Gifu-Shi.LOCALHOST.:8000"]
)
def test_host_is_known_in_any_case_with_dot_and_port(town, host):
    assert visit(host).wsgi_request.town == town


@pytest.mark.parametrize("host", ["tokyo.localhost", "gifu-shi.gifu-shi.localhost", "127.0.0.1"])
def test_host_of_nobody_is_told_so_kindly(db, host):
    answer = visit(host)
    assert (answer.status_code, "市町村が見つかりません" in answer.content.decode()) == (404, True)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "gifu-shi.localhost.evil.example", "gifu-shi.localhost@evil", "gifu_shi.localhost", "[::1]", ""],
)
def test_host_outside_the_portal_is_refused_before_anything_is_read(db, host):
    answer = visit(host)
    assert (answer.status_code, "evil" in answer.content.decode()) == (400, False)


def test_host_named_by_a_proxy_header_is_not_believed(town):
    answer = visit("gifu-shi.localhost", **{"x-forwarded-host": "ogaki-shi.localhost"})
    assert answer.wsgi_request.town == town


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (TownState.PROVISIONING, "まもなく始まります"),
        (TownState.SUSPENDED, "一時的に止まっています"),
        (TownState.CLOSED, "終了しました"),
    ],
)
def test_town_that_is_not_ready_shows_a_kind_page(in_state, state, sentence):
    in_state(state)
    answer = visit("gifu-shi.localhost", "/")
    assert (answer.status_code, sentence in answer.content.decode()) == (503, True)
    assert (answer["Retry-After"], answer["Cache-Control"]) == ("300", "no-store")


def test_town_that_is_not_ready_shows_its_notice_as_plain_text(in_state):
    in_state(TownState.SUSPENDED, "停電のため\n<b>休みます</b>")
    page = visit("gifu-shi.localhost", "/").content.decode()
    assert "停電のため<br>&lt;b&gt;休みます&lt;/b&gt;" in page


@pytest.mark.parametrize("path", ["/", "/procedures/", "/applications/", "/admin/", "/no-such-page/"])
def test_town_that_is_not_ready_serves_no_address_at_all(in_state, path):
    in_state(TownState.SUSPENDED)
    assert visit("gifu-shi.localhost", path).status_code == 503


def test_town_that_is_ready_again_serves(in_state):
    in_state(TownState.SUSPENDED)
    in_state(TownState.READY)
    assert visit("gifu-shi.localhost").status_code == 200


def test_other_towns_serve_while_one_is_suspended(in_state):
    in_state(TownState.SUSPENDED)
    assert visit("ogaki-shi.localhost").status_code == 200


def test_resolution_costs_no_sql_when_warm(town):
    visit("gifu-shi.localhost")
    with CaptureQueriesContext(connection) as counted:
        statuses = [
            visit(host).status_code for host in ("gifu-shi.localhost", "ogaki-shi.localhost", "tokyo.localhost")
        ]
    assert (statuses, [query["sql"] for query in counted.captured_queries]) == ([200, 200, 404], [])


def test_resolution_reads_the_directory_when_cold(town):
    """The control of the test above."""
    directory.forget()
    with CaptureQueriesContext(connection) as counted:
        visit("gifu-shi.localhost")
    assert len(counted) > 0


def test_request_leaves_no_town_behind(town):
    visit("gifu-shi.localhost", "/procedures/")
    assert connection.schema_name == "public"


def test_request_that_fails_leaves_no_town_behind(town, monkeypatch):
    def fail(*arguments):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("portal.web.pages.render", fail)
    client = Client(headers={"host": "gifu-shi.localhost"}, raise_request_exception=False)
    assert (client.get(PAGE_WITHOUT_QUERY).status_code, connection.schema_name) == (500, "public")


def test_town_and_prefecture_have_their_own_addresses(town):
    assert [visit(host, "/procedures/").status_code for host in ("gifu-shi.localhost", "localhost")] == [200, 404]


@pytest.mark.parametrize("host", ["gifu-shi.localhost", "localhost", "10.0.0.7", "evil.example", ""])
def test_health_answers_on_any_host(db, host):
    answer = visit(host, "/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_health_answers_while_a_town_is_suspended(in_state):
    in_state(TownState.SUSPENDED)
    assert visit("gifu-shi.localhost", "/healthz").status_code == 200


@pytest.mark.parametrize("error", Error.__subclasses__(), ids=lambda error: error.__name__)
def test_health_says_when_the_database_is_away(rf, monkeypatch, error):
    """Django wraps what psycopg2 raises on a lost connection in the one or the other (InterfaceError is no DatabaseError)."""

    def cursor() -> None:
        raise error("server closed the connection")

    monkeypatch.setattr(connection, "cursor", cursor)
    answer = HealthMiddleware(lambda request: None)(rf.get("/healthz"))
    assert (answer.status_code, answer.content) == (503, b"database away\n")
