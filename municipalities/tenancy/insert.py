"""Several new rows, of several tables, in one trip to the database."""

from collections.abc import Sequence
from itertools import groupby

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
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


class _Written:
    """Columns left to the database (an identity, a default of its own) are not named."""

    def __init__(self, row: models.Model, connection: BaseDatabaseWrapper):
        values = {field: field.pre_save(row, add=True) for field in _fields(row)}
        given = {field: value for field, value in values.items() if not isinstance(value, DatabaseDefault)}
        quote = connection.ops.quote_name
        self.into = f"INTO {quote(row._meta.db_table)} ({', '.join(quote(field.column) for field in given)})"
        self.values = [field.get_db_prep_save(value, connection) for field, value in given.items()]


def _insert(into: str, rows: list[_Written]) -> str:
    places = f"({', '.join(['%s'] * len(rows[0].values))})"
    return f"INSERT {into} VALUES {', '.join([places] * len(rows))}"  # noqa: S608 - names of the models, no input


def _fields(row: models.Model) -> list[models.Field]:
    auto = row._meta.auto_field if row.pk is None else None
    return [field for field in row._meta.local_concrete_fields if not field.generated and field is not auto]
