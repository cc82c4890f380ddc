"""The search over everything that is public."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wapentake.design.pictures import NavLink, Pages
from wapentake.foundation.calendars import london_date
from wapentake.foundation.published.search import Hit, count_by_family, search
from wapentake.places.models import Ward
from wapentake.places.queries import gazetteer, named_so, probably_meant

from ..forms import SearchForm

SHOWN = 20  # hits a page
MOST_PAGES = 50  # nobody reads on after a thousand
PLACES_SHOWN = 5
# What people look for, and the families of published pages that are it.
KINDS = {
    "places": ("Wards", {"front", "wards", "ward", "earlier wards", "cluster", "all_wards", "named", "locality",
                        "named_place", "ward_groups"}),
    "plans": ("Priorities and plans", {"priority", "ward_plan", "ward_plan_changes", "input", "asked", "ward_asked",
                                       "ward_priorities"}),
    "money": ("Awards and money", {"award", "money", "ward_awards", "statement", "ward_statement", "other_funds",
                                   "infrastructure", "ward_reports"}),
    "news": ("News", {"item", "news", "ward_news", "events", "ward_events", "good_practice", "decisions", "bulletin",
                      "bulletins", "ward_bulletin", "ward_bulletins"}),
    "people": ("Councillors", {"councillor", "councillors", "register", "ward_members"}),
    "figures": ("Figures", {"profile", "indicators", "comparison"}),
    "about": ("About this site", {"how", "accessibility", "privacy", "open_data", "strategies", "strategy",
                                  "who_decides", "who_decides_all", "data", "guidance", "guidance_page"}),
}  # fmt: skip
# Families that hold no page of their own to read: feeds, pictures, and the same words on a sheet.
NOT_SEARCHED = {"news_feed", "ward_news_feed", "photo", "one_page", "moved", "data_catalogue", "events_ics",
                "ward_events_ics", "event_ics", "guidance_version", "ward_priorities_feed",
                "ward_asked_feed", "bulletins_feed", "ward_bulletins_feed"}  # fmt: skip
KIND_OF = {family: kind for kind, (_, families) in KINDS.items() for family in families}


@dataclass(frozen=True)
class Line:
    """A page that was found: where it leads, what it is, and its words, each part with whether it was asked for."""

    href: str
    title: str
    kind: str
    excerpt: tuple[tuple[bool, str], ...]


@dataclass(frozen=True)
class Place:
    """A place with the name that was asked for, and the wards that it touches as (name, address)."""

    name: str
    kind: str
    wards: list[tuple[str, str]]


@dataclass(frozen=True)
class SearchPage:
    """What was asked for and what was found. `meant` are names that were probably meant, as (name, address)."""

    asked: str
    ward: Ward | None
    count: int
    lines: list[Line]
    kinds: list[NavLink]
    places: list[Place]
    meant: list[tuple[str, str]]
    everywhere: str
    pages: Pages


def search_page(form: SearchForm, kind: str, number: str, at: dt.datetime) -> SearchPage:
    """Search for what a valid form asks. A kind or a page that there is not is taken for none."""
    asked, ward = form.cleaned_data["q"], form.chosen
    kind = kind if kind in KINDS else ""
    state = {"q": asked} | ({"ward": ward.slug} if ward else {}) | ({"kind": kind} if kind else {})
    refs = [ward.ref] if ward else []
    counts = count_by_family(asked, at, families=list(KIND_OF), refs=refs) if asked else {}
    by_kind = {key: sum(counts.get(family, 0) for family in families) for key, (_, families) in KINDS.items()}
    count = by_kind[kind] if kind else sum(by_kind.values())
    last = min(MOST_PAGES, max(1, -(-count // SHOWN)))
    page = min(int(number), last) if number.isdecimal() and number.isascii() and len(number) < 5 and int(number) else 1
    families, first = KINDS[kind][1] if kind else KIND_OF, (page - 1) * SHOWN
    hits = search(asked, at, families=list(families), refs=refs, first=first, count=SHOWN) if count else []
    names = gazetteer(london_date(at)) if asked else []
    places = named_so(asked, names)[:PLACES_SHOWN]
    return SearchPage(
        asked=asked,
        ward=ward,
        count=count,
        lines=[_line(hit) for hit in hits],
        kinds=_choices(state, kind, by_kind),
        places=[Place(one.name, one.kind, [(each.name, _ward(each)) for each in one.wards]) for one in places],
        meant=[] if places else [(name, _to({"q": name})) for name in probably_meant(asked, names)],
        everywhere=_to({"q": asked}) if ward or kind else "",
        pages=Pages.of(page, last, _to(state | {"page": "{}"}).replace("%7B%7D", "{}")),
    )


def _line(hit: Hit) -> Line:
    return Line(hit.path, hit.title, KINDS[KIND_OF[hit.family]][0], hit.excerpt)


def _choices(state: dict[str, str], kind: str, by_kind: dict[str, int]) -> list[NavLink]:
    """Return the kinds that something was found of, after all of them together."""
    rest = {name: value for name, value in state.items() if name != "kind"}
    every = NavLink("Everything", _to(rest), not kind, sum(by_kind.values()))
    return [every] + [
        NavLink(KINDS[key][0], _to(rest | {"kind": key}), key == kind, count)
        for key, count in by_kind.items()
        if count or key == kind
    ]


def _ward(ward: Ward) -> str:
    return reverse("site:ward", args=[ward.slug])


def _to(state: dict[str, str]) -> str:
    return f"{reverse('site:search')}?{urlencode(state)}"
