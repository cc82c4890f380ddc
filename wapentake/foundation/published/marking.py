"""How a room publishes a page: the contract.

A public page is an ordinary GET view. In the room's `views.py`:

    from wapentake.foundation import published

    @published.published_page("ward", paths=pages.ward_paths, watches={"ward", "council"})
    def ward(request, slug):
        at = published.moment(request)
        page = pages.ward_page(slug, on=calendars.london_date(at), at=at)
        return published.response(request, "site/ward.html", {"page": page}, shows=page.refs, valid_until=page.until)

- `published_page(family, paths=, watches=)` makes the view public, GET only, and registers a family of pages. `paths`
  returns every address that the family has now, as a list of texts; `watches` are the kinds of ref at whose news
  addresses may come or go. It is the outermost decorator. A family of which there are many for each ward gives `near`
  too: for some refs of these kinds, the addresses that they may add or remove, each with whether it is there now; None
  where it cannot tell from them alone, and then all addresses are compared.
- `moment(request)` is the moment that the page is made for. Read it instead of the clock: a page is also rendered ahead
  of time, as it will be when a term ends or a hold begins.
- `response(request, template, context, shows=…)` renders like `render()`, with `published_at` in the context. `shows`
  are the refs of everything on the page: whatever is touched under one of them has the page rendered anew.
  `valid_until` is the next moment at which the page would read otherwise though nothing is touched: midnight where it
  counts days, the end of a term, of a year, of an event; a page without such a moment gives None. `never_after` is
  the moment from which this version must not be shown at all. Holds over what the page shows are added by themselves;
  a page that can promote nothing says `promotes=False`. What a hold forbids, the view leaves out:
  `published.held(refs, at)`, with `published.page_ref(path)` among the refs so that a page can be held alone.
- Stored pages are the same for everybody: they hold no form that posts, no token, no cookie, nothing of the user. A
  view that raises Http404 takes the page down.
- Rooms withdraw and hold by `published.withdraw`, `published.reinstate`, `published.hold`, `published.lift`.
- Tests: `published.testing.settle()` brings everything up to date, `published.testing.stored(path)` reads it.
"""

import datetime as dt
import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.urls import URLPattern, URLResolver, get_resolver
from django.views.decorators.http import require_safe

from .. import calendars
from ..models import PageState, PublishedPage
from ..prepared import prepared
from ..seldom import SeldomAsked
from . import holds

MOMENT = "wapentake.moment"  # in the WSGI environment of a render; callers from outside can only send HTTP_… keys
STAMP = "wapentake.stamp"
HTML = "text/html; charset=utf-8"
# What a stored page says that only leads on: its bytes are the address that took its place (RFC 2483).
MOVED = "text/uri-list"
CACHE_CONTROL = "public, max-age=0, must-revalidate"

View = Callable[..., HttpResponse]
Near = Callable[[Collection[str]], Mapping[str, bool] | None]


@dataclass(frozen=True)
class Family:
    """Pages that one view makes: all their addresses now, and the kinds of ref that may add or remove some.

    `near` answers for a few refs alone, so that news of one ward asks nothing of the others.
    """

    name: str
    paths: Callable[[], Iterable[str]]
    watches: frozenset[str]
    near: Near | None = None


@dataclass(frozen=True)
class Shown:
    """What a response says about itself to the renderer."""

    refs: tuple[str, ...]
    valid_until: dt.datetime | None
    never_after: dt.datetime | None


class PublishedResponse(HttpResponse):
    """A public page, with what it shows."""

    shown: Shown


def published_page(
    family: str, *, paths: Callable[[], Iterable[str]], watches: Collection[str] = (), near: Near | None = None
) -> Callable[[View], View]:
    """Register a view as a family of published pages. The view becomes public and answers GET and HEAD only."""

    def mark(view: View) -> View:
        @functools.wraps(view)
        def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if MOMENT not in request.META and _is_withdrawn(request.path):
                raise Http404("This page was withdrawn.")
            return view(request, *args, **kwargs)

        public = require_safe(marked)
        public.published_family = Family(family, paths, frozenset(watches), near)  # type: ignore[attr-defined]
        public.login_required = False  # type: ignore[attr-defined]  # what login_not_required sets
        return public

    return mark


def moment(request: HttpRequest) -> dt.datetime:
    """Return the moment that a page is made for: now or, when it is rendered ahead of time, later."""
    return request.META.get(MOMENT) or calendars.now()


def response(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    shows: Iterable[str],
    valid_until: dt.datetime | None = None,
    never_after: dt.datetime | None = None,
    promotes: bool = True,
    content_type: str = HTML,
) -> HttpResponse:
    """Render a published page. `shows`: refs (`kind:key`); the two moments lie after `moment(request)`.

    Raises ValueError where a moment has passed already or has no time zone: such a page could never be served.
    """
    at = moment(request)
    body = loader.render_to_string(template, {**context, "published_at": request.META.get(STAMP) or at}, request)
    return as_published(
        request, body, content_type, shows=shows, valid_until=valid_until, never_after=never_after, promotes=promotes
    )


def as_published(
    request: HttpRequest,
    body: str | bytes,
    content_type: str,
    *,
    shows: Iterable[str],
    valid_until: dt.datetime | None = None,
    never_after: dt.datetime | None = None,
    promotes: bool = True,
) -> HttpResponse:
    """Publish something that no template makes, such as a picture, under the same terms as a page."""
    at, refs = moment(request), tuple(sorted(set(shows)))
    own = (*refs, holds.page_ref(request.path))
    starts, ends = holds.boundaries(own, at) if promotes else (None, None)
    shown = Shown(refs, _earliest(at, valid_until, ends), _earliest(at, never_after, starts))
    answer = PublishedResponse(body, content_type=content_type)
    answer["Cache-Control"] = CACHE_CONTROL
    answer.shown = shown
    return answer


def is_rendered(request: HttpRequest) -> bool:
    """Say whether a page is being made for the store, and not for whoever asks."""
    return MOMENT in request.META


def leads_on(request: HttpRequest, new: str, *, shows: Iterable[str]) -> HttpResponse:
    """Publish that an address has moved to another of this site, for ever: the front leads there from store."""
    return as_published(request, new, MOVED, shows=shows, promotes=False)


def families() -> dict[str, Family]:
    """Return every family of the running URL configuration by name. Raises ValueError where two share a name."""
    found: dict[str, Family] = {}
    for pattern in _patterns(get_resolver()):
        family = getattr(pattern.callback, "published_family", None)
        if family is not None and found.setdefault(family.name, family) is not family:
            raise ValueError(f"Two views publish a family named {family.name}: give one another name.")
    return found


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        elif not isinstance(entry, SeldomAsked):  # those publish no pages, and are not to be loaded for the asking
            yield from _patterns(entry)


def _earliest(at: dt.datetime, *moments: dt.datetime | None) -> dt.datetime | None:
    found = min((each for each in moments if each is not None), default=None)
    if found is not None and (found.tzinfo is None or found <= at):
        raise ValueError(
            f"A page that is made for {at} cannot end at {found}: name a later moment, with its time zone."
        )
    return found


def _is_withdrawn(path: str) -> bool:
    return bool(_withdrawn(path=holds.written(path)))


def withdrawn_of(paths: Collection[str]) -> set[str]:
    """Return those of some addresses whose pages were withdrawn. One query, or none."""
    if not paths:
        return set()
    rows = PublishedPage.objects.filter(path__in={holds.written(path) for path in paths}, state=PageState.WITHDRAWN)
    gone = set(rows.values_list("path", flat=True))
    return {path for path in paths if holds.written(path) in gone}


@prepared
def _withdrawn(path: Any) -> QuerySet[PublishedPage, int]:
    return PublishedPage.objects.filter(path=path, state=PageState.WITHDRAWN).values_list("pk", flat=True)
