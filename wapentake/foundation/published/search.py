"""Searches what is published, as it is at a moment: nothing that is withdrawn, held or not out yet is found."""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import Count, F, Q, QuerySet

from ..models import PageState, PublishedVersion

# Marks around what was found: no page has them, so that a page's own words are never taken for marks.
BEGIN, END = "\x02", "\x03"
NOT_OF_NOTHING, MANY_NOT = re.compile(r"-+(?![\w\"-])"), re.compile(r"-{2,}")


@dataclass(frozen=True)
class Hit:
    """A page that was found. `excerpt` are its words about it, each part with whether it is what was asked for."""

    path: str
    family: str
    title: str
    excerpt: tuple[tuple[bool, str], ...]


def count_by_family(
    asked: str, at: dt.datetime, *, families: Collection[str], refs: Collection[str] = ()
) -> dict[str, int]:
    """Return how many pages of each family `search` would find. One query."""
    rows = _matching(_query(asked), at, families, refs)
    return dict(rows.order_by().values_list("page__family").annotate(Count("pk")))


def search(
    asked: str,
    at: dt.datetime,
    *,
    families: Collection[str],
    refs: Collection[str] = (),
    first: int = 0,
    count: int = 20,
) -> list[Hit]:
    """Search pages of some families for words, best first, as people write: `"in this order"`, `one or other`, `-not`.

    With `refs` only pages that show all of them. Words are found in their other forms too: `bench` finds benches.
    """
    query = _query(asked)
    excerpt = SearchHeadline(
        "text", query, config="english", start_sel=BEGIN, stop_sel=END, max_words=32, min_words=18, max_fragments=2
    )
    best = (
        _matching(query, at, families, refs)
        .annotate(rank=SearchRank(F("words"), query, normalization=2), excerpt=excerpt)
        .order_by("-rank", "page__path")
        .values_list("page__path", "page__family", "title", "excerpt")
    )
    return [Hit(path, family, title, _parts(words)) for path, family, title, words in best[first : first + count]]


def addresses(at: dt.datetime) -> QuerySet[PublishedVersion, str]:
    """Return the address of every page in HTML that is served at a moment, in their order."""
    return _in_force(at).order_by("page__path").values_list("page__path", flat=True)


def _query(asked: str) -> SearchQuery:
    """Return the question as PostgreSQL reads it. A hyphen says “not” of the word after it: of nothing it says nothing.

    Dozens of them in a row would be more than PostgreSQL nests.
    """
    asked = MANY_NOT.sub("-", NOT_OF_NOTHING.sub(" ", asked.replace("\x00", " ")))
    return SearchQuery(asked, search_type="websearch", config="english")


def _matching(
    query: SearchQuery, at: dt.datetime, families: Collection[str], refs: Collection[str]
) -> QuerySet[PublishedVersion]:
    return _in_force(at).filter(page__family__in=families, page__refs__contains=list(refs), words=query)


def _in_force(at: dt.datetime) -> QuerySet[PublishedVersion]:
    """Return the versions that the fronts serve at a moment."""
    over = Q(valid_until__lte=at) | Q(never_after__lte=at)
    return (
        PublishedVersion.objects.filter(page__state=PageState.LIVE, valid_from__lte=at).exclude(over).exclude(title="")
    )


def _parts(excerpt: str) -> tuple[tuple[bool, str], ...]:
    """Cut an excerpt at its marks."""
    parts = []
    for piece in excerpt.split(BEGIN):
        found, mark, rest = piece.rpartition(END)
        parts += [(True, found), (False, rest)] if mark else [(False, piece)]
    return tuple((hit, words) for hit, words in parts if words)
