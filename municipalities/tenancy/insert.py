"""Several new rows, of several tables, in one trip to the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import DatabaseDefault


def insert_together(rows: Sequence[models.Model]) -> None:
    """INSERT them in their order, all or none. A key that another row needs must be set before; the others stay unknown here.

    Trips, not work, are what small INSERTs cost; values are made ready by the ORM's fields, so defaults and types are as ever.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    written = [_Written(row, connection) for row in rows]
    statements = [_insert(into, list(group)) for into, group in groupby(written, key=lambda row: row.into)]
    if not statements:
        return
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("; ".join(statements), [value for row in written for value in row.values])
    _mark_saved(rows, connection)


@dataclass(frozen=True)
class Taking:
    """`sql` takes one row away, `DELETE … RETURNING 1`; where it is gone already, it returns none."""

    sql: str
    params: Sequence[Any]


def insert_instead(rows: Sequence[models.Model], taking: Taking) -> bool:
    """As insert_together, in place of a row that one of many callers takes: by one statement, which is atomic by itself.

    False: another one was first, and nothing was written.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    written = [_Written(row, connection) for row in rows]
    sql = _instead(taking.sql, tuple((row.into, len(row.values)) for row in written))
    with connection.cursor() as cursor:
        connection.execute_planned(cursor, sql, [*taking.params, *(value for row in written for value in row.values)])
        [was_there] = cursor.fetchone()
    if was_there:
        _mark_saved(rows, connection)
    return bool(was_there)


def _mark_saved(rows: Sequence[models.Model], connection: BaseDatabaseWrapper) -> None:
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


class _Written:
    """Columns left to the database (an identity, a default of its own) are not named."""

    def __init__(self, row: models.Model, connection: BaseDatabaseWrapper):
        values = [(field, field.pre_save(row, add=True)) for field in _fields(type(row), has_key=row.pk is not None)]
        given = [(field, value) for field, value in values if not isinstance(value, DatabaseDefault)]
        self.into = _into(type(row), tuple(field.column for field, _value in given))
        self.values = [field.get_db_prep_save(value, connection) for field, value in given]


@lru_cache(maxsize=256)
def _fields(model: type[models.Model], *, has_key: bool) -> list[models.Field]:
    auto = None if has_key else model._meta.auto_field
    return [field for field in model._meta.local_concrete_fields if not field.generated and field is not auto]


@lru_cache(maxsize=256)
def _into(model: type[models.Model], columns: tuple[str, ...]) -> str:
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    return f"INTO {quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"


def _insert(into: str, rows: list[_Written]) -> str:
    places = f"({', '.join(['%s'] * len(rows[0].values))})"
    return f"INSERT {into} VALUES {', '.join([places] * len(rows))}"  # noqa: S608 - names of the models, no input


@lru_cache(maxsize=256)
def _instead(taking: str, rows: tuple[tuple[str, int], ...]) -> str:
    """`rows`: what each is written into, and how many values it has."""
    # Plain literals of a SELECT that feeds an INSERT take the column's type; those of VALUES in a subquery would not.
    inserts = [
        f"row_{number} AS (INSERT {into} SELECT {', '.join(['%s'] * values)} FROM taken)"  # noqa: S608 - names of the models
        for number, (into, values) in enumerate(rows)
    ]
    return f"WITH taken AS ({taking}), {', '.join(inserts)} SELECT count(*) FROM taken"  # noqa: S608 - as above
