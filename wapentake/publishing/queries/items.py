"""Which items there are, which are out, and whom they wait for."""

import datetime as dt
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from wapentake.foundation.prepared import one_of, prepared
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward
from wapentake.plans.queries import TEAM

from ..models import ApprovalRule, Item
from ..states import Approval, ItemKind, ItemState

NEWEST = 20
# Nobody posts without another's yes where the council has said nothing.
WITHOUT_A_RULE = Approval.ANOTHER


def approval_on(day: dt.date) -> ApprovalRule | None:
    """Return the rule of a day about whose yes an item needs, or None where the council has said nothing."""
    return _rules.first(day=day)


@prepared
def _rules(day: Any) -> QuerySet[ApprovalRule]:
    return ApprovalRule.objects.on(day).order_by("pk")[:1]


def is_out(item: Item, at: dt.datetime) -> bool:
    """Say whether an item is public at a moment; a publicity hold may still leave it out."""
    if item.state != ItemState.APPROVED or item.out_from is None or item.out_from > at:
        return False
    return item.out_until is None or item.out_until > at


def out_at(at: dt.datetime, ward: Ward | None = None) -> QuerySet[Item]:
    """Return what is public at a moment, newest first: of the borough, or of a ward with what concerns all wards."""
    rows = Item.objects.filter(state=ItemState.APPROVED, out_from__lte=at)
    rows = rows.filter(Q(out_until__isnull=True) | Q(out_until__gt=at))
    if ward is not None:
        rows = rows.filter(Q(wards=ward) | Q(wards__isnull=True))
    return rows.select_related("photo", "priority__ward").prefetch_related("wards").order_by("-out_from", "-pk")


def case_studies_out(at: dt.datetime) -> QuerySet[Item]:
    """Return the case studies that are public at a moment, newest first, with what they tell of."""
    rows = out_at(at).filter(kind=ItemKind.CASE_STUDY)
    return rows.select_related("photo", "priority__ward", "action__priority__ward", "award__priority__ward", "role")


def decisions_out(at: dt.datetime) -> QuerySet[Item]:
    """Return the explained decisions that are public at a moment, what was decided last first."""
    return out_at(at).filter(kind=ItemKind.DECISION).order_by("-decided_on", "-pk")


def events_out(at: dt.datetime, ward: Ward | None = None) -> QuerySet[Item]:
    """Return the events that are public at a moment, the latest first, each with what was corrected."""
    rows = out_at(at, ward).filter(kind=ItemKind.EVENT).prefetch_related("corrections")
    return rows.order_by("-happens_at", "-pk")


def news_of_ward(ward: Ward, at: dt.datetime) -> tuple[list[Item], dt.datetime | None]:
    """Return a ward's newest items at a moment, as lists show them, and when that next changes. One query.

    What is about every ward is among them. What a publicity hold leaves out is for the caller to leave out: each item
    has the codes of its wards with it as `ward_codes`, by which holds are asked for.
    """
    rows = _of_ward(ward=ward.pk, at=at)
    moments = [one for row in rows for one in (row.out_from, row.out_until) if one is not None and one > at]
    return [row for row in rows if is_out(row, at)], min(moments, default=None)


@prepared
def _of_ward(ward: Any, at: Any) -> QuerySet[Item]:
    its_own = Item.wards.through.objects.filter(item=OuterRef("pk"))
    rows = Item.objects.filter(state=ItemState.APPROVED).filter(Q(out_until__isnull=True) | Q(out_until__gt=at))
    rows = rows.filter(Exists(its_own.filter(ward=ward)) | ~Exists(its_own))
    shown = ("slug", "title", "summary", "kind", "factual", "state", "out_from", "out_until", "goes_on_from",
             "goes_on_until")  # fmt: skip
    codes = ArraySubquery(its_own.order_by("ward__number").values("ward__code"))
    return rows.order_by("-out_from", "-pk").annotate(ward_codes=codes).only(*shown)[:NEWEST]


def proposal_of(item: Item) -> str:
    """Return what names the words of an item that waits: from its proposal on they stand."""
    return item.proposed_at.isoformat() if item.proposed_at else ""


def next_change(at: dt.datetime, ward: Ward | None = None) -> dt.datetime | None:
    """Return when the next item comes out or goes, so that a page made now knows until when it is right."""
    rows = Item.objects.filter(state=ItemState.APPROVED)
    if ward is not None:
        rows = rows.filter(Q(wards=ward) | Q(wards__isnull=True))
    moments = [moment for pair in rows.filter(Q(out_from__gt=at) | Q(out_until__gt=at)).values_list(
        "out_from", "out_until") for moment in pair if moment is not None and moment > at]  # fmt: skip
    return min(moments, default=None)


def public_item(slug: str) -> Item | None:
    """Return an item that is or was public, or has its day still to come, by its address."""
    rows = Item.objects.filter(slug=slug, state__in=(ItemState.APPROVED, ItemState.WITHDRAWN))
    related = ("photo__wide", "photo__small", "priority__ward", "action__priority__ward", "award__organisation", "role")
    return rows.select_related(*related).prefetch_related("wards", "corrections").first()


def items_visible_to(roles: Roles, at: dt.datetime) -> QuerySet[Item]:
    """Return the items that a person may see on the desk, newest first: all for the Head, else those of their wards.

    Of other wards' those that residents can read already: what waits for its day is told to nobody before.
    """
    rows = Item.objects.select_related("drafted_by", "approved_by", "photo").prefetch_related("wards")
    if not roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.MONITORING_OFFICER):
        mine = (
            Q(wards__in=roles.ward_keys(*TEAM))
            | Q(drafted_by=roles.user)
            | Q(state=ItemState.APPROVED, out_from__lte=at)
        )
        rows = rows.filter(pk__in=Item.objects.filter(mine).values("pk"))
    return rows.order_by("-drafted_at", "-pk")


def wards_of(item: Item) -> list[Ward]:
    """Return the wards that an item is about, by their number; none for the whole borough."""
    return sorted(item.wards.all(), key=lambda ward: ward.number)


def waiting_for(roles: Roles) -> list[Item]:
    """Return the items that this person may approve, longest waiting first; never their own. Two queries."""
    rule = approval_on(roles.on)
    members = (rule.by if rule else WITHOUT_A_RULE) == Approval.ANOTHER
    wards = roles.ward_keys(*TEAM) if members else roles.ward_keys_held(RoleKind.CO_ORDINATOR)
    every = roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.CO_ORDINATOR)
    asked = _waiting_or_of_every_ward if every else _waiting
    return asked(user=roles.user.pk, wards=list(wards))


@prepared
def _waiting(user: Any, wards: Any) -> QuerySet[Item]:
    theirs = Item.wards.through.objects.filter(one_of("ward", wards), item=OuterRef("pk"))
    return _proposed(user).filter(Exists(theirs))


@prepared
def _waiting_or_of_every_ward(user: Any, wards: Any) -> QuerySet[Item]:
    any_ward = Item.wards.through.objects.filter(item=OuterRef("pk"))
    return _proposed(user).filter(Exists(any_ward.filter(one_of("ward", wards))) | ~Exists(any_ward))


def _proposed(user: Any) -> QuerySet[Item]:
    rows = Item.objects.filter(state=ItemState.PROPOSED).exclude(drafted_by=user)
    rows = rows.exclude(changed_by=user, changed_by__isnull=False)
    return rows.select_related("drafted_by").order_by("proposed_at", "pk")
