"""A statement as PDF/UA-1, which typst checks as it writes it."""

import datetime as dt
from typing import Any

from django.conf import settings

from wapentake.design.typeset import table_data
from wapentake.foundation.calendars import long_date
from wapentake.foundation.money import pounds

from ..pages.statement import Statement
from .typeset import typeset


def statement_pdf(page: Statement, on: dt.date) -> bytes:
    """Return a statement as PDF/UA-1, with the page's own tables. `on` is the day that it was made."""
    return typeset("statement", _data(page, on))


def _data(page: Statement, on: dt.date) -> dict[str, Any]:
    lead = "These figures agree." if page.agreement.agrees else "These figures do not agree."
    return {
        "over": page.over,
        "title": page.title,
        "lede": page.lede,
        "footer": f"{settings.WAPENTAKE_COUNCIL} Council. Made on {long_date(on)}.",
        "agreement": {"lead": lead, "words": page.agreement.words.replace("this page", "this file")},
        "shares": [
            {
                "amount": share.amount,
                "name": share.name,
                "percent": share.percent,
                "share": share.share,
                "note": share.note,
            }
            for share in page.shares
        ],
        "sectors": table_data(page.sectors),
        "tables": list(_tables(page)),
        "notes": [f"{pounds(pence)} from {name} stands apart. {why}" for name, pence, why, _ in page.apart]
        + ([page.ratio] if page.ratio else [])
        + page.notes
        + ([page.sealed.text] if page.sealed.words else []),
    }


def _tables(page: Statement) -> list[dict[str, Any]]:
    found = [("Ward by ward", page.wards)] if page.wards else []
    found += [(heading, table) for _, heading, table in page.projects]
    found.append(("Of what was allotted", page.funds))
    if page.kinds.rows:
        found.append(("Capital and revenue", page.kinds))
    if page.priorities.rows:
        found.append(("Priorities that it served", page.priorities))
    found += [("Drawn in from others", table) for table in page.drawn.tables if table.rows]
    found.append(("Whom it reached", page.reach))
    return [{"heading": heading, "table": table_data(table), "empty": table.empty} for heading, table in found]
