"""The offer letter as PDF/UA-1, which typst checks as it writes it."""

import datetime as dt
from typing import Any

from wapentake.foundation.calendars import long_date

from ..pages import OfferLetter
from .typeset import typeset


def offer_pdf(page: OfferLetter, on: dt.date) -> bytes:
    """Return the letter as PDF/UA-1, with the words of its page."""
    return typeset("offer", _letter(page, on))


def _letter(page: OfferLetter, on: dt.date) -> dict[str, Any]:
    return {
        "over": f"{page.council} Council",
        "title": f"Offer {page.reference}",
        "lede": page.lede,
        "facts": page.facts,
        "terms": page.terms,
        "subsidy": page.subsidy,
        "until": page.stands or page.until,
        "footer": f"{page.council} Council. Offer {page.reference}. Made on {long_date(on)}.",
    }
