"""Which bulletins there are, of whom, and whom their drafts wait for."""

import datetime as dt
import hashlib
import json
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from wapentake.foundation.prepared import prepared
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles, members_of
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward
from wapentake.plans.queries import TEAM

from ..models import Bulletin, BulletinComment, BulletinPart
from ..states import BulletinState

SEE_ALL = (RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.MONITORING_OFFICER, RoleKind.ADMINISTRATOR)


def bulletins_visible_to(roles: Roles) -> QuerySet[Bulletin]:
    """Return the bulletins that a person may see on the desk, newest first: all, or their wards' and what was sent.

    The whole council's drafts are seen by whoever has a ward: partners, clerks and auditors see what was sent.
    """
    rows = Bulletin.objects.select_related("ward", "drafted_by", "approved_by", "despite_hold_by")
    if not roles.has(*SEE_ALL):
        mine = roles.ward_keys(*TEAM)
        whole = Q(ward=None) if mine else Q(pk__in=[])
        rows = rows.filter(Q(ward__in=mine) | whole | Q(state=BulletinState.SENT))
    return rows.order_by("-month", "ward__name", "-pk")


def narrowed(rows: QuerySet[Bulletin], *, ward: str = "", state: str = "", month: str = "") -> QuerySet[Bulletin]:
    """Narrow bulletins to a ward by its slug (`all` is those of every ward), a state, a month like 2026-11."""
    if ward:
        rows = rows.filter(ward=None) if ward == "all" else rows.filter(ward__slug=ward)
    if state:
        rows = rows.filter(state=state)
    return rows.filter(month=dt.date.fromisoformat(f"{month}-01")) if month else rows


def months_written(rows: QuerySet[Bulletin]) -> list[dt.date]:
    """Return the months that there are bulletins of, the newest first."""
    return list(rows.order_by("-month").values_list("month", flat=True).distinct())


def parts_of(bulletin: Bulletin) -> list[BulletinPart]:
    """Return a bulletin's parts in their order, without what was taken out."""
    return list(bulletin.parts.filter(taken_out_at=None))


def print_of_bulletin(bulletin: Bulletin) -> str:
    """Return what names the words of a bulletin as they stand: another word, part or place, another name."""
    parts = [
        [part.kind, part.title, part.text, part.link, part.link_words, part.flag, str(part.on or ""), part.bar]
        for part in parts_of(bulletin)
    ]
    said = json.dumps([bulletin.subject, bulletin.opening, parts])
    return hashlib.sha256(said.encode()).hexdigest()


def taken_out_of(bulletin: Bulletin) -> list[BulletinPart]:
    """Return what was taken out, the last first: it can be put back."""
    return list(bulletin.parts.exclude(taken_out_at=None).order_by("-taken_out_at"))


def may_read_comments(roles: Roles, bulletin: Bulletin) -> bool:
    """Say whether what was said of a draft is for this person: the ward's members and team, as they were told."""
    if roles.has(*SEE_ALL):
        return True
    mine = roles.ward_keys(*TEAM)
    return bulletin.ward_id in mine if bulletin.ward_id else bool(mine)


def comments_on(bulletin: Bulletin) -> list[BulletinComment]:
    """Return what was said of a draft, the oldest first."""
    return list(bulletin.comments.select_related("by", "part"))


def asked_to_comment(bulletin: Bulletin, on: dt.date) -> list[Councillor]:
    """Return the members whose word on a draft is asked for: those of its ward, but for who wrote it."""
    if bulletin.ward is None:
        return []
    return [member for member in members_of(bulletin.ward, on) if member.user_id != bulletin.drafted_by_id]


def still_to_comment(bulletin: Bulletin, on: dt.date) -> list[Councillor]:
    """Return the members who have not said anything of a draft since they were asked."""
    since = bulletin.consulted_at
    said = set(bulletin.comments.filter(at__gte=since).values_list("by", flat=True)) if since else set()
    return [member for member in asked_to_comment(bulletin, on) if member.user_id not in said]


def drafts_waiting_for(roles: Roles) -> list[Bulletin]:
    """Return the drafts that a member is asked about and has said nothing of, the first to close first. One query."""
    if roles.ward is None:
        return []
    return _drafts_waiting(ward=roles.ward.pk, user=roles.user.pk, on=roles.on)


@prepared
def _drafts_waiting(ward: Any, user: Any, on: Any) -> QuerySet[Bulletin]:
    said = BulletinComment.objects.filter(bulletin=OuterRef("pk"), by=user)
    rows = Bulletin.objects.filter(~Exists(said), ward=ward, state=BulletinState.CONSULTED, comments_by__gte=on)
    return rows.exclude(drafted_by=user).select_related("ward", "drafted_by").order_by("comments_by", "pk")


def archived() -> QuerySet[Bulletin]:
    """Return every bulletin that residents can read on the site: those that have begun to go out, newest first."""
    gone_out = (BulletinState.SENDING, BulletinState.PAUSED, BulletinState.SENT)
    return Bulletin.objects.filter(state__in=gone_out).select_related("ward").order_by("-month", "-pk")


def sent_bulletins(ward: Ward | None) -> list[Bulletin]:
    """Return the archive of a ward, or of the whole council; the newest first."""
    return list(archived().filter(ward=ward))


def archived_bulletin(ward: Ward | None, month: str) -> Bulletin | None:
    """Return a ward's bulletin, or the whole council's, of a month like 2026-11; None where there is none to read."""
    return next((one for one in archived().filter(ward=ward) if one.slug == month), None)
