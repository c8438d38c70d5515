"""Size, version and last activity of every town: three reads and one write, however many towns there are."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

from municipalities.tenancy.models import PUBLIC_SCHEMA, Municipality

# Of each schema its size in bytes, and whether the tables that the other figures come from are there.
_SIZES = """
    SELECT namespace.nspname, quote_ident(namespace.nspname),
        COALESCE(sum(pg_total_relation_size(class.oid)), 0)::bigint,
        count(*) FILTER (WHERE class.relname IN ('django_migrations', 'audit_auditrecord')) = 2
    FROM pg_namespace namespace
    LEFT JOIN pg_class class ON class.relnamespace = namespace.oid AND class.relkind IN ('r', 'm')
    WHERE namespace.nspname = ANY(%s) GROUP BY namespace.nspname
"""
# The newest row by primary key instead of max(at): one index look-up a town, however long the log has grown.
_LATEST = """
    SELECT %s, (SELECT app || ' ' || name FROM {schema}.django_migrations WHERE app = ANY(%s) ORDER BY id DESC LIMIT 1),
        (SELECT at FROM {schema}.audit_auditrecord ORDER BY id DESC LIMIT 1)
"""
_FIELDS = ["schema_bytes", "schema_version", "last_activity_at", "figures_at"]


def collect_figures() -> int:
    """Fill the figures of every municipality and the prefecture. Returns how many rows were filled."""
    towns = list(Municipality.objects.all())
    sizes = _sizes(town.schema_name for town in towns)
    latest = _latest({schema: quoted for schema, (quoted, _, is_complete) in sizes.items() if is_complete})
    now = timezone.now()
    for town in towns:
        _, town.schema_bytes, _ = sizes.get(town.schema_name, ("", 0, False))
        town.schema_version, town.last_activity_at = latest.get(town.schema_name, ("", None))
        town.figures_at = now
    return Municipality.objects.bulk_update(towns, _FIELDS)


def _sizes(schemas: Iterable[str]) -> dict[str, tuple[str, int, bool]]:
    """{schema: (quoted name, bytes, has all tables)}"""
    with connection.cursor() as cursor:
        cursor.execute(_SIZES, [list(schemas)])
        return {schema: (quoted, size, is_complete) for schema, quoted, size, is_complete in cursor.fetchall()}


def _latest(quoted_names: dict[str, str]) -> dict[str, tuple[str, datetime | None]]:
    """{schema: (latest migration, last entry of the audit log)}, in one statement."""
    if not quoted_names:
        return {}
    union = " UNION ALL ".join(_LATEST.format(schema=quoted) for quoted in quoted_names.values())
    parameters = chain.from_iterable((schema, _apps_of(schema)) for schema in quoted_names)
    with connection.cursor() as cursor:
        cursor.execute(union, list(parameters))
        return {schema: (version or "", at) for schema, version, at in cursor.fetchall()}


def _apps_of(schema: str) -> list[str]:
    """Labels of our own apps whose tables live there (django-tenants notes the others' migrations everywhere too)."""
    names = settings.SHARED_APPS if schema == PUBLIC_SCHEMA else settings.TENANT_APPS
    ours = [name for name in names if not name.startswith("django")]
    return [config.label for config in apps.get_app_configs() if config.name in ours]
