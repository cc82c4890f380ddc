"""A letter as PDF/UA-1, to print and put into a window envelope."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ..pages.letters import LetterPage

TEMPLATE = Path(__file__).parent.parent / "typst" / "letter.typ"


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
    inputs = {"letter": json.dumps(data, ensure_ascii=False)}
    return _letter_compiler().compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs)


@lru_cache(maxsize=1)
def _letter_compiler() -> Any:
    """Return the compiler with its fonts, made once: no font of the machine changes what a letter looks like."""
    import typst  # here, since few processes ever make a PDF and it costs each 7 MB

    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, ignore_system_fonts=True)
