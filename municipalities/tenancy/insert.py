"""Several new rows, of several tables, in one trip to the database."""

from collections.abc import Sequence
from itertools import groupby

from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery


def insert_together(rows: Sequence[models.Model]) -> None:
    """INSERT them in their order, all or none. A key that another row needs must be set before; the others stay unknown here.

    Trips, not work, are what small INSERTs cost; the SQL is the ORM's own, so constraints and defaults are as ever.
    """
    statements = [_compiled(model, list(group)) for model, group in groupby(rows, key=type)]
    if not statements:
        return
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("; ".join(sql for sql, _ in statements), [value for _, values in statements for value in values])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _compiled(model: type[models.Model], rows: list[models.Model]) -> tuple[str, Sequence[object]]:
    has_key = rows[0].pk is not None
    fields = [
        f for f in model._meta.local_concrete_fields if not f.generated and (has_key or f is not model._meta.auto_field)
    ]
    query = InsertQuery(model)
    query.insert_values(fields, rows)
    [statement] = query.get_compiler(connection=connection).as_sql()
    return statement
