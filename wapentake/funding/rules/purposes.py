"""Who asks for another purpose of an award, who consents to it, and that interests are looked at again then."""

import datetime as dt

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office import rules as office
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application, LevyAnswer, PurposeChange, TenantBenefit
from ..queries.purposes import open_purpose
from ..states.purposes import PURPOSE, PurposeState
from .applications import _has_not_stood_aside, _not_the_applicant, _support_still_stands, _untouched_by
from .offers import offer_accepted

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
    """The member whose money it is answers first, then an approving officer who has no other part in it."""
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


def _may_back(roles: Roles, change: PurposeChange, at: dt.datetime) -> Verdict:
    application, member = change.application, roles.councillor
    whose = application.councillor
    if member is None or not (member == whose or (whose is None and roles.is_member_of(application.ward))):
        return Verdict.no(f"Only {whose or 'a member of the ward'} can answer this first.")
    return first_refusal(
        PURPOSE.verdict(change.state, PurposeState.BACKED),
        purpose_may_change(application),
        _not_the_applicant(roles.user, application),
        office.may_take_part(member, application.organisation, at, alone=whose is not None),
        _has_not_stood_aside(member, application, at, alone=whose is not None),
    )


def _may_confirm(roles: Roles, change: PurposeChange, at: dt.datetime) -> Verdict:
    if not roles.has(RoleKind.APPROVER):
        return Verdict.no("Only an approving officer can confirm a change of purpose.")
    if change.backed_by_id == roles.user.pk or change.asked_by_id == roles.user.pk:
        return Verdict.no("You had a part in this change, so another officer must confirm it.")
    return first_refusal(
        PURPOSE.verdict(change.state, PurposeState.CONSENTED),
        purpose_may_change(change.application),
        _untouched_by(roles, change.application),
        _support_still_stands(change.application, at),
    )
