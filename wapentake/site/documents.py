"""Gathered pages as files."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings

from wapentake.design.typeset import table_data, typeset
from wapentake.foundation.calendars import long_date

from .pages import OnePage

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
