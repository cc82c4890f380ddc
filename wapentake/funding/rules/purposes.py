"""Who asks for another purpose of an award, who consents to it, and that interests are looked at again then."""

import datetime as dt

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office import rules as office
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application, LevyAnswer, PurposeChange, TenantBenefit
from ..queries.purposes import case_of_purpose, open_purpose
from ..states.purposes import PURPOSE, PurposeState
from ..states.routing import Step, VoteChoice
from .applications import _not_the_applicant, _support_still_stands, _untouched_by
from .offers import offer_accepted
from .routing import Routing, route

YES = Verdict.yes()


def may_ask_purpose(roles: Roles | None, application: Application) -> Verdict:
    """The group asks by its link (no roles), or its co-ordinator writes down what it asked on paper."""
    if roles is not None and not roles.in_ward(RoleKind.CO_ORDINATOR, application.ward):
        return Verdict.no("Only the group, or the ward’s co-ordinator for it, asks for another purpose.")
    if application.state not in queries.AWARDED:
        return Verdict.no("Nothing is awarded here, so there is no purpose to change.")
    if not (free := purpose_may_change(application)):
        return free
    if open_purpose(application) is not None:
        return Verdict.no("Another purpose has been asked for already, and waits for an answer.")
    return offer_accepted(application)


def may_answer_purpose(roles: Roles, change: PurposeChange | None, at: dt.datetime) -> Verdict:
    """Those who decide on the fund answer first, then an approving officer who has no other part in it."""
    if change is None:
        return Verdict.no("No change of purpose waits for an answer.")
    return _may_back(roles, change, at) if change.state == PurposeState.ASKED else _may_confirm(roles, change, at)


def purpose_may_change(application: Application) -> Verdict:
    """Whether consent can change what an award is for: not where it passed tests of the law for that very purpose.

    Housing money: Local Government and Housing Act 1989, section 74 and Schedule 4. Levy: regulation 59F of the
    Community Infrastructure Levy Regulations 2010.
    """
    tested = (
        (TenantBenefit, "as of benefit to council tenants"), (LevyAnswer, "as meeting demands that development makes"),
    )  # fmt: skip
    for answers, what in tested:
        if answers.objects.filter(application=application).exists():
            return Verdict.no(
                f"It was awarded from {application.fund} {what}, so its purpose stays. "
                "For another purpose, give the money back and apply again."
            )
    return YES


def routing_of_purpose(change: PurposeChange, at: dt.datetime) -> Routing:
    """Return who answers next, by the same rule of the fund as an application's, or what their answers come to."""
    return route(case_of_purpose(change, at))


def _may_back(roles: Roles, change: PurposeChange, at: dt.datetime) -> Verdict:
    application, routing = change.application, routing_of_purpose(change, at)
    if not routing.asks(roles.user.pk):
        why = "" if routing.step == Step.MEMBERS else f" {routing.why}"
        return Verdict.no(f"Only {routing.names or 'an approving officer'} can answer this now.{why}")
    return first_refusal(
        PURPOSE.verdict(change.state, PurposeState.BACKED),
        purpose_may_change(application),
        _not_the_applicant(roles.user, application),
    )


def _may_confirm(roles: Roles, change: PurposeChange, at: dt.datetime) -> Verdict:
    if not roles.has(RoleKind.APPROVER):
        return Verdict.no("Only an approving officer can confirm a change of purpose.")
    answered = {answer.by_id for answer in change.answers.all()}
    if roles.user.pk in answered | {change.backed_by_id, change.asked_by_id}:
        return Verdict.no("You had a part in this change, so another officer must confirm it.")
    return first_refusal(
        PURPOSE.verdict(change.state, PurposeState.CONSENTED),
        purpose_may_change(change.application),
        _untouched_by(roles, change.application),
        _support_still_stands(change.application, at),
        _no_yes_had_an_interest(change, at),
    )


def _no_yes_had_an_interest(change: PurposeChange, at: dt.datetime) -> Verdict:
    """An interest of whoever said yes stops it, also if it came to the register since."""
    users = [answer.by_id for answer in change.answers.all() if answer.choice == VoteChoice.FOR]
    alone = len(users) == 1
    for councillor in Councillor.objects.filter(user__in=users):
        if not office.may_take_part(councillor, change.application.organisation, at, alone=alone):
            return Verdict.no(
                f"{councillor} said yes to it, and has an interest in the group. Say no: it can be asked again."
            )
    return YES
