"""Questions about ward plans as a whole."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from wapentake.foundation.calendars import DAY, london_date
from wapentake.foundation.operations.held import WORK, Place, kept
from wapentake.foundation.prepared import prepared
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles, members_of
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on

from ..models import (
    Citation,
    Engagement,
    FindingCited,
    ParishPriority,
    PlanLine,
    PlanRule,
    PlanWord,
    Priority,
    ProgressNote,
    WardPlan,
)
from ..states import PlanState, PlanWordKind
from .priorities import NOT_FINISHED, published_priorities, works_with

OPEN_PLAN = (PlanState.DRAFT, PlanState.PROPOSED, PlanState.AGREED)
PUBLIC_PLAN = (PlanState.PUBLISHED, PlanState.SUPERSEDED)
HELD_IN_PLANS = kept(
    WORK,
    Place(WardPlan, "Plans of a ward", ("equality",), ("drafted_by",), ("ward__name", "state", "drafted_at")),
    Place(Engagement, "Asked for a plan", ("who", "how", "said"), (), ("on",)),
    Place(ParishPriority, "Priorities of parishes", ("text",), (), ("parish__name",)),
    Place(FindingCited, "Findings cited", (), ("cited_by",), ("priority__title", "cited_at")),
    Place(Citation, "Figures cited", ("says",), ("cited_by",), ("priority__title", "cited_at")),
    Place(PlanWord, "Said to a plan", ("reason", "councillor__name"), ("councillor__user",), ("kind", "at")),
)


def plan_rule_on(day: dt.date) -> PlanRule | None:
    """Return what a ward plan holds, and when it is stale, by the rule of a day; None where none is set."""
    return PlanRule.objects.on(day).first()


def plan_rules() -> list[PlanRule]:
    """Return every such rule, newest first, with its source."""
    return list(PlanRule.objects.order_by("-from_date"))


def plans_visible_to(roles: Roles, ward: Ward) -> QuerySet[WardPlan]:
    """Return the versions of a ward's plan that a person may see, newest first."""
    rows = WardPlan.objects.filter(ward=ward).select_related("ward", "cycle", "replaces")
    rows = rows.order_by("-cycle__from_date", "-version")
    return rows if works_with(roles, ward) else rows.filter(state__in=PUBLIC_PLAN)


def public_plans(ward: Ward) -> list[WardPlan]:
    """Return the published versions of a ward's plan, newest first. Every one is kept."""
    rows = WardPlan.objects.filter(ward=ward, state__in=PUBLIC_PLAN).select_related("ward", "cycle")
    return list(rows.order_by("-published_at", "-pk"))


def public_plans_by_ward(on: dt.date) -> dict[int, list[WardPlan]]:
    """Return the same of every ward of a day, by the ward's key. One query, and one for the wards."""
    rows = WardPlan.objects.filter(ward__in=[ward.pk for ward in wards_on(on)], state__in=PUBLIC_PLAN)
    found: dict[int, list[WardPlan]] = {}
    for plan in rows.select_related("ward", "cycle").order_by("ward", "-published_at", "-pk"):
        found.setdefault(plan.ward_id, []).append(plan)
    return found


def open_plan(ward: Ward) -> WardPlan | None:
    """Return the version that is being prepared, or None."""
    return WardPlan.objects.filter(ward=ward, state__in=OPEN_PLAN).select_related("ward", "cycle", "replaces").first()


def published_plan(ward: Ward) -> WardPlan | None:
    """Return the version that stands published, or None."""
    return _published.first(ward=ward.pk)


@prepared
def _published(ward: Any) -> QuerySet[WardPlan]:
    return WardPlan.objects.filter(ward=ward, state=PlanState.PUBLISHED).select_related("ward", "cycle")[:1]


def priorities_of(plan: WardPlan, on: dt.date) -> list[Priority]:
    """Return a plan's priorities: as agreed to, or for a draft those that stand published on a day."""
    if plan.state == PlanState.DRAFT:
        return published_priorities(plan.ward, on)
    lines = PlanLine.objects.filter(plan=plan).select_related("priority__cycle", "priority__ward").order_by("number")
    return [line.priority for line in lines]


def words_of(plan: WardPlan) -> list[PlanWord]:
    """Return what members said to the words that were last put to them, in the order in which they did."""
    rows = plan.words.filter(asked_at=plan.proposed_at) if plan.proposed_at else plan.words.none()
    return list(rows.select_related("councillor").order_by("at", "pk"))


def refusals_of(plan: WardPlan) -> list[PlanWord]:
    """Return every refusal of a plan, newest first: a refused plan goes back to draft, and the reason is kept."""
    rows = plan.words.filter(kind=PlanWordKind.REFUSED)
    return list(rows.select_related("councillor").order_by("-at", "-pk"))


def plan_waits_for(plan: WardPlan, on: dt.date) -> list[Councillor]:
    """Return the members of the ward on a day who have not said anything to it yet."""
    said = {word.councillor_id for word in words_of(plan)}
    return [member for member in members_of(plan.ward, on) if member.pk not in said]


def plan_is_agreed(plan: WardPlan, on: dt.date) -> bool:
    """Say whether every member of the ward on a day has agreed to it, and there is one at least."""
    agreed = {word.councillor_id for word in words_of(plan) if word.kind == PlanWordKind.AGREED}
    members = {member.pk for member in members_of(plan.ward, on)}
    return bool(members) and members <= agreed


def plans_waiting_for(roles: Roles) -> list[WardPlan]:
    """Return the plan that a member is asked to agree to, if there is one."""
    if roles.councillor is None or roles.ward is None:
        return []
    rows = list(_proposed(ward=roles.ward.pk))
    said = {word.plan_id for plan in rows for word in words_of(plan) if word.councillor_id == roles.councillor.pk}
    return [plan for plan in rows if plan.pk not in said]


@prepared
def _proposed(ward: Any) -> QuerySet[WardPlan]:
    return WardPlan.objects.filter(ward=ward, state=PlanState.PROPOSED).select_related("ward", "cycle", "drafted_by")


def quiet_since(priorities: Iterable[Priority], on: dt.date, days: int) -> dict[int, dt.date]:
    """Return since when nothing was heard of a priority with unfinished actions, where that is longer than `days`."""
    wanted = {one.pk: one for one in priorities if one.published_at}
    unfinished = set(
        Priority.objects.filter(pk__in=wanted, actions__state__in=NOT_FINISHED).values_list("pk", flat=True)
    )
    notes = ProgressNote.objects.filter(action__priority__in=unfinished, on__lte=on).order_by("on")
    heard = dict(notes.values_list("action__priority", "on"))  # the newest comes last, and stays
    found = {}
    for key in unfinished:
        began = wanted[key].published_at
        last = heard.get(key) or (london_date(began) if began else on)
        if (on - last) > days * DAY:
            found[key] = last
    return found
