"""An item on paper, as PDF/UA-1: a ward's newsletter, the flyer of an event, a press release."""

import base64
import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings

from wapentake.design.typeset import typeset
from wapentake.foundation import uploads
from wapentake.foundation.calendars import long_date

from ..pages import Block, Newsletter, Printed, Run
from ..states import LANGUAGES, is_printed

FOLDER = Path(__file__).parent.parent / "typst"


def newsletter_pdf(page: Newsletter, on: dt.date) -> bytes:
    """Return the news of a ward on paper, with what is coming up."""
    data = _shared(on) | {
        "title": page.title,
        "lede": page.lede,
        "items": [_item(one) for one in page.items],
        "coming": page.coming,
        "address": page.address,
    }
    return typeset(FOLDER / "newsletter.typ", data)


def flyer_pdf(page: Printed, on: dt.date) -> bytes:
    """Return one event on one side of a sheet, to be put up."""
    return typeset(FOLDER / "flyer.typ", _shared(on) | _item(page))


def press_pdf(page: Printed, on: dt.date) -> bytes:
    """Return an item as a press release: when it may be used, its words, whom to ask."""
    return typeset(FOLDER / "press.typ", _shared(on) | _item(page) | {"release": page.release, "notes": page.notes})


def _shared(on: dt.date) -> dict[str, Any]:
    return {
        "over": f"{settings.WAPENTAKE_COUNCIL} Council",
        "team": settings.WAPENTAKE_TEAM,
        "phone": settings.WAPENTAKE_CONTACT_PHONE,
        "email": settings.WAPENTAKE_CONTACT_EMAIL,
        "footer": f"{settings.WAPENTAKE_COUNCIL} Council. Made on {long_date(on)}.",
    }


def _item(page: Printed) -> dict[str, Any]:
    item = page.item
    return {
        "title": item.title,
        "summary": item.summary,
        "kind": page.kind,
        "where": page.where,
        "happens": page.happens,
        "decided": page.decided,
        "day": page.day,
        "hours": page.hours,
        "venue": item.venue,
        "body": _blocks(page.body),
        "photo": _photo(item) if hasattr(item, "photo") else None,
        "address": page.address,
    }


def _photo(item: Any) -> dict[str, Any]:
    """Return the photo as typst takes it without a file: inside a drawing."""
    wide, high = item.photo.width, item.photo.height
    points = base64.b64encode(uploads.read(item.photo.wide)).decode()
    picture = f'<image width="{wide}" height="{high}" href="data:image/jpeg;base64,{points}"/>'
    return {
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">{picture}</svg>',
        "alt": item.photo.alt,
        "credit": item.photo.credit,
    }


def _blocks(blocks: list[Block]) -> list[dict[str, Any]]:
    """Return an article's blocks. No heading skips a level (PDF/UA-1): a small one before any large is large."""
    seen, found = False, []
    for block in blocks:
        seen = seen or block.kind == "h2"
        found.append(_block(block, "h2" if block.kind == "h3" and not seen else block.kind))
    return found


def _block(block: Block, kind: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "runs": [_run(run) for run in block.runs],
        "lines": [[_run(run) for run in line] for line in block.lines],
    }


def _run(run: Run) -> dict[str, Any]:
    """Return some words; in a script that our fonts have no letters of, where they can be read."""
    text, lang = run.text, run.lang
    if lang and not is_printed(lang) and text.strip():
        text, lang = f"({LANGUAGES[lang]}: on the page)", ""
    return {"text": text, "strong": run.strong, "em": run.em, "href": run.href, "lang": lang or "en", "dir": run.dir
            if lang else "ltr"}  # fmt: skip
