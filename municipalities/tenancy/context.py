"""Which town are we in? The only way in is `with tenant_context(town):` (django-tenants' own leak between threads)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from .models import PUBLIC_SCHEMA, Municipality


class NoTown(RuntimeError):
    """Raised where code that belongs to one municipality runs outside of any."""


@contextmanager
def tenant_context(town: Municipality) -> Iterator[Municipality]:
    """Enter the schema of `town` on this thread's connection; the former one comes back whatever happens."""
    previous = connection.tenant
    connection.set_tenant(town)
    try:
        yield town
    finally:
        connection.set_tenant(previous)


def current_schema() -> str:
    return connection.schema_name


def current_town() -> Municipality:
    """The municipality (or the prefecture) whose schema is entered. Raises NoTown for a schema without a row."""
    town = connection.tenant
    if not isinstance(town, Municipality):
        raise NoTown(f"schema {connection.schema_name!r} was entered without a municipality")
    return town


def require_town() -> Municipality:
    """The municipality entered; raises NoTown in the prefecture's schema too."""
    town = current_town()
    if town.schema_name == PUBLIC_SCHEMA:
        raise NoTown("this belongs to a municipality and was called for the prefecture")
    return town
