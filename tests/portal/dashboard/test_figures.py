import re

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from municipalities.accounts.models import Section
from municipalities.audit import services as audit
from municipalities.tenancy.context import tenant_context
from municipalities.tenancy.models import Municipality
from portal.dashboard.figures import collect_figures
from tests.factories import accounts


def fresh(town: Municipality) -> Municipality:
    return Municipality.objects.get(pk=town.pk)


def test_collect_figures_fills_every_town_and_the_prefecture(town):
    before = timezone.now()
    assert collect_figures() == 43
    assert not Municipality.objects.exclude(schema_bytes__gt=0, figures_at__gte=before).exists()


def test_collect_figures_counts_what_a_town_stores(town):
    collect_figures()
    before = fresh(town).schema_bytes
    with tenant_context(town):
        Section.objects.bulk_create(Section(name=f"課{n}", email="x" * 200 + "@example.jp") for n in range(500))
    collect_figures()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = 'gifu_shi'::regnamespace"
        )
        [expected] = cursor.fetchone()
    assert fresh(town).schema_bytes == expected > before


def test_collect_figures_finds_the_last_activity_of_each_town(town, other_town):
    with tenant_context(town):
        person = accounts.staff()
        audit.record(actor=person, action="session.login", target=person)
        latest = audit.record(actor=person, action="section.create", target=person).at
    collect_figures()
    assert fresh(town).last_activity_at == latest
    assert fresh(other_town).last_activity_at is None


def test_collect_figures_names_a_migration_of_our_own_as_the_version(town):
    collect_figures()
    app, name = re.fullmatch(r"(\S+) (\S+)", fresh(town).schema_version).groups()
    assert (app, name) in MigrationLoader(None).disk_migrations
    assert not apps.get_app_config(app).name.startswith("django.")


def test_collect_figures_costs_the_same_for_few_towns_and_for_all(town):
    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            collect_figures()
        return sum(query["sql"].lstrip().upper().startswith(("SELECT", "UPDATE")) for query in queries)

    for_all = statements()
    Municipality.objects.exclude(schema_name__in=["public", "gifu_shi"]).delete()
    assert for_all == statements() == 4


def test_collect_figures_survives_a_town_whose_schema_is_gone(other_town, town):
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA ogaki_shi CASCADE")
    collect_figures()
    assert (fresh(other_town).schema_bytes, fresh(other_town).schema_version) == (0, "")
    assert fresh(town).schema_bytes > 0
