"""The parsed definition of a published version, kept in memory: a version never changes, so it is read once per process."""

from functools import lru_cache

from forms_app.schema.definition import Definition, load
from municipalities.tenancy.context import current_schema

from .form import FormVersion


def published_definition(version_id: int) -> Definition:
    return _load(current_schema(), version_id)


@lru_cache(maxsize=2048)
def _load(schema: str, version_id: int) -> Definition:
    return load(FormVersion.objects.values_list("definition", flat=True).get(pk=version_id))


def forget_published() -> None:
    _load.cache_clear()
