"""How far long work is: told beside the one transaction that does it, which nobody sees before its end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connections, models
from psycopg import sql

Tell = Callable[[str, int, int], None]


class Progress(models.Model):
    """What is being done, and how much of how much."""

    step = models.CharField(max_length=60, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


def silent(step: str, done: int, total: int) -> None:
    """Tell nobody: for work that somebody waits for."""


@contextmanager
def telling(row: Progress) -> Iterator[Tell]:
    """Give a way to tell how far it is."""
    other, meta = connections["default"].copy(), row._meta
    question = sql.SQL("UPDATE {} SET step = %s, done = %s, total = %s WHERE {} = %s").format(
        sql.Identifier(meta.db_table), sql.Identifier(str(meta.pk.column))
    )

    def tell(step: str, done: int, total: int) -> None:
        with other.cursor() as cursor:
            cursor.execute(question, [step, done, total, row.pk])

    try:
        yield tell
    finally:
        other.close()
