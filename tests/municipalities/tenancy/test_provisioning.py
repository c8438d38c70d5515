import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from municipalities.tenancy import directory, provisioning
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.models import Municipality, TownState
from municipalities.tenancy.prefectures import TownFacts, read_prefecture
from tests.factories import forms

NEW_TOWN = TownFacts(
    code="219991",
    name="試験町",
    kana="しけんちょう",
    slug="shiken-cho",
    county="試験郡",
    region="岐阜",
    latitude=Decimal("35.4"),
    longitude=Decimal("136.7"),
    website="https://example.jp/",
    theme_color="#1a5fb4",
)


def structure(schema: str) -> set[tuple[str, str]]:
    """Every column, constraint, index, trigger and function of a schema, its own name taken out."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT 'column', table_name || '.' || column_name || ' ' || data_type || coalesce(column_default, '') || is_nullable
                FROM information_schema.columns WHERE table_schema = %(s)s
            UNION ALL SELECT 'constraint', conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
                FROM pg_constraint WHERE connamespace = %(s)s::regnamespace
            UNION ALL SELECT 'index', indexname || ' ' || indexdef FROM pg_indexes WHERE schemaname = %(s)s
            UNION ALL SELECT 'trigger', pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                WHERE c.relnamespace = %(s)s::regnamespace AND NOT t.tgisinternal
            UNION ALL SELECT 'function', pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = %(s)s::regnamespace
            """,
            {"s": schema},
        )
        return {(kind, plain(text.replace(schema, "SCHEMA"))) for kind, text in cursor.fetchall()}


def plain(definition: str) -> str:
    """PostgreSQL prints the same CHECK with its casts in other places once it was dumped and read again."""
    return re.sub(r"::(character varying|text)|\[\]|[()]", "", definition)


def test_new_town_has_the_templates_structure(db):
    provisioning.provision_town(NEW_TOWN)
    assert structure("shiken_cho") == structure(provisioning.TEMPLATE_SCHEMA)


def test_new_town_is_ready_and_found_by_its_host(db):
    provisioning.provision_town(NEW_TOWN)
    town = directory.find_by_host("shiken-cho.localhost")
    assert (town.name, town.state) == ("試験町", TownState.READY)


def test_new_town_works(db):
    town = provisioning.provision_town(NEW_TOWN)
    with tenant_context(town):
        application = forms.application()
        assert application.pk == 1
        assert application.get_answers()["email"] == "hanako@example.jp"


def test_new_town_needs_no_migration(db):
    provisioning.provision_town(NEW_TOWN)
    assert provisioning.schemas_behind(["shiken_cho"]) == []


def test_failed_provisioning_leaves_nothing(db):
    with pytest.raises(Exception, match="no_such_thing"), transaction.atomic():
        provisioning.provision_town(NEW_TOWN, ddl="CREATE SCHEMA template_municipality; SELECT no_such_thing();")
    assert not Municipality.objects.filter(code=NEW_TOWN.code).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'shiken_cho'")
        assert cursor.fetchone() == (0,)


def test_code_with_a_wrong_check_digit_is_refused_by_the_database(db):
    with pytest.raises(IntegrityError, match="municipality_code_check_digit"), transaction.atomic():
        provisioning.provision_town(replace(NEW_TOWN, code="219990"))


def test_prefecture_file_is_provisioned_whole(db):
    facts = read_prefecture("gifu")
    towns = {t.code: t for t in Municipality.objects.towns()}
    assert {t.code: (t.name, t.kana, t.slug, t.region) for t in facts.municipalities} == {
        code: (t.name, t.kana, t.slug, t.region) for code, t in towns.items()
    }


def test_provisioning_again_creates_nothing(db):
    assert provisioning.provision_prefecture(read_prefecture("gifu")) == []


def test_missing_migration_is_noticed(db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM gero_shi.django_migrations WHERE app = 'forms_app'")
    assert provisioning.schemas_behind(["gero_shi", "hida_shi"]) == ["gero_shi"]


def test_no_towns_table_is_in_public(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall()]
    assert tables == [
        "audit_auditrecord",
        "dashboard_unansweredtopic",
        "django_migrations",
        "django_session",
        "prefecture_prefectureoperator",
        "tenancy_domain",
        "tenancy_municipality",
        "tenancy_throttlecounter",
    ]


def test_pg_dump_that_is_missing_says_what_to_do(db, settings):
    settings.PG_DUMP = "/nowhere/pg_dump"
    with pytest.raises(provisioning.ProvisioningFailed, match="PG_DUMP"):
        provisioning.template_ddl()
