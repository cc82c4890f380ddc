"""The offer letter as PDF/UA-1, which typst checks as it writes it."""

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from wapentake.foundation.calendars import long_date

from ..pages import OfferLetter

LETTER = Path(__file__).parent.parent / "typst" / "offer.typ"


def offer_pdf(page: OfferLetter, on: dt.date) -> bytes:
    """Return the letter as PDF/UA-1, with the words of its page."""
    data = json.dumps(_letter(page, on), ensure_ascii=False)
    return _letters().compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"letter": data})


@lru_cache(maxsize=1)
def _letters() -> Any:
    """Return the compiler with its fonts, made once."""
    import typst  # here, since few processes ever make a PDF and it costs each 7 MB

    return typst.Compiler(LETTER, root=LETTER.parent, ignore_system_fonts=True)


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
