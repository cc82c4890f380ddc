"""The store of the public site: PostgreSQL is its authority. Only here do pages and their versions change.

What a render may store is decided under the page's row lock: a render that was asked for earlier than the one stored
is thrown away, so the last committed data wins whoever finishes last.
"""

import datetime as dt
import gzip
from collections.abc import Iterable
from typing import Any

import brotli
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from ..models import PageState, PublishedPage, PublishedVersion
from ..prepared import prepared
from . import words
from .build import build
from .render import Rendered

RENDERED = ("refs", "state", "version", "rendered", "failures", "tried_at", "looked_ahead_to")


@prepared
def _locked(pk: int) -> QuerySet[PublishedPage]:
    return PublishedPage.objects.select_for_update().filter(pk=pk)


@prepared
def _version(page: int, ahead: bool) -> QuerySet[PublishedVersion]:
    found = PublishedVersion.objects.filter(page=page, ahead=ahead)
    return found.defer("identity", "gzip", "brotli", "title", "text", "words")


def keep(
    pk: int,
    asked: int,
    now: Rendered | None,
    ahead: Rendered | None,
    *,
    at: dt.datetime,
    looked_to: dt.datetime | None,
    news: int = 0,
) -> None:
    """Store what a render made, for the `asked`-th time that the page was wanted. Without `now` the page is gone.

    Where the page shows more than was known, news about the new part may have passed by while it was rendered: it
    counts as rendered only if, once that is committed, no news has come since `news` was read, before the render.
    """
    with transaction.atomic():
        [page] = _locked(pk=pk)
        if page.state == PageState.WITHDRAWN or is_overtaken(page, asked):
            return
        grown = now is not None and not set(now.shown.refs) <= set(page.refs)
        stands = PageState.LIVE if now else PageState.GONE
        changed = stands != page.state if page.version else now is not None
        changed |= _put(page, now, ahead=False)
        changed |= _put(page, ahead, ahead=True)
        if now is not None:
            page.refs = list(now.shown.refs)
        page.state, page.version = stands, page.version + changed
        page.rendered = page.rendered if grown else asked
        page.failures, page.tried_at, page.looked_ahead_to = 0, at, looked_to
        page.save(update_fields=RENDERED)
    if grown and news_so_far() == news:
        PublishedPage.objects.filter(pk=pk, rendered__lt=asked).update(rendered=asked)


def note_news() -> None:
    """Count one handing over of news, for renders that are under way. Counted at once, committed or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('foundation_published_news')")


def news_so_far() -> int:
    """Return how often news has been handed over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM foundation_published_news")
        return int(cursor.fetchone()[0])


def is_overtaken(page: PublishedPage, asked: int) -> bool:
    """Say whether a later render of the page has been stored already."""
    return page.rendered > asked


def note_failure(pk: int, at: dt.datetime) -> None:
    """Note that a render failed; what is stored stays, and the page goes on being wanted."""
    PublishedPage.objects.filter(pk=pk).update(failures=F("failures") + 1, tried_at=at)


def take_down(pages: QuerySet[PublishedPage], state: PageState = PageState.GONE) -> None:
    """Take pages away, bytes and all; the fronts hear of it at the commit. A render under way does not revive them."""
    with transaction.atomic():
        found = list(pages.select_for_update().order_by("pk").values_list("pk", flat=True))
        PublishedVersion.objects.filter(page__in=found).delete()
        PublishedPage.objects.filter(pk__in=found).update(
            state=state, wanted=F("wanted") + 1, rendered=F("wanted") + 1, version=F("version") + 1, failures=0
        )


def want(pages: QuerySet[PublishedPage], at: dt.datetime, *, changed: bool = False) -> list[int]:
    """Ask for pages anew and return those that nobody is about to render yet, by key. Locks them in order of key.

    `changed` says that their versions were altered too, so that the fronts fetch them.
    """
    with transaction.atomic():
        rows = pages.exclude(state=PageState.WITHDRAWN).select_for_update().order_by("pk")
        found = list(rows.values_list("pk", "wanted", "rendered", "failures"))
        chosen = PublishedPage.objects.filter(pk__in=[pk for pk, *_ in found])
        chosen.update(wanted=F("wanted") + 1, wanted_at=at, version=F("version") + int(changed))
    return [pk for pk, wanted, rendered, failures in found if wanted == rendered or failures]


def outnumber(at: dt.datetime) -> None:
    """Give every page a number above any that a host may have on its disk: the store has gone back to an earlier state.

    Seconds since 1970 are such a number: pages change less than once a second over the years.
    """
    above = int(at.timestamp())
    PublishedPage.objects.filter(version__gt=0).update(version=Greatest(F("version") + 1, above))


def add(family: str, paths: Iterable[str], at: dt.datetime) -> list[int]:
    """Add addresses to a family and return their keys. One that is there already, of another family, moves."""
    rows = [PublishedPage(path=path, family=family, wanted_at=at) for path in paths]
    made = PublishedPage.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["path"], update_fields=["family"]
    )
    return [page.pk for page in made]


def _put(page: PublishedPage, made: Rendered | None, *, ahead: bool) -> bool:
    """Write one version and say whether the fronts must hear of it: not where bytes and end are as they were."""
    rows = PublishedVersion.objects.filter(page=page, ahead=ahead)
    old = _version.first(page=page.pk, ahead=ahead)
    if made is None:
        return old is not None and rows.delete()[0] > 0
    shown = made.shown
    fields: dict[str, Any] = {
        "valid_from": made.at, "valid_until": shown.valid_until, "never_after": shown.never_after,
        "rendered_at": made.stamp, "build": build(),
    }  # fmt: skip
    if old is not None and (old.etag, old.content_type) == (made.etag, made.content_type):
        # Another build may read a page's words otherwise.
        rows.update(**fields | ({} if old.build == build() else words.read(made.body, made.content_type)))
        return old.ends != made.ends or (ahead and old.valid_from != made.at)
    fields |= squeezed(made.body) | words.read(made.body, made.content_type)
    fields |= {"etag": made.etag, "content_type": made.content_type}
    if old is None:
        PublishedVersion.objects.create(page=page, ahead=ahead, **fields)
    else:
        rows.update(**fields)  # the page's row is locked, so it is still there
    return True


def squeezed(body: bytes) -> dict[str, bytes]:
    """Return a page's bytes as browsers take them, by the field that keeps them."""
    return {
        "identity": body,
        "gzip": gzip.compress(body, 9, mtime=0),
        # With a larger window a page of 13 kB takes 5 ms and not 0.25, and comes out no smaller.
        "brotli": brotli.compress(body, mode=brotli.MODE_TEXT, quality=9, lgwin=16),
    }
