"""Host name → municipality, from memory. One query reads all hosts; a copy is trusted for TENANT_DIRECTORY_SECONDS.

The stock middleware asks the database on every request, a third of a page's cost. A change made in another process is
seen after that many seconds; one made in this process at once (`forget`).
"""

import logging
import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection

from .models import Domain, Municipality

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Directory:
    by_host: dict[str, Municipality]
    by_schema: dict[str, Municipality]
    read_at: float


_directory: Directory | None = None
_reading = threading.Lock()


def find_by_host(host: str) -> Municipality | None:
    """`host` may carry a port, capitals and a trailing dot (RFC 9110 §4.2.3, RFC 1034 §3.1)."""
    return _current().by_host.get(plain_host(host))


def find_by_schema(schema: str) -> Municipality | None:
    return _current().by_schema.get(schema)


def all_towns() -> list[Municipality]:
    """Every municipality in the order of its code, the prefecture left out, whatever its state."""
    towns = _current().by_schema.values()
    return sorted((town for town in towns if not town.is_prefecture), key=lambda town: town.code)


def host_of(schema: str) -> str | None:
    """The primary host of a schema, without port."""
    return next((host for host, town in _current().by_host.items() if town.schema_name == schema), None)


def forget() -> None:
    global _directory
    _directory = None


def plain_host(host: str) -> str:
    name = host.strip().lower()
    if not name.endswith("]") and ":" in name:
        name = name.rsplit(":", 1)[0]
    return name.removesuffix(".")


def _current() -> Directory:
    known = _directory
    if known is None:
        with _reading:
            return _directory or _read()
    if time.monotonic() - known.read_at > settings.TENANT_DIRECTORY_SECONDS and _reading.acquire(blocking=False):
        try:
            return _read_or_keep(known)
        finally:
            _reading.release()
    return known


def _read_or_keep(known: Directory) -> Directory:
    try:
        return _read()
    except DatabaseError:
        logger.exception("the directory of towns could not be read again; the last copy serves on")
        return known


def _read() -> Directory:
    global _directory
    previous = connection.tenant
    connection.set_schema_to_public()
    try:
        # Primary hosts first: host_of answers with the first one.
        domains = list(Domain.objects.select_related("tenant").order_by("-is_primary", "domain"))
        towns = list(Municipality.objects.all())
    finally:
        connection.set_tenant(previous)
    _directory = Directory(
        by_host={domain.domain: domain.tenant for domain in domains},
        by_schema={town.schema_name: town for town in towns},
        read_at=time.monotonic(),
    )
    return _directory
