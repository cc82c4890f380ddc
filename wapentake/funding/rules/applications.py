"""Who may ask, decide, pay and take back, and why not."""

import datetime as dt
from collections.abc import Callable, Iterator

from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office import rules as office
from wapentake.office.models import Councillor, Term
from wapentake.office.queries import Roles, dispensation_for
from wapentake.office.states import RoleKind
from wapentake.people.models import User
from wapentake.places.models import Ward

from .. import queries
from ..models import Application, Fund
from ..queries.reviews import interests_that_stop
from ..states import ApplicationState, DecisionKind, HolderKind, LegalBasis
from ..states.fund_rules import Leaver, LeaverRule
from ..states.routing import ARBITERS, Step
from . import limits
from .asked import Asked
from .award_tests import signed_off, tests_passed
from .barred import not_barred
from .being_paid import not_being_paid
from .closing import not_frozen
from .clusters import asks_a_holder
from .freezes import no_award_freeze, not_in_award_freeze
from .group_questions import answers_of_group
from .groups import group_is_known
from .instalments import nothing_paid_yet
from .limits import Wish, in_time_to_apply, in_time_to_decide, within_rules
from .officer_checks import checks_done
from .projects import no_part_is_gone
from .routing import routing_of
from .splitting import not_split
from .steps import may_become, waits_for_approval
from .subsidies import selling_asked, within_subsidy_limit

YES = Verdict.yes()


# --- Applications ---------------------------------------------------------------------------------------------------


def may_apply(fund: Fund, on: dt.date) -> Verdict:
    """Whether a fund takes applications today."""
    year = FinancialYear.of(on)
    if not fund.takes_applications:
        return Verdict.no(f"{fund} takes no applications here yet. Ask your co-ordinator.")
    if not queries.is_open(fund, year.starts_in):
        return Verdict.no(f"{fund} is not open for {year.label}.")
    return first_refusal(not_frozen(fund, year.starts_in), in_time_to_apply(fund, on))


def may_send(asked: Asked, on: dt.date) -> Verdict:
    """Whether a fund takes this application today: what it asks for must be within the fund's rules."""
    serves, known = asked.answered.serves, queries.rule_set(asked.fund, on)
    answered = answers_of_group(known, asked.more, serves=serves)
    within = within_rules(asked.fund, asked.wish, on)
    return first_refusal(may_apply(asked.fund, on), asks_a_holder(asked, on), within, answered)


def may_record_award(roles: Roles, fund: Fund, on: dt.date, ward: Ward) -> Verdict:
    """Who enters what members decided together elsewhere: the approving officer, for wards' and clusters' funds."""
    year = FinancialYear.of(on)
    if not roles.has(RoleKind.APPROVER):
        return Verdict.no("Only an approving officer can enter what members decided together.")
    if fund.holder_kind == HolderKind.COUNCILLOR:
        return Verdict.no(f"Groups apply to {fund}: decide on their applications.")
    if not queries.is_open(fund, year.starts_in):
        return Verdict.no(f"{fund} is not open for {year.label}.")
    return first_refusal(not_frozen(fund, year.starts_in), not_in_award_freeze(ward, on))


def may_ask_for(pence: int, left: int, holder: str) -> Verdict:
    """Whether an amount fits into what is left today. More may come free, so a group may ask for it all the same."""
    if pence <= left:
        return YES
    return Verdict.no(f"Ask for {pounds_short(left)} or less. That is all {holder} has left this year.")


def may_support(roles: Roles, application: Application, at: dt.datetime, *, left: int | None = None) -> Verdict:
    """A councillor alone recommends from their Community Leadership Fund (devolved budget guidance, page 5).

    Where the members cannot decide, it is whom the fund's rule names next. `left` is the balance if the caller has
    read it already.
    """
    whose = _is_with(roles, application, at)
    if not whose and not _is_holder(roles, application):
        return whose
    return first_refusal(
        may_become(application, ApplicationState.SUPPORTED),
        _not_the_applicant(roles.user, application),
        whose,
        *before_yes(application, at, left),
    )


def may_vote(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """Each member who sits that day and has no interest votes on the ward's money, until it is decided."""
    member = roles.councillor
    if member is None or not has_a_vote(roles, application):
        return Verdict.no(f"Only {application.deciders} can decide on this.")
    return first_refusal(
        may_become(application, ApplicationState.SUPPORTED),
        _not_the_applicant(roles.user, application),
        office.may_take_part(member, application.organisation, at, alone=False),
        _has_not_stood_aside(member, application, at, alone=False),
        _year_runs(application, roles.on),
        not_frozen(application.fund, application.year),
    )


def has_a_vote(roles: Roles, application: Application) -> bool:
    """Whether somebody is a member of the ward whose money it is or, of a cluster's, of one of its wards that day."""
    return application.councillor is None and queries.votes_for_ward(application, roles.ward, roles.on)


def may_vote_for(roles: Roles, application: Application, at: dt.datetime, *, left: int | None = None) -> Verdict:
    """A vote for it asks as much as a decision does: it may be the one that decides."""
    return first_refusal(may_vote(roles, application, at), *before_yes(application, at, left))


def may_stand_aside(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """Whoever has it to decide alone may say that they have an interest; so may each of the ward's members."""
    if has_a_vote(roles, application):
        return may_vote(roles, application, at)
    return first_refusal(may_become(application, ApplicationState.SUPPORTED), _is_with(roles, application, at))


def _has_not_stood_aside(member: Councillor, application: Application, at: dt.datetime, *, alone: bool) -> Verdict:
    if queries.stood_aside(application, member, at, alone=alone):
        return Verdict.no("You have declared an interest in this, so your colleagues decide without you.")
    return YES


# What must hold before anybody says yes to an application: each is asked with it and the moment.
BEFORE_YES: tuple[Callable[[Application, dt.datetime], Verdict], ...] = (
    group_is_known,
    lambda application, at: no_part_is_gone(application),
    lambda application, at: _year_runs(application, london_date(at)),
    lambda application, at: not_frozen(application.fund, application.year),
    lambda application, at: no_award_freeze(application, london_date(at)),
    lambda application, at: in_time_to_decide(application.fund, FinancialYear(application.year), london_date(at)),
    lambda application, at: limits.allowed(application, london_date(at)),
    lambda application, at: tests_passed(application, london_date(at)),
    lambda application, at: _holder_sits(application, london_date(at)),
)


def before_yes(application: Application, at: dt.datetime, left: int | None = None) -> Iterator[Verdict]:
    """Yield what must hold before a yes, and last that enough is left."""
    for rule in BEFORE_YES:
        yield rule(application, at)
    yield enough_left(
        queries.pot_of(application).left if left is None else left, application.pence, _whose(application)
    )


def _holder_sits(application: Application, on: dt.date) -> Verdict:
    """What a councillor who left had left may be frozen by the fund's rule: then nobody says yes to spending it."""
    holder = application.councillor
    if holder is None or Term.objects.on(on).filter(councillor=holder).exists():
        return YES
    found = queries.rule_set(application.fund, on).one("leaver", LeaverRule)
    if found is None or found[0].what != Leaver.FROZEN:
        return YES
    return Verdict.no(f"{holder} sits no more, and what they had left stays frozen. {found[1].cited}")


def _whose(application: Application) -> str:
    if application.cluster is not None:
        return f"{application.cluster} has"
    return "You have" if application.councillor else "The ward has"


def _is_holder(roles: Roles, application: Application) -> bool:
    councillor = application.councillor
    return councillor is not None and roles.councillor is not None and roles.councillor.pk == councillor.pk


def _is_with(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """Whether it is this person's to decide alone: the councillor's whose fund it is, or the arbiter's."""
    if _is_holder(roles, application):
        assert application.councillor is not None
        return first_refusal(
            office.may_take_part(application.councillor, application.organisation, at),
            _has_not_stood_aside(application.councillor, application, at, alone=True),
        )
    said = Verdict.no(f"Only {application.deciders} can decide on this.")
    if application.state != ApplicationState.SUBMITTED or not roles.has(*queries.ARBITER_ROLES.values()):
        return said
    routing = routing_of(application, at)
    if routing.step in ARBITERS and routing.asks(roles.user.pk):
        return YES
    return (
        said if routing.step == Step.MEMBERS else Verdict.no(f"It is with {routing.names or 'nobody'}. {routing.why}")
    )


def may_approve(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """An officer approves under delegation, and never what they supported, applied for or have a part in.

    From a fund's threshold on, another officer must have checked it first. All of the fund's checks are ticked.
    """
    rule = limits.needs_second_officer(application, roles.on)
    checked = queries.checkers(application)
    if rule is not None and roles.has(RoleKind.APPROVER) and not checked - {roles.user.pk}:
        who = "another officer must approve what you checked" if checked else "another officer must check it first"
        return first_refusal(
            may_check(roles, application, at, again=True),
            Verdict.no(f"For an award of this size {who}. {rule.cited}"),
        )
    before = (
        not_split(application, roles.on),
        checks_done(application, roles.on),
        selling_asked(application, roles.on),
        within_subsidy_limit(application, roles.on),
    )
    return first_refusal(may_check(roles, application, at, again=True), *before)


def may_check(roles: Roles, application: Application, at: dt.datetime, *, again: bool = False) -> Verdict:
    """The first of two officers checks an award; what they may, whoever approves may. `again`: also once checked."""
    if not roles.has(RoleKind.APPROVER):
        return Verdict.no("Only an approving officer can approve an award.")
    if not again and limits.needs_second_officer(application, roles.on) is None:
        return Verdict.no("An award of this size needs one officer only: approve it.")
    if not again and queries.checkers(application):
        return Verdict.no("It has been checked: another officer can approve it now.")
    return first_refusal(
        waits_for_approval(application),
        _untouched_by(roles, application),
        _support_still_stands(application, at),
        group_is_known(application, at),
        no_part_is_gone(application),
        _year_runs(application, roles.on),
        not_frozen(application.fund, application.year),
        no_award_freeze(application, roles.on),
        within_rules(application.fund, Wish.of(application), roles.on),
        tests_passed(application, roles.on),
        signed_off(application, roles.on),
    )


def may_withdraw(roles: Roles | None, application: Application) -> Verdict:
    """The group withdraws by its own link (no roles), or its ward's co-ordinator does so for it."""
    if roles is not None and not roles.in_ward(RoleKind.CO_ORDINATOR, application.ward):
        return Verdict.no("Only the group, or the ward’s co-ordinator for it, can withdraw an application.")
    return first_refusal(
        may_become(application, ApplicationState.WITHDRAWN), not_being_paid(application), nothing_paid_yet(application)
    )


def may_return(roles: Roles, application: Application, pence: int, paid: int) -> Verdict:
    """Money comes back from what was paid, never more than that: into its year, or, once that closed, this one."""
    if not roles.has(RoleKind.FINANCE):
        return Verdict.no("Only a finance officer can record money that came back.")
    if application.state != ApplicationState.PAID and not paid:
        return Verdict.no("Nothing has been paid, so nothing can come back.")
    if pence <= 0:
        return Verdict.no("Enter an amount of more than £0.")
    if pence > paid:
        return Verdict.no(f"{pounds_short(paid)} was paid, so no more than that can come back.")
    now = FinancialYear.of(roles.on)
    if not queries.is_open(application.fund, application.year) and not queries.is_open(application.fund, now.starts_in):
        return Verdict.no(f"{application.fund} is not open for {now.label}, so nothing can come back into it.")
    return YES


def enough_left(left: int, wanted: int, whose: str = "You have") -> Verdict:
    """Whether an amount fits into what is left, in pence, with the sentence that says how much is missing."""
    if wanted <= left:
        return YES
    return Verdict.no(f"{whose} {pounds_short(left)} left, which is {pounds_short(wanted - left)} too little.")


def _not_the_applicant(user: User, application: Application) -> Verdict:
    if user.email.casefold() == application.contact_email.casefold():
        return Verdict.no("You sent this application yourself, so somebody else must decide on it.")
    return YES


def _untouched_by(roles: Roles, application: Application) -> Verdict:
    """An officer who decides or pays has no other part in the application."""
    if not (barred := not_barred(roles, application)):
        return barred
    entered = queries.entered_for(application)
    by = entered.by_id if entered else None
    return _no_part_in(roles, application, queries.supporters(application), by, queries.voters(application))


def _no_part_in(
    roles: Roles, application: Application, supporters: set[int], entered: int | None, voters: set[int]
) -> Verdict:
    if roles.user.pk in supporters:
        return Verdict.no("You supported this application, so another officer must take it from here.")
    if entered == roles.user.pk:
        return Verdict.no("You entered this application for the group, so another officer must take it from here.")
    if roles.user.pk in voters:
        return Verdict.no("You voted on this application, so another officer must take it from here.")
    if any(role.organisation_id == application.organisation_id for role in roles.held):
        return Verdict.no(f"You hold a role in {application.organisation}, so another officer must take it from here.")
    return _not_the_applicant(roles.user, application)


def may_see_reviews(roles: Roles) -> Verdict:
    """Awards to look at again concern members' interests: they are the Monitoring Officer's."""
    if roles.has(RoleKind.MONITORING_OFFICER):
        return YES
    return Verdict.no("Only the Monitoring Officer looks at awards again.")


def _support_still_stands(application: Application, at: dt.datetime) -> Verdict:
    """An interest that was there at the support stops the award, also if it came to the register later.

    What was said under a dispensation of that moment stands, also once it is over. So does what the Monitoring Officer
    let stand; and an interest that arose after the day of the support was none of that decision.
    """
    first = queries.decision_of(application, DecisionKind.SUPPORT)
    alone = first is None or first.basis != LegalBasis.MEMBERS
    for councillor in queries.who_said_yes(application):
        body, then = application.organisation, first.at if first else at
        if dispensation_for(councillor, body, then, alone=alone) is not None:
            continue
        if office.may_take_part(councillor, body, at, alone=alone):
            continue
        if interests_that_stop(application, councillor, first, at):
            return Verdict.no(
                f"{councillor} had an interest in {application.organisation} when it was decided. The Monitoring "
                "Officer has still to look at it."
            )
    return YES


def _year_runs(application: Application, on: dt.date) -> Verdict:
    year = FinancialYear(application.year)
    if FinancialYear.of(on) != year:
        return Verdict.no(f"This application is for {year.label}, and that year is over.")
    if not queries.is_open(application.fund, application.year):
        return Verdict.no(f"{application.fund} is closed for {year.label}.")
    return YES


def _year_takes(application: Application) -> Verdict:
    """What was awarded is paid until its year is closed, also after 31 March."""
    if queries.is_open(application.fund, application.year):
        return YES
    return _year_over(application)


def _year_over(application: Application) -> Verdict:
    return Verdict.no(f"{application.fund} is closed for {FinancialYear(application.year).label}.")
