"""A new town: DDL replayed from a template schema, no resident's row in it, in one transaction with its row in `public`.

Migrations run once, in the template; replaying its dump takes a tenth of a second where migrating takes four. The dump is
pg_dump's (settings.PG_DUMP), which knows every kind of object PostgreSQL has.
"""

import os
import re
import subprocess
from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from . import directory, encryption
from .models import PUBLIC_SCHEMA, Domain, Municipality, TownState
from .prefectures import PrefectureFacts, TownFacts

TEMPLATE_SCHEMA = "template_municipality"


class ProvisioningFailed(RuntimeError):
    """pg_dump is missing or refused; the message says which."""


def provision_prefecture(facts: PrefectureFacts) -> list[Municipality]:
    """The prefecture's own row and every municipality that is not there yet. Returns the new towns."""
    ensure_prefecture(facts.prefecture)
    known = set(Municipality.objects.values_list("code", flat=True))
    missing = [town for town in facts.municipalities if town.code not in known]
    return provision_towns(missing)


def provision_towns(towns: Iterable[TownFacts]) -> list[Municipality]:
    towns = list(towns)
    if not towns:
        return []
    ddl = template_ddl()
    return [provision_town(town, ddl=ddl) for town in towns]


def ensure_prefecture(facts: TownFacts) -> Municipality:
    row = Municipality.objects.filter(schema_name=PUBLIC_SCHEMA).first()
    if row is not None:
        return row
    with transaction.atomic():
        row = _create_row(facts, schema=PUBLIC_SCHEMA, state=TownState.READY)
        Domain.objects.create(tenant=row, domain=settings.PORTAL_DOMAIN, is_primary=True)
    directory.forget()
    return row


def provision_town(facts: TownFacts, *, ddl: str | None = None) -> Municipality:
    """Row, host, schema and state `ready` in one transaction: the town is fully there or not at all."""
    ddl = ddl or template_ddl()
    with transaction.atomic():
        town = _create_row(facts, schema=facts.schema_name, state=TownState.PROVISIONING)
        Domain.objects.create(tenant=town, domain=f"{facts.slug}.{settings.PORTAL_DOMAIN}", is_primary=True)
        _replay(ddl, schema=facts.schema_name)
        Municipality.objects.filter(pk=town.pk).update(state=TownState.READY)
    town.refresh_from_db()
    directory.forget()
    return town


def template_ddl() -> str:
    """The template schema as SQL, its name still in it, with the few rows that migrating writes (django_migrations).

    Migrates the template first if it is behind.
    """
    ensure_template()
    return _dump()


def ensure_template() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {TEMPLATE_SCHEMA}")
    if TEMPLATE_SCHEMA in schemas_behind([TEMPLATE_SCHEMA]):
        migrate_schema(TEMPLATE_SCHEMA)


def migrate_schema(schema: str) -> None:
    call_command("migrate_schemas", schema_name=schema, interactive=False, verbosity=0)
    connection.set_schema_to_public()


def schemas_behind(schemas: Iterable[str]) -> list[str]:
    """Those whose django_migrations lack a migration that the code has: one query instead of one `migrate` each."""
    on_disk = MigrationLoader(None).disk_migrations
    wanted = {False: _labels(on_disk, settings.TENANT_APPS), True: _labels(on_disk, settings.SHARED_APPS)}
    applied = _applied_migrations()
    return [schema for schema in schemas if wanted[schema == PUBLIC_SCHEMA] - applied.get(schema, set())]


def _labels(on_disk: Iterable[tuple[str, str]], app_names: list[str]) -> set[tuple[str, str]]:
    labels = {config.label for config in apps.get_app_configs() if config.name in app_names}
    return {key for key in on_disk if key[0] in labels}


def _applied_migrations() -> dict[str, set[tuple[str, str]]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(schemaname), schemaname FROM pg_tables WHERE tablename = 'django_migrations'"
        )
        schemas = cursor.fetchall()
        if not schemas:
            return {}
        union = " UNION ALL ".join(f"SELECT %s, app, name FROM {quoted}.django_migrations" for quoted, _ in schemas)  # noqa: S608
        cursor.execute(union, [plain for _, plain in schemas])
        applied: dict[str, set[tuple[str, str]]] = {}
        for schema, app, name in cursor.fetchall():
            applied.setdefault(schema, set()).add((app, name))
    return applied


def _create_row(facts: TownFacts, *, schema: str, state: TownState) -> Municipality:
    return Municipality.objects.create(
        schema_name=schema,
        code=facts.code,
        name=facts.name,
        kana=facts.kana,
        slug=facts.slug,
        county=facts.county,
        region=facts.region,
        latitude=facts.latitude,
        longitude=facts.longitude,
        website=facts.website,
        theme_color=facts.theme_color,
        state=state,
        data_key_wrapped=encryption.new_wrapped_key(schema),
        figures_at=timezone.now(),
    )


def _replay(ddl: str, *, schema: str) -> None:
    # \b keeps other names that merely contain the template's; a schema name is a slug with underscores.
    renamed = re.sub(rf"\b{TEMPLATE_SCHEMA}\b", schema, ddl)
    with connection.cursor() as cursor:
        cursor.execute(renamed)
        # The dump empties the search path of the session; Django's wrapper must set it again.
        cursor.execute("RESET search_path")
    connection.set_schema_to_public()


def _dump() -> str:
    database = connection.settings_dict
    connected = connection.get_connection_params()
    command = [
        settings.PG_DUMP,
        "--no-owner",
        "--no-privileges",
        "--rows-per-insert=100",
        f"--schema={TEMPLATE_SCHEMA}",
    ]
    environment = {
        **os.environ,
        "PGHOST": str(database["HOST"] or ""),
        "PGPORT": str(database["PORT"] or 5432),
        "PGUSER": str(database["USER"] or ""),
        "PGPASSWORD": str(database["PASSWORD"] or ""),
        "PGDATABASE": str(connected.get("dbname") or connected.get("database")),
    }
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    except FileNotFoundError as error:
        raise ProvisioningFailed(f"{settings.PG_DUMP} is not installed (PG_DUMP, docs/operations.md)") from error
    except subprocess.CalledProcessError as error:
        raise ProvisioningFailed(error.stderr.strip()) from error
    # Lines that begin with a backslash speak to psql, not to the server.
    return "\n".join(line for line in done.stdout.splitlines() if not line.startswith("\\")) + "\n"
