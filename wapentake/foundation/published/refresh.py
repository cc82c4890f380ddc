"""Keeps the store up to date: which pages must be rendered, and rendering each until it is as wanted.

Pages are told by refs (`pages_that_show`, which `config` subscribes to all news), by time (`sweep`), by a deployment
(`sweep` too) and by addresses that come and go (`find`). Rendering has a queue of its own.
"""

import contextlib
import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Least
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from .. import calendars
from ..models import Hold, PageState, PublishedPage, PublishedVersion
from ..prepared import prepared
from . import store
from .build import build
from .holds import covered
from .marking import Family, families
from .render import HORIZON, Rendered, RenderFailed, render_safely, snapshot

log = logging.getLogger("wapentake.published")

QUEUE = "render"
RENDER_PAGE = "wapentake.foundation.jobs.render_page"
FIND_PAGES = "wapentake.foundation.jobs.find_pages"
SWEEP_PAGES = "wapentake.foundation.jobs.sweep_pages"
PAGES, ADDRESSES = 7_001, 7_002  # spaces of advisory locks
TURNS = 10  # renders of one page in one go, before others have theirs
FEW = 20  # pages that overtake a long re-rendering of everything
OF_ALL = (":all", ":everywhere")  # how a ref ends that names no one thing
MANY = 100  # pages that a sweep has rendered ahead of their ends
LOST = dt.timedelta(minutes=1)  # after which a page that nobody has rendered is queued again

Clock = Callable[[], dt.datetime]


def pages_that_show(refs: list[str]) -> None:
    """Take news: every page that shows one of these refs is wanted anew. Runs in the transaction that hands it over."""
    at = calendars.now()
    store.note_news()
    showing = PublishedPage.objects.filter(refs__overlap=refs)
    new = set(store.want(showing, at))
    pages = closest(list(showing.values_list("pk", flat=True)), refs)
    queue([page for page in pages[:FEW] if page in new])
    queue([page for page in pages[FEW:] if page in new])
    hurry([page for page in pages[:FEW] if page not in new])
    kinds = {ref.partition(":")[0] for ref in refs}
    for hold in Hold.objects.filter(pk__in=[ref.removeprefix("hold:") for ref in refs if ref.startswith("hold:")]):
        # Again, now that it is committed: a page that was being rendered may since have come to show what it covers.
        queue(store.want(covered(hold), at))
    names: list[Any] = sorted(name for name, family in families().items() if family.watches & kinds)
    if names:
        queue_finding(names, refs if len(refs) <= FEW else None)


def closest(pages: Collection[int], refs: Collection[str]) -> list[int]:
    """Return pages by how close the news is to them: a ref that few show (an award) says more than one of all.

    An award touches the totals of hundreds of pages; the award itself, its priority and its ward do not wait for them.
    A ref of all (`plans:all`) says less than any of one thing, however few show it: a ward's first priority is on its
    ward's page before the lists of every community. Of pages that are as close, those go first that gather most: a
    ward's own page, where people look, before each of the forty awards that only name the ward.
    """
    held = {pk: set(have) for pk, have in _refs_of(pages)}
    shown = {pk: have & set(refs) for pk, have in held.items()}
    often = Counter(ref for have in shown.values() for ref in have)

    def distance(pk: int) -> tuple[float, float, int, int]:
        of_one = sum(1 / often[ref] for ref in shown[pk] if not ref.endswith(OF_ALL))
        return -of_one, -sum(1 / often[ref] for ref in shown[pk]), -len(held[pk]), pk

    return sorted(shown, key=distance)


def _refs_of(pages: Collection[int]) -> QuerySet[PublishedPage, tuple[int, list[str]]]:
    return PublishedPage.objects.filter(pk__in=pages).values_list("pk", "refs")


def queue_finding(names: list[Any] | None, refs: list[Any] | None = None) -> None:
    """Queue the finding of addresses, of some families or of all; it goes before rendering. `refs` are the news."""
    app.configure_task(FIND_PAGES, queue=QUEUE, priority=2).defer(names=names, refs=refs)


def queue_sweep() -> None:
    """Queue a sweep now: this process is new, and its build may be. Where one is queued already that is enough."""
    with contextlib.suppress(AlreadyEnqueued):
        app.configure_task(SWEEP_PAGES, queue=QUEUE, queueing_lock=SWEEP_PAGES).defer(timestamp=0)


def queue(pages: Collection[int]) -> None:
    """Queue the rendering of pages by key; a few go before many, and many after everything else, mail above all."""
    if pages:
        task = app.configure_task(RENDER_PAGE, queue=QUEUE, priority=1 if len(pages) <= FEW else -1)
        jobs: list[dict[str, Any]] = [{"page": page} for page in pages]
        task.batch_defer(*jobs)


# In order of id and past what a worker is taking, so that two who hurry never wait for each other.
HURRY = """
UPDATE procrastinate_jobs SET priority = 1 WHERE id IN (
  SELECT id FROM procrastinate_jobs
  WHERE task_name = %s AND status = 'todo' AND priority < 1 AND (args->>'page')::bigint = ANY(%s)
  ORDER BY id FOR UPDATE SKIP LOCKED
)
"""


def hurry(pages: Collection[int]) -> None:
    """Let pages that wait among many go first: older news of everything queued them, and newer is about them."""
    if pages:
        with connection.cursor() as cursor:
            cursor.execute(HURRY, [RENDER_PAGE, list(pages)])


@prepared
def _page(pk: int) -> QuerySet[PublishedPage]:
    return PublishedPage.objects.filter(pk=pk)


@prepared
def _shown(page: int) -> QuerySet[PublishedVersion, tuple[str, dt.datetime]]:
    return PublishedVersion.objects.filter(page=page, ahead=False).values_list("etag", "rendered_at")


def bring_up_to_date(pk: int, clock: Clock) -> bool:
    """Render a page until it is as wanted; say whether it is. Raises RenderFailed, with the failure noted."""
    for _ in range(TURNS):
        with one_at_a_time(PAGES, pk):
            page = _page.first(pk=pk)
            if page is None or page.rendered >= page.wanted:
                return True
            try:
                render_once(page, clock())
            except RenderFailed:
                store.note_failure(pk, clock())
                raise
    return False


def render_once(page: PublishedPage, at: dt.datetime) -> None:
    """Render a page for the times that it was wanted so far, and store it.

    A new page is rendered ahead of a hold only; the sweep sees to its other ends, once everybody has a page.
    """
    news = store.news_so_far()
    with snapshot():
        now = current(page, at)
        to = now.looks_ahead_to if now else None
        if now and to != now.shown.never_after and not page.version:
            to = None
        ahead = _ahead(page.path, to, now.stamp) if now and to else None
    if now is None and page.state == PageState.LIVE:
        log.info("There is no page at %s any more.", page.path)
    store.keep(page.pk, page.wanted, now, ahead, at=at, looked_to=to, news=news)


def current(page: PublishedPage, at: dt.datetime) -> Rendered | None:
    """Render a page as it is now. One that reads as before keeps its bytes and its time of publication."""
    old = _shown.first(page=page.pk)
    made = render_safely(page.path, at=at, stamp=old[1] if old else at)
    if made is not None and old is not None and made.etag != old[0]:
        return render_safely(page.path, at=at, stamp=at)
    return made


def _ahead(path: str, at: dt.datetime, stamp: dt.datetime) -> Rendered | None:
    """Render a page as it will be. Where that fails the front has no version from then on, and asks Django."""
    try:
        return render_safely(path, at=at, stamp=stamp)
    except RenderFailed as failure:
        log.error("The next version of a page cannot be made: %s", failure)
        return None


@contextlib.contextmanager
def one_at_a_time(space: int, key: int) -> Iterator[None]:
    """Let one process at a time into a block. The lock goes with the connection, so a killed process blocks nobody."""
    arguments = [space, key % 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", arguments)
    try:
        yield
    finally:
        with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", arguments)


def find(at: dt.datetime, names: Collection[str] | None = None, refs: Collection[str] | None = None) -> int:
    """Compare the addresses of families (all of them without `names`) with the store; return how many came or went.

    With `refs`, a family that can tell is asked about the addresses near them only.

    The lists are made inside the lock, so that an older list never undoes what a newer one did.
    """
    with one_at_a_time(ADDRESSES, 0):
        known = families()
        moved = sum(_find_family(name, at, refs) for name in known if names is None or name in names)
        if names is None:
            orphans = PublishedPage.objects.filter(state=PageState.LIVE).exclude(family__in=known)
            moved += orphans.count()
            store.take_down(orphans)
    return moved


def _find_family(name: str, at: dt.datetime, refs: Collection[str] | None) -> int:
    listed, have = _compared(families()[name], refs)
    if wrong := next((path for path in listed if not path.startswith("/") or "?" in path), None):
        raise ValueError(f"The family {name} lists {wrong!r}: an address starts with / and has no question mark.")
    states = dict(have.values_list("path", "state"))
    new = listed - states.keys()
    back = [path for path in listed if states.get(path) == PageState.GONE]
    lost = [path for path, state in states.items() if state == PageState.LIVE and path not in listed]
    if lost:
        store.take_down(have.filter(path__in=lost, state=PageState.LIVE))  # not one withdrawn meanwhile
    added = store.add(name, sorted(new), at)
    moved = store.want(PublishedPage.objects.filter(pk__in=added, rendered__gt=0), at)  # from another family
    queue([*added, *(page for page in moved if page not in added), *store.want(have.filter(path__in=back), at)])
    return len(new) + len(back) + len(lost)


def _compared(family: Family, refs: Collection[str] | None) -> tuple[set[str], QuerySet[PublishedPage]]:
    """Return the addresses that a family has, and its pages to compare them with: those near some refs, or all."""
    have = PublishedPage.objects.filter(family=family.name)
    watched = [ref for ref in refs or () if ref.partition(":")[0] in family.watches]
    near = family.near(watched) if family.near and watched else None
    if near is None:
        return set(family.paths()), have
    return {path for path, there in near.items() if there}, have.filter(path__in=list(near))


def sweep(at: dt.datetime) -> int:
    """Want the pages whose version has ended or soon will, those of another build, and those that got lost.

    Returns how many. Another build may have other addresses, so they are found too. Runs every minute.
    """
    shown = PublishedVersion.objects.filter(ahead=False).annotate(end=Least("valid_until", "never_after"))
    ended = Q(end__lte=at)
    unseen = Q(end__lte=at + HORIZON) & ~Q(page__looked_ahead_to=F("end")) | Q(
        end__lte=at + HORIZON, page__looked_ahead_to=None
    )
    if not PublishedPage.objects.exists() or shown.exclude(build=build()).exists():
        queue_finding(None)
    settled = PublishedPage.objects.filter(state=PageState.LIVE, rendered__gte=F("wanted"))
    soon = list(settled.filter(pk__in=shown.filter(unseen).values("page")).values_list("pk", flat=True)[:MANY])
    due = settled.filter(Q(pk__in=shown.filter(ended | ~Q(build=build())).values("page")) | Q(pk__in=soon))
    lost = [page.pk for page in _waiting() if _is_lost(page, at)]
    found = [*store.want(due, at), *lost]
    queue(found)
    return len(found)


def _waiting() -> QuerySet[PublishedPage]:
    return PublishedPage.objects.filter(wanted__gt=F("rendered")).exclude(state=PageState.WITHDRAWN)


def waiting() -> list[int]:
    """Return the pages that are to be rendered, those first that have waited longest, by key."""
    return list(_waiting().order_by("wanted_at", "pk").values_list("pk", flat=True))


def _is_lost(page: PublishedPage, at: dt.datetime) -> bool:
    """Say whether nobody renders a page any more; one that fails is tried less and less often, at last every hour."""
    pause = LOST * min(2**page.failures, 60)
    return max(filter(None, (page.wanted_at, page.tried_at))) <= at - pause


def want_paths(paths: Iterable[str] | None, at: dt.datetime) -> list[str]:
    """Want certain pages, or all, without queueing them; return the addresses that are not published."""
    pages = PublishedPage.objects.all()
    missing: list[str] = []
    if paths is not None:
        asked = list(paths)
        pages = pages.filter(path__in=asked)
        missing = sorted(set(asked) - set(pages.values_list("path", flat=True)))
    store.want(pages, at)
    return missing
