"""Who may do what with a ward's plan as a whole, and why not."""

import datetime as dt
from collections.abc import Sequence

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles, members_of
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward

from ..models import PlanRule, Priority, WardPlan
from ..queries import OPEN_PLAN, cycle_on, open_plan, plan_is_agreed, plan_rule_on, priorities_of, words_of
from ..states import WARD_PLAN, PlanState, PlanWordKind, PriorityState
from .priorities import has_cycle, may_draft, nothing_is_held


def may_begin_plan(roles: Roles, ward: Ward) -> Verdict:
    """Those who draft begin a ward's plan, or its next version; one at a time."""
    verdict = first_refusal(may_draft(roles, ward), has_cycle(cycle_on(roles.on)))
    if verdict and open_plan(ward):
        return Verdict.no("A version is being prepared already: go on with that one.")
    return verdict


def may_write_plan(roles: Roles, plan: WardPlan) -> Verdict:
    """A draft may be changed by those who draft; from the proposal on, its words stand."""
    if verdict := may_draft(roles, plan.ward):
        if plan.state in (PlanState.PROPOSED, PlanState.AGREED):
            return Verdict.no("The members have been asked to agree to it: take it back to draft to change it.")
        if plan.state != PlanState.DRAFT:
            return Verdict.no("It is kept as it was: begin a new version to change it.")
    return verdict


def priorities_fit(priorities: Sequence[Priority], rule: PlanRule | None) -> Verdict:
    """A plan holds as many priorities as the rule of the day says, and not too many that are overarching."""
    if rule is None:
        return Verdict.no("Nobody has said yet how many priorities a plan has: ask the Head of Neighbourhoods.")
    number = len(priorities)
    if not rule.fewest <= number <= rule.most:
        there = "1 is published" if number == 1 else f"{number} are published"
        return Verdict.no(
            f"A ward plan has {rule.fewest} to {rule.most} priorities, and {there}: "
            f"{'publish more' if number < rule.fewest else 'withdraw some, or join two'} first."
        )
    if sum(one.overarching for one in priorities) > rule.most_overarching:
        return Verdict.no("Too many priorities are overarching: make a new version of one that is not.")
    return Verdict.yes()


def may_propose_plan(roles: Roles, plan: WardPlan) -> Verdict:
    """A draft with its priorities, who was asked, and whom it serves may be put to the ward's members."""
    verdict = first_refusal(
        may_write_plan(roles, plan), priorities_fit(priorities_of(plan, roles.on), plan_rule_on(roles.on))
    )
    if not verdict:
        return verdict
    if not members_of(plan.ward, roles.on):
        return Verdict.no("Nobody sits for this ward who could agree: wait until a seat is filled.")
    if not plan.engagements.exists():
        return Verdict.no("Say first who was asked, how and when.")
    if not plan.equality.strip():
        return Verdict.no("Write first what the plan means for people with protected characteristics.")
    return Verdict.yes()


def may_agree_plan(roles: Roles, plan: WardPlan) -> Verdict:
    """Each member of the ward agrees for themselves, once."""
    return first_refusal(_sits_here(roles, plan), _not_answered(roles, plan), _is_proposed(plan))


def may_refuse_plan(roles: Roles, plan: WardPlan) -> Verdict:
    """A member of the ward may refuse it with a reason, until it is published; it is a draft again then."""
    verdict = _sits_here(roles, plan)
    if verdict and plan.state not in (PlanState.PROPOSED, PlanState.AGREED):
        return _is_proposed(plan)
    return verdict


def _sits_here(roles: Roles, plan: WardPlan) -> Verdict:
    if roles.is_member_of(plan.ward) and roles.councillor is not None:
        return Verdict.yes()
    return Verdict.no(f"Only {plan.ward}’s councillors can agree to its plan or refuse it.")


def _not_answered(roles: Roles, plan: WardPlan) -> Verdict:
    me = roles.councillor.pk if roles.councillor else None
    if any(word.councillor_id == me and word.kind == PlanWordKind.AGREED for word in words_of(plan)):
        return Verdict.no("You have agreed to this.")
    return Verdict.yes()


def _is_proposed(plan: WardPlan) -> Verdict:
    if plan.state == PlanState.PROPOSED:
        return Verdict.yes()
    if plan.state == PlanState.DRAFT:
        return Verdict.no("It is a draft: it can be agreed when it has been put to the members.")
    return Verdict.no(f"It is {plan.get_state_display().lower()} already.")


def may_take_back_plan(roles: Roles, plan: WardPlan) -> Verdict:
    """Back to draft, to change it: those who draft may, until it is published."""
    if plan.state not in (PlanState.PROPOSED, PlanState.AGREED):
        return Verdict.no("It is not with the members: there is nothing to take back.")
    return may_draft(roles, plan.ward)


def may_withdraw_plan(roles: Roles, plan: WardPlan) -> Verdict:
    """A draft may be given up by those who draft; what was published is kept."""
    return first_refusal(may_draft(roles, plan.ward), WARD_PLAN.verdict(plan.state, PlanState.WITHDRAWN))


def may_publish_plan(roles: Roles, plan: WardPlan, at: dt.datetime) -> Verdict:
    """The ward's co-ordinator publishes what all members have agreed, with the very versions that they read."""
    if not roles.in_ward(RoleKind.CO_ORDINATOR, plan.ward):
        return Verdict.no(f"Only {plan.ward}’s neighbourhood co-ordinator can publish its plan.")
    return first_refusal(_all_have_agreed(roles, plan), _still_stand(plan, roles.on), nothing_is_held(plan.ward, at))


def _all_have_agreed(roles: Roles, plan: WardPlan) -> Verdict:
    if plan.state in OPEN_PLAN and plan.state != PlanState.DRAFT and plan_is_agreed(plan, roles.on):
        return Verdict.yes()
    if plan.state in OPEN_PLAN:
        return Verdict.no("It can be published when all of the ward’s councillors have agreed.")
    return WARD_PLAN.verdict(plan.state, PlanState.PUBLISHED)


def _still_stand(plan: WardPlan, on: dt.date) -> Verdict:
    for priority in priorities_of(plan, on):
        if priority.state != PriorityState.PUBLISHED:
            return Verdict.no(
                f"“{priority}” has changed since the members agreed: take the plan back, and put it to them again."
            )
    return Verdict.yes()
