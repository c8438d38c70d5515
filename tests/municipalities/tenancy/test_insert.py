import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from municipalities.accounts.models import Role, Section, StaffUser
from municipalities.tenancy.insert import Taking, insert_instead, insert_together


def person(username: str, **facts) -> StaffUser:
    return StaffUser(username=username, display_name="職員 太郎", role=Role.CLERK, password="!", **facts)


def test_insert_together_writes_rows_of_several_tables_in_one_trip(in_town):
    Section.objects.count()  # the search path is set now
    with CaptureQueriesContext(connection) as counted:
        insert_together([Section(name="道路課"), person("a"), person("b")])
    assert len(counted) == 1
    assert (Section.objects.filter(name="道路課").count(), StaffUser.objects.count()) == (1, 2)


def test_insert_together_fills_what_saving_would_fill(in_town):
    insert_together([Section(name="道路課")])
    written, saved = Section.objects.get(name="道路課"), Section.objects.create(name="河川課")
    skipped = ("id", "name", "public_id")
    facts = lambda row: {f.name: getattr(row, f.name) for f in row._meta.concrete_fields if f.name not in skipped}  # noqa: E731
    assert facts(written) == facts(saved)


def test_insert_together_writes_all_or_none(committed_town):
    with pytest.raises(IntegrityError):
        insert_together([Section(name="道路課"), person("a"), person("a")])
    assert (Section.objects.count(), StaffUser.objects.count()) == (0, 0)


def test_insert_together_of_nothing_asks_nothing(in_town):
    with CaptureQueriesContext(connection) as counted:
        insert_together([])
    assert len(counted) == 0


def taking(section: Section) -> Taking:
    return Taking("DELETE FROM accounts_section WHERE id = %s RETURNING 1", [section.pk])


def test_insert_instead_writes_in_place_of_the_row_taken(in_town):
    section = Section.objects.create(name="道路課")
    with CaptureQueriesContext(connection) as counted:
        assert insert_instead([Section(name="河川課"), person("a")], taking(section)) is True
    assert [query["sql"].split()[0] for query in counted.captured_queries] == ["PREPARE", "EXECUTE"]
    assert (list(Section.objects.values_list("name", flat=True)), StaffUser.objects.count()) == (["河川課"], 1)


def test_insert_instead_fills_what_saving_would_fill(in_town):
    section, saved = Section.objects.create(name="道路課"), Section.objects.create(name="河川課")
    insert_instead([Section(name="公園課")], taking(section))
    written = Section.objects.get(name="公園課")
    skipped = ("id", "name", "public_id")
    facts = lambda row: {f.name: getattr(row, f.name) for f in row._meta.concrete_fields if f.name not in skipped}  # noqa: E731
    assert facts(written) == facts(saved)


def test_insert_instead_writes_nothing_where_the_row_is_gone(in_town):
    section = Section.objects.create(name="道路課")
    gone = taking(section)
    section.delete()
    assert insert_instead([Section(name="河川課"), person("a")], gone) is False
    assert (Section.objects.count(), StaffUser.objects.count()) == (0, 0)


def test_insert_instead_writes_all_or_none(committed_town):
    section = Section.objects.create(name="道路課")
    with pytest.raises(IntegrityError):
        insert_instead([Section(name="河川課"), person("a"), person("a")], taking(section))
    assert (list(Section.objects.all()), StaffUser.objects.count()) == ([section], 0)
