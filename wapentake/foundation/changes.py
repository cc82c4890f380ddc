"""The one road upward: a lower room says that something changed, and higher rooms come for the news.

An action calls `touch` in its own transaction. The setting `WAPENTAKE_NEWS`, which `config` fills, maps kinds of ref to
functions of higher rooms; `"*"` takes every kind. Consumers claim rows with SKIP LOCKED, since rows do not commit in
the order of their ids, and must be idempotent: after a crash the same news comes again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from .models import Change

BATCH = 500
_gathering: ContextVar[set[str] | None] = ContextVar("gathering", default=None)


def touch(refs: Iterable[str]) -> None:
    """Say that what these refs name (`ward:E05012996`, `fund:clf`) has changed. Inside a transaction only."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("News goes out with the action that makes it.")
    wanted = sorted(set(refs))
    for ref in wanted:
        kind, _, key = ref.partition(":")
        if not kind or not key:
            raise ValueError(f"A ref is kind:key, not {ref!r}")
    if not wanted:
        return
    if (gathering := _gathering.get()) is not None:
        gathering.update(wanted)
        return
    Change.objects.bulk_create(Change(ref=ref) for ref in wanted)
    from .jobs import deliver_news  # the job calls back into this file

    deliver_news.defer()


@contextmanager
def gathered() -> Iterator[None]:
    """Send the news of many acts once, at the end of the block: for imports. Inside one transaction."""
    refs: set[str] = set()
    before = _gathering.set(refs)
    try:
        yield
    finally:
        _gathering.reset(before)
    touch(refs)


def deliver() -> int:
    """Hand all waiting news to its consumers, batch by batch, and return how many rows were handed over.

    Each batch is one transaction: if a consumer fails, its news stays and comes again.
    """
    handed = 0
    while True:
        with transaction.atomic():
            rows = list(Change.objects.select_for_update(skip_locked=True).order_by("pk")[:BATCH])
            if not rows:
                return handed
            for consumer, refs in _by_consumer({row.ref for row in rows}).items():
                consumer(sorted(refs))
            Change.objects.filter(pk__in=[row.pk for row in rows]).delete()
            handed += len(rows)


def _by_consumer(refs: set[str]) -> dict[Callable[[list[str]], object], set[str]]:
    wanted: dict[Callable[[list[str]], object], set[str]] = defaultdict(set)
    for ref in refs:
        kind = ref.partition(":")[0]
        for path in [*settings.WAPENTAKE_NEWS.get(kind, ()), *settings.WAPENTAKE_NEWS.get("*", ())]:
            wanted[import_string(path)].add(ref)
    return wanted
