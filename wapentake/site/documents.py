"""Gathered pages as files."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings

from wapentake.design.typeset import table_data, typeset
from wapentake.foundation.calendars import long_date
from wapentake.foundation.published.search import addresses

from .pages import OnePage

SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
MOST_ADDRESSES = 50_000  # of one sitemap, by its protocol
ONE_PAGE = Path(__file__).parent / "typst" / "one_page.typ"


def one_page_pdf(page: OnePage, on: dt.date) -> bytes:
    """Return a ward on one side of a sheet as PDF/UA-1, with the words of its page."""
    return typeset(ONE_PAGE, _data(page, on))


def _data(page: OnePage, on: dt.date) -> dict[str, Any]:
    return {
        "over": f"{settings.WAPENTAKE_COUNCIL} Council",
        "title": f"{page.ward.name} on one page",
        "lede": page.lede,
        "began": page.began,
        "figures": table_data(page.figures) if page.figures else None,
        "no_figures": page.no_figures,
        "note": page.note,
        "priorities": page.priorities,
        "no_priorities": page.no_priorities,
        "left_out": page.left_out,
        "footer": f"{settings.WAPENTAKE_COUNCIL} Council. Made on {long_date(on)}. Sources: {page.sources or 'none'}.",
    }


def sitemap(at: dt.datetime, number: int | None) -> Iterator[str]:
    """Yield the sitemap of every public page. One that would be too long leads to parts, which `number` asks for."""
    found = addresses(at)
    count = found.count()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    if number is None and count > MOST_ADDRESSES:
        parts = range(1, -(-count // MOST_ADDRESSES) + 1)
        yield f"<sitemapindex {SITEMAP}>\n"
        yield from (f"<sitemap><loc>{_here(f'/sitemap.xml?part={part}')}</loc></sitemap>\n" for part in parts)
        yield "</sitemapindex>\n"
        return
    first = ((number or 1) - 1) * MOST_ADDRESSES
    yield f"<urlset {SITEMAP}>\n"
    yield from (f"<url><loc>{_here(path)}</loc></url>\n" for path in found[first : first + MOST_ADDRESSES].iterator())
    yield "</urlset>\n"


def robots() -> str:
    """Return what search engines may read: all that is public, and nothing of a demonstration."""
    if settings.WAPENTAKE_DEMO:
        return "# A demonstration: its people, groups and awards are invented.\nUser-agent: *\nDisallow: /\n"
    closed = "".join(f"Disallow: {path}\n" for path in ("/desk/", "/search/", "/find/", "/sign-in/"))
    return f"User-agent: *\n{closed}Sitemap: {_here('/sitemap.xml')}\n"


def _here(path: str) -> str:
    return escape(settings.WAPENTAKE_ADDRESS.rstrip("/") + path)
