"""A letter as PDF/UA-1, to print and put into a window envelope."""

from django.conf import settings

from ..pages.letters import LetterPage
from .typeset import typeset


def letter_pdf(page: LetterPage) -> bytes:
    """Return a letter as PDF/UA-1. Its address stands where a DL envelope has its window."""
    data = {
        "council": f"{settings.WAPENTAKE_COUNCIL} Council",
        "title": page.title,
        "reference": page.application[0],
        "written": page.written,
        "address": page.address,
        "paragraphs": page.paragraphs,
    }
    return typeset("letter", data)
