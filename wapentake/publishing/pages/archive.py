"""The archive: every bulletin that was sent, as a page, in a list and in a feed. Flagged parts are not in it."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from wapentake.foundation import published
from wapentake.foundation.calendars import london_date, long_date
from wapentake.office.queries import left_out
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on

from .. import queries
from ..models import Bulletin
from .bulletin import BulletinShown, archive_path, bulletin_shown, month_words, parts_for

EVERYWHERE = "council:all"


@dataclass(frozen=True)
class ArchivePage:
    """The bulletins of a ward, or the whole council's, newest first."""

    title: str
    ward: Ward | None
    lines: list[tuple[str, str, str]]
    sent: list[tuple[Bulletin, str]]
    feed: str
    left_out: str
    refs: set[str]


@dataclass(frozen=True)
class BulletinPage:
    """One bulletin that was sent, whole."""

    shown: BulletinShown
    sent: str
    title: str
    left_out: str
    refs: set[str]


def archive_page(ward: Ward | None, at: dt.datetime) -> ArchivePage:
    """Return what was sent until a moment; while publicity is held, the sentence that says so instead."""
    where = reverse("publishing:ward_archive", args=[ward.slug]) if ward else reverse("publishing:archive")
    held = left_out([ward.ref if ward else EVERYWHERE, published.page_ref(where)], at)
    sent = [] if held.parts else queries.sent_bulletins(ward)
    name = "ward_archive_feed" if ward else "archive_feed"
    return ArchivePage(
        title=f"Bulletins of {ward.name}" if ward else "Bulletins for every ward",
        ward=ward,
        lines=[(month_words(one), archive_path(one), _sent(one)) for one in sent],
        sent=[(one, archive_path(one)) for one in sent],
        feed=reverse(f"publishing:{name}", args=[ward.slug] if ward else []),
        left_out=held.sentence,
        refs={f"bulletins:{ward.code if ward else 'all'}", ward.ref if ward else EVERYWHERE},
    )


def bulletin_page(bulletin: Bulletin, at: dt.datetime) -> BulletinPage:
    """Return a bulletin as it was sent, without its flagged parts; while publicity is held, why it is left out."""
    own = published.page_ref(archive_path(bulletin))
    held = left_out([bulletin.ward.ref if bulletin.ward else EVERYWHERE, own], at)
    told = queries.refs_told(queries.parts_of(bulletin))  # what is withdrawn or held later is gone from here too
    parts = [] if held.parts else parts_for(bulletin, promotional=False, at=at)
    return BulletinPage(
        shown=bulletin_shown(bulletin, parts, london_date(bulletin.sending_at or at)),
        sent=_sent(bulletin),
        title=bulletin.subject,
        left_out=held.sentence,
        refs={bulletin.ref, bulletin.ward.ref if bulletin.ward else EVERYWHERE, *told},
    )


def archive_paths(on: dt.date) -> list[str]:
    """Return the address of every list of bulletins on a day, the whole council's first."""
    return [reverse("publishing:archive"), *(reverse("publishing:ward_archive", args=[w.slug]) for w in wards_on(on))]


def feed_paths(on: dt.date) -> list[str]:
    """Return the address of every feed of bulletins."""
    return [f"{path[:-1]}.atom" for path in archive_paths(on)]


def bulletin_paths(*, of_wards: bool) -> list[str]:
    """Return the address of every bulletin that is in the archive."""
    return [archive_path(one) for one in queries.archived() if (one.ward is not None) is of_wards]


def site_address() -> str:
    """Return the address that links in feeds begin with."""
    return str(settings.WAPENTAKE_ADDRESS).rstrip("/")


def _sent(bulletin: Bulletin) -> str:
    return f"Sent on {long_date(london_date(bulletin.sending_at))}." if bulletin.sending_at else ""
