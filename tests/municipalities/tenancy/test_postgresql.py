"""The database backend, on connections of its own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from municipalities.accounts.models import Section
from municipalities.tenancy import directory
from municipalities.tenancy.context import tenant_context

NAMED = "SELECT count(*) FROM accounts_section WHERE name = %s AND email = %s"


def planned(name: str, email: str = "") -> int:
    with connection.cursor() as cursor:
        connection.execute_planned(cursor, NAMED, [name, email])
        return cursor.fetchone()[0]


def first_words(captured: CaptureQueriesContext) -> list[str]:
    return [query["sql"].split()[0] for query in captured.captured_queries]


def search_path() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        return cursor.fetchone()[0]


def next_request() -> None:
    """What Django does when a request begins, for connections that outlive requests."""
    connection.close_at, connection.health_check_enabled = None, True
    connection.close_if_unusable_or_obsolete()


def break_connection() -> None:
    connection.connection.close()  # the driver's own: Django does not know yet


def test_planned_statement_is_planned_once(in_town):
    Section.objects.create(name="道路課")
    with CaptureQueriesContext(connection) as captured:
        assert [planned("道路課"), planned("河川課")] == [1, 0]
    assert first_words(captured) == ["PREPARE", "EXECUTE", "EXECUTE"]


def test_planned_statement_takes_values_as_values(in_town):
    name = "a'); DROP TABLE accounts_section; --%s\\"
    Section.objects.create(name=name)
    assert planned(name) == 1


def test_planned_statement_reads_the_town_it_runs_in(town, other_town):
    with tenant_context(town):
        Section.objects.create(name="道路課")
    found = []
    for _ in range(7):  # PostgreSQL settles for one plan after the fifth
        for each in (town, other_town):
            with tenant_context(each):
                found.append(planned("道路課"))
    assert found == [1, 0] * 7


def test_planned_statement_follows_a_migration(in_town):
    Section.objects.create(name="道路課")
    before = planned("道路課")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_section ADD COLUMN floor integer NOT NULL DEFAULT 1")
    assert (before, planned("道路課")) == (1, 1)


def test_planned_statement_is_planned_anew_on_a_new_connection(committed_town):
    planned("道路課")
    next_request()
    break_connection()
    with CaptureQueriesContext(connection) as captured:
        assert planned("道路課") == 0
    assert first_words(captured) == ["SET", "PREPARE", "EXECUTE"]


def test_request_on_a_sound_connection_asks_after_it_by_setting_the_search_path(committed_town):
    Section.objects.count()
    before = connection.connection
    next_request()
    with CaptureQueriesContext(connection) as captured:
        Section.objects.count()
    assert (first_words(captured), connection.connection) == (["SELECT"], before)
    assert search_path() == "gifu_shi, public"


def test_request_on_a_broken_connection_gets_a_new_one(committed_town):
    Section.objects.count()
    next_request()
    break_connection()
    assert (Section.objects.count(), search_path()) == (0, "gifu_shi, public")


def test_request_after_another_town_reads_its_own(committed_town):
    Section.objects.create(name="道路課")
    next_request()
    with tenant_context(directory.find_by_schema("ogaki_shi")):
        assert (Section.objects.count(), search_path()) == (0, "ogaki_shi, public")


@pytest.mark.parametrize("state", ["closed", "aborted"])
def test_connection_that_answers_nothing_is_not_usable(committed_town, state):
    Section.objects.count()
    if state == "closed":
        break_connection()
    else:
        connection.connection.autocommit = False
        with connection.connection.cursor() as cursor, pytest.raises(Exception, match="division by zero"):
            cursor.execute("SELECT 1/0")
    assert connection.is_usable() is False
    connection.close()
