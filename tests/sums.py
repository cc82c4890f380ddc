"""What a database holds, column by column, as sums that two databases can be compared by."""

from django.db import connection

BOOKKEEPING = {"django_migrations"}
Sums = dict[tuple[str, str], tuple[int, str]]


def sums() -> Sums:
    """Return for each column of each table how many rows it has and a sum over them, whatever their order."""
    found: Sums = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in BOOKKEEPING or table.startswith("procrastinate"):
                continue
            names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
            key = connection.introspection.get_primary_key_column(cursor, table) or names[0]
            one = 'sum(hashtextextended(row("{}", "{}")::text, 0)::numeric)::text'
            each = ", ".join(one.format(key, name) for name in names)
            cursor.execute(f'SELECT count(*), {each} FROM "{table}"')
            count, *values = cursor.fetchone()
            found |= {(table, name): (count, value) for name, value in zip(names, values, strict=True)}
    return found


def lost(before: Sums, after: Sums) -> list[str]:
    """Return the columns that are in both and do not hold the same."""
    return [".".join(column) for column in sorted(before.keys() & after.keys()) if before[column] != after[column]]
