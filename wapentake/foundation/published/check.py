"""Compares the store with what the pages would be if they were rendered now. A difference is a defect somewhere."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..models import PageState, PublishedPage
from .marking import families
from .render import Rendered, RenderFailed, render_safely, snapshot

TRIES = 3


@dataclass(frozen=True)
class Difference:
    """One page that is not as it should be, and in which way."""

    path: str
    why: str


def differences(clock: Callable[[], dt.datetime]) -> Iterator[Difference]:
    """Yield every page that is stored otherwise than it would be rendered, missing, or stored without a view.

    A page that is waiting for its renderer is none: it is known to be behind.
    """
    listed: set[str] = set()
    for name, family in families().items():
        paths = set(family.paths())
        listed |= paths
        known = set(PublishedPage.objects.filter(path__in=paths).values_list("path", flat=True))
        yield from (
            Difference(path, f"is listed by the family {name} and not published") for path in sorted(paths - known)
        )
    pages = PublishedPage.objects.exclude(state=PageState.WITHDRAWN).order_by("path")
    for pk, path in pages.values_list("pk", "path"):
        if why := _settled_difference(pk, clock, path in listed):
            yield Difference(path, why)


def _settled_difference(pk: int, clock: Callable[[], dt.datetime], listed: bool) -> str:
    """Compare a page until nothing moved meanwhile; a page that never rests is not called different."""
    for _ in range(TRIES):
        before = PublishedPage.objects.get(pk=pk)
        if before.state == PageState.WITHDRAWN or before.wanted > before.rendered:
            return ""
        if (before.state == PageState.LIVE) != listed:
            why = "is listed, and there is no such page" if listed else "is published and listed by no family"
        else:
            why = _difference(before, clock())
        after = PublishedPage.objects.get(pk=pk)
        if not why or (before.wanted, before.version) == (after.wanted, after.version):
            return why
    return ""


def _difference(page: PublishedPage, at: dt.datetime) -> str:
    try:
        with snapshot():
            for version in page.versions.order_by("ahead"):
                if not version.ahead and version.ends and version.ends <= at:
                    return ""  # its time has come, and the next sweep renders it
                moment = version.valid_from if version.ahead else at
                fresh = render_safely(page.path, at=moment, stamp=version.rendered_at)
                if why := _compare(fresh, bytes(version.identity), "the version to come " if version.ahead else ""):
                    return why
    except RenderFailed as failure:
        return f"cannot be rendered: {failure}"
    return ""


def _compare(fresh: Rendered | None, stored: bytes, which: str) -> str:
    if fresh is None:
        return f"{which}is stored and there is no such page"
    if fresh.body != stored:
        return f"{which}is stored otherwise than it is rendered now"
    return ""
