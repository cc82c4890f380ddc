"""A ward's plan: begun, written, put to the members, agreed or refused by name, published, replaced."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User
from wapentake.places.models import Parish, Ward

from ..models import Engagement, ParishPriority, PlanLine, PlanWord, WardPlan
from ..queries import cycle_on, plan_is_agreed, priorities_of, published_plan
from ..rules import (
    may_agree_plan,
    may_begin_plan,
    may_propose_plan,
    may_publish_plan,
    may_refuse_plan,
    may_take_back_plan,
    may_withdraw_plan,
    may_write_plan,
)
from ..states import WARD_PLAN, PlanState, PlanWordKind
from .beats import lock_ward, roles_at


@transaction.atomic
def begin_plan(ward: Ward, *, by: User, at: dt.datetime) -> WardPlan:
    """Begin a ward's plan for the cycle of today, or the next version with what the last one said. Raises `Refused`."""
    ward = lock_ward(ward)
    may_begin_plan(roles_at(by, at), ward).demand()
    cycle, old = cycle_on(london_date(at)), published_plan(ward)
    assert cycle is not None
    before = WardPlan.objects.filter(ward=ward, cycle=cycle).order_by("-version").first()
    plan = WardPlan.objects.create(
        ward=ward, cycle=cycle, version=before.version + 1 if before else 1, replaces=old,
        equality=old.equality if old else "", drafted_by=by, drafted_at=at,
    )  # fmt: skip
    if old and old.cycle_id == cycle.pk:
        for one in old.engagements.all():
            Engagement.objects.create(plan=plan, who=one.who, how=one.how, on=one.on, said=one.said)
    for text in old.parish_priorities.all() if old else ():
        ParishPriority.objects.create(plan=plan, parish=text.parish, text=text.text)
    return _tell_plan(plan, "begin", by, at, replaces=old.pk if old else None)


@transaction.atomic
def write_plan(plan: WardPlan, equality: str, parishes: Mapping[Parish, str], *, by: User, at: dt.datetime) -> WardPlan:
    """Write the equality analysis, and what the ward's parishes work on, anew. Raises `Refused`."""
    plan = _lock_plan(plan)
    may_write_plan(roles_at(by, at), plan).demand()
    plan.equality = equality.strip()
    plan.save()
    plan.parish_priorities.all().delete()
    for parish, text in parishes.items():
        if text.strip():
            ParishPriority.objects.create(plan=plan, parish=parish, text=text.strip())
    return _tell_plan(plan, "write", by, at)


@transaction.atomic
def add_engagement(
    plan: WardPlan, who: str, how: str, on: dt.date, *, by: User, at: dt.datetime, said: str = ""
) -> Engagement:
    """Say who was asked for a plan, how and when, and what they said. Raises `Refused`."""
    plan = _lock_plan(plan)
    may_write_plan(roles_at(by, at), plan).demand()
    if not who.strip() or not how.strip():
        raise Refused("Enter who was asked, and how.")
    if on > london_date(at):
        raise Refused("Enter the day on which they were asked: today or earlier.")
    made = Engagement.objects.create(plan=plan, who=who.strip(), how=how.strip(), on=on, said=said.strip())
    _tell_plan(plan, "add_engagement", by, at, engagement=made.pk)
    return made


@transaction.atomic
def remove_engagement(engagement: Engagement, *, by: User, at: dt.datetime) -> WardPlan:
    """Take one out of a draft again. Raises `Refused`."""
    plan = _lock_plan(engagement.plan)
    may_write_plan(roles_at(by, at), plan).demand()
    key = engagement.pk
    plan.engagements.filter(pk=key).delete()
    return _tell_plan(plan, "remove_engagement", by, at, engagement=key)


@transaction.atomic
def propose_plan(plan: WardPlan, *, by: User, at: dt.datetime) -> WardPlan:
    """Put a plan to the ward's members, with the versions of its priorities that stand now. Raises `Refused`."""
    plan = _lock_plan(plan)
    roles = roles_at(by, at)
    may_propose_plan(roles, plan).demand()
    PlanLine.objects.filter(plan=plan).delete()
    for number, priority in enumerate(priorities_of(plan, london_date(at)), start=1):
        PlanLine.objects.create(plan=plan, priority=priority, number=number)
    _move_plan(plan, PlanState.PROPOSED)
    plan.proposed_at = at
    plan.save()
    return _tell_plan(plan, "propose", by, at, priorities=plan.lines.count())


@transaction.atomic
def agree_plan(plan: WardPlan, *, by: User, at: dt.datetime, read_at: dt.datetime | None = None) -> WardPlan:
    """Agree as a member of the ward; with the last member's word the plan is agreed. Raises `Refused`."""
    plan = _lock_plan(plan)
    may_agree_plan(roles_at(by, at), plan).demand()
    _say(plan, PlanWordKind.AGREED, "", by, at, read_at)
    if plan_is_agreed(plan, london_date(at)):
        _move_plan(plan, PlanState.AGREED)
        plan.save()
    return _tell_plan(plan, "agree", by, at)


@transaction.atomic
def refuse_plan(plan: WardPlan, *, reason: str, by: User, at: dt.datetime) -> WardPlan:
    """Refuse as a member of the ward, with a reason that is kept; the plan is a draft again. Raises `Refused`."""
    plan = _lock_plan(plan)
    may_refuse_plan(roles_at(by, at), plan).demand()
    if not reason.strip():
        raise Refused("Say why: whoever writes on reads it, and it is kept with the plan.")
    _say(plan, PlanWordKind.REFUSED, reason.strip(), by, at, None)
    _back_to_draft(plan)
    return _tell_plan(plan, "refuse", by, at)


@transaction.atomic
def take_back_plan(plan: WardPlan, *, by: User, at: dt.datetime) -> WardPlan:
    """Make a draft of it again; what members have said counts no longer, and is kept. Raises `Refused`."""
    plan = _lock_plan(plan)
    may_take_back_plan(roles_at(by, at), plan).demand()
    _back_to_draft(plan)
    return _tell_plan(plan, "take_back", by, at)


@transaction.atomic
def publish_plan(plan: WardPlan, *, by: User, at: dt.datetime) -> WardPlan:
    """Publish what the members have agreed; the version before is replaced and kept. Raises `Refused`."""
    plan = _lock_plan(plan)
    may_publish_plan(roles_at(by, at), plan, at).demand()
    if plan.state == PlanState.PROPOSED:  # the last one waited for has left
        _move_plan(plan, PlanState.AGREED)
    _move_plan(plan, PlanState.PUBLISHED)
    old = published_plan(plan.ward)
    if old:
        _move_plan(old, PlanState.SUPERSEDED)
        old.closed_at = at
        old.save()
    plan.published_at = at
    plan.save()
    return _tell_plan(plan, "publish", by, at, replaces=old.pk if old else None)


@transaction.atomic
def withdraw_plan(plan: WardPlan, *, by: User, at: dt.datetime) -> WardPlan:
    """Give a draft up. Raises `Refused`."""
    plan = _lock_plan(plan)
    may_withdraw_plan(roles_at(by, at), plan).demand()
    _move_plan(plan, PlanState.WITHDRAWN)
    plan.closed_at, plan.replaces = at, None
    plan.save()
    return _tell_plan(plan, "withdraw", by, at)


def _lock_plan(plan: WardPlan) -> WardPlan:
    lock_ward(plan.ward)
    rows = WardPlan.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("ward", "cycle", "replaces").get(pk=plan.pk)


def _say(
    plan: WardPlan, kind: PlanWordKind, reason: str, by: User, at: dt.datetime, read_at: dt.datetime | None
) -> None:
    if read_at is not None and read_at != plan.proposed_at:
        raise Refused("The plan has changed since you opened this page: read it again before you agree.")
    councillor = roles_at(by, at).councillor
    assert councillor is not None
    assert plan.proposed_at is not None
    PlanWord.objects.filter(plan=plan, asked_at=plan.proposed_at, councillor=councillor).delete()
    PlanWord.objects.create(
        plan=plan, asked_at=plan.proposed_at, councillor=councillor, kind=kind, reason=reason, at=at
    )


def _back_to_draft(plan: WardPlan) -> None:
    _move_plan(plan, PlanState.DRAFT)
    plan.proposed_at = None
    plan.save()
    PlanLine.objects.filter(plan=plan).delete()


def _move_plan(plan: WardPlan, to: PlanState) -> None:
    WARD_PLAN.demand(plan.state, to)
    plan.state = to


def _tell_plan(plan: WardPlan, act: str, by: User, at: dt.datetime, **facts: Any) -> WardPlan:
    facts |= {"ward": plan.ward.code, "version": plan.version, "state": str(plan.state)}
    audit.record(plan.ref, act, by=by, at=at, facts=facts)
    touch([plan.ref, *([plan.ward.ref, "plans:all"] if act == "publish" else [])])
    return plan
