"""List pages cost the same number of queries with one row and with three."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def count_queries(ask: Callable[[], object]) -> list[str]:
    """Return the SQL of the queries that something makes."""
    with CaptureQueriesContext(connection) as found:
        ask()
    return [query["sql"] for query in found.captured_queries]


def assert_same_queries(ask: Callable[[], object], add_rows: Callable[[int], object]) -> None:
    """Fail when `ask` makes more queries with three rows than with one; `add_rows` makes so many rows more.

    It is asked once before it is counted, so that what is looked up once a process does not count.
    """
    add_rows(1)
    ask()
    one = count_queries(ask)
    add_rows(2)
    three = count_queries(ask)
    extra = [sql for sql in three if three.count(sql) > one.count(sql)][:5]
    assert len(three) == len(one), f"{len(one)} queries with one row, {len(three)} with three:\n" + "\n".join(extra)
