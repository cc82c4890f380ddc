"""A ward's profile on the two sides of one sheet, as PDF/UA-1."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings

from wapentake.design.pictures import METHODS, Indicator
from wapentake.design.typeset import map_data, table_data, typeset
from wapentake.foundation.calendars import long_date

from ..pages import Group, ProfilePage, WardMapped

TEMPLATE = Path(__file__).parent.parent / "typst" / "profile.typ"
FITS = 40  # names of bodies, and rows of wards, that the second side has room for


def profile_pdf(page: ProfilePage, on: dt.date) -> bytes:
    """Return the profile as PDF/UA-1, with the words of its page. `on` is the day that it was made."""
    return typeset(TEMPLATE, _data(page, on))


def _data(page: ProfilePage, on: dt.date) -> dict[str, Any]:
    return {
        "over": f"{settings.WAPENTAKE_COUNCIL} Council",
        "title": f"{page.ward.name}: what the figures say",
        "lede": f"{page.residents} {page.lede}".strip(),
        "groups": [_group(one) for one in page.groups],
        "mapped": _mapped(page.mapped) if page.mapped else None,
        "assets": _assets(page),
        "sources": [_source(one.title, one.licence, one.taken, one.attribution) for one in page.sources],
        "footer": f"{settings.WAPENTAKE_COUNCIL} Council. Made on {long_date(on)}.",
    }


def _group(group: Group) -> dict[str, Any]:
    return {"label": group.label, "rows": [_row(one) for one in group.tiles], "empty": group.empty or group.missing}


def _row(tile: Indicator) -> list[str]:
    """Return a tile as a line: name, figure, range, borough, rank, and how it came to the ward."""
    name = f"{tile.name}, {tile.per[:1].lower()}{tile.per[1:]}" if tile.per else tile.name
    stands = tile.rank.words if tile.rank else ""
    way = f"{METHODS[tile.provenance.method]}, {tile.provenance.source}"
    return [name.rstrip("."), tile.value, tile.could_be, tile.borough, stands, way]


def _mapped(mapped: WardMapped) -> dict[str, Any] | None:
    if mapped.map is None or len(mapped.table.rows) > FITS:
        return None
    me = [place for place, row in enumerate(mapped.table.rows) if row.me]
    return {
        "title": mapped.title, "words": mapped.words, "map": map_data(mapped.map), "table": table_data(mapped.table),
        "me": me,
    }  # fmt: skip


def _assets(page: ProfilePage) -> dict[str, Any]:
    rows = page.assets.groups.rows if page.assets.groups else []
    names = [str(getattr(row.cells[0], "text", row.cells[0])) for row in rows]
    more = f" And {len(names) - FITS} more." if len(names) > FITS else ""
    return {"words": page.assets.words, "names": "; ".join(names[:FITS]), "more": more, "note": page.assets.note}


def _source(title: str, licence: str, taken: str, attribution: str) -> str:
    return " ".join(
        part for part in (f"{title}, {licence}.", f"Taken on {taken}." if taken else "", attribution) if part
    )
