"""Who may do what with the public's money, and why not. The same verdict greys the button and refuses the act."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office import rules as office
from wapentake.office.models import Councillor, Term
from wapentake.office.queries import Roles, live_terms
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind
from wapentake.people.models import User
from wapentake.places.models import Edition, Ward
from wapentake.plans.models import Priority

from . import queries
from .models import Account, Application, Fund, Move, Transfer
from .states import APPLICATION, MOVE, REVERSIBLE, ApplicationState, DecisionKind, FundKind, HolderKind, MoveState

MONEY_OFFICERS = (RoleKind.FINANCE, RoleKind.ADMINISTRATOR)
YES = Verdict.yes()


@dataclass(frozen=True)
class Group:
    """A group as it names itself. It is found among the council's organisations, or added to them, when it applies."""

    name: str
    kind: OrganisationKind
    charity_number: str = ""


@dataclass(frozen=True)
class Asked:
    """What a group asks for, as clean values. `pence` is above nought."""

    fund: Fund
    ward: Ward
    councillor: Councillor | None
    organisation: Organisation | Group
    title: str
    purpose: str
    pence: int
    contact_name: str
    contact_email: str
    priority: Priority | None = None
    who_benefits: str = ""
    who_was_asked: str = ""


@dataclass(frozen=True)
class Allotment:
    """What a holder is due from a fund for a year. `councillor` is set where the fund is held by councillors."""

    ward: Ward
    councillor: Councillor | None
    pence: int


# --- Sums that the rules define -------------------------------------------------------------------------------------


def allotments_due(
    fund: Fund, year: FinancialYear, on: dt.date, extra: Mapping[str, int] | None = None
) -> list[Allotment]:
    """Return what each holder is due for a year by the fund's dated rules, in pence; empty without an amount.

    Per councillor (Community Leadership Fund), per seat or the same per ward (Ward Capital), a base per ward (Ward
    Housing). `extra` adds pence to a ward by its GSS code: Housing's top-up by council homes, whose formula is not
    public, or the levy of developments in the ward.
    """
    extra = extra or {}
    rule = queries.rule_on(fund, "amount", max(year.start, min(on, year.end)))
    amounts = rule.value if rule else {}
    if fund.holder_kind == HolderKind.COUNCILLOR:
        due = [Allotment(term.ward, term.councillor, amounts.get("per_councillor", 0)) for term in _terms(on)]
    else:
        due = [Allotment(ward, None, _for_ward(ward, amounts) + extra.get(ward.code, 0)) for ward in _wards(on)]
    return [allotment for allotment in due if allotment.pence > 0]


def _terms(on: dt.date) -> list[Term]:
    terms = live_terms(on, include_suspended=True).select_related("ward", "councillor")
    return list(terms.order_by("ward__number", "councillor__name"))


def _wards(on: dt.date) -> list[Ward]:
    return list(Ward.objects.filter(edition__in=Edition.objects.on(on)).order_by("number"))


def _for_ward(ward: Ward, amounts: Mapping[str, int]) -> int:
    return amounts.get("per_ward", 0) + amounts.get("per_seat", 0) * (ward.seats or 0)


# --- Funds and years ------------------------------------------------------------------------------------------------


def may_run_funds(roles: Roles) -> Verdict:
    """Funds are set up, opened, allotted and closed by finance officers or an administrator."""
    if roles.has(*MONEY_OFFICERS):
        return YES
    return Verdict.no("Only a finance officer or an administrator can do this.")


def may_close_year(roles: Roles, fund: Fund, year: FinancialYear) -> Verdict:
    """A year closes once nothing in it is being decided or waits to be paid."""
    [pot] = queries.pots(year, funds=[fund])
    if pot.reserved or pot.committed:
        return Verdict.no(
            f"{pounds_short(pot.reserved)} is reserved and {pounds_short(pot.committed)} is committed in {fund} "
            f"{year.label}: decide and pay them first."
        )
    return may_run_funds(roles)


def may_move(roles: Roles, source: Account, target: Account) -> Verdict:
    """Who may propose to move money, and between which funds: never capital to revenue, never in or out of housing.

    Capital: Local Government Act 2003, sections 9 and 11. Housing: Local Government and Housing Act 1989, section 74
    and Schedule 4. Levy: regulation 59 of the Community Infrastructure Levy Regulations 2010.
    """
    kinds = (source.fund.kind, target.fund.kind)
    if source.pk == target.pk or source.year != target.year:
        return Verdict.no("Choose two different funds of the same year.")
    for kind, why in (
        (
            FundKind.HOUSING,
            "Housing money is ring-fenced for council tenants, so it cannot move to or from another fund.",
        ),
        (FundKind.LEVY, "Levy money follows the development that paid it, so it cannot move to or from another fund."),
    ):
        if kind in kinds and kinds[0] != kinds[1]:
            return Verdict.no(why)
    if kinds == (FundKind.CAPITAL, FundKind.REVENUE):
        return Verdict.no("Capital money cannot pay for running costs, so it cannot move to a revenue fund.")
    return may_run_funds(roles)


def may_settle_move(roles: Roles, move: Move, to: MoveState) -> Verdict:
    """A second person confirms or refuses a move; whoever proposed it may only take it back."""
    if move.proposed_by_id == roles.user.pk and to == MoveState.CONFIRMED:
        return Verdict.no("You proposed this move, so another person must confirm it.")
    between = may_move(roles, move.source, move.target) if to == MoveState.CONFIRMED else YES
    return first_refusal(MOVE.verdict(move.state, to), between, may_run_funds(roles))


def may_reverse(roles: Roles, transfer: Transfer) -> Verdict:
    """A correction is a linked reversal, once; what belongs to a decision is undone by a decision."""
    if transfer.kind not in REVERSIBLE:
        return Verdict.no("This belongs to a decision: decline or withdraw the application instead.")
    if Transfer.objects.filter(reverses=transfer).exists():
        return Verdict.no("This has already been corrected.")
    return may_run_funds(roles)


# --- Applications ---------------------------------------------------------------------------------------------------


def may_apply(fund: Fund, on: dt.date) -> Verdict:
    """Whether a fund takes applications today."""
    year = FinancialYear.of(on)
    last = queries.last_day_to_decide(fund, year)
    if not fund.takes_applications:
        return Verdict.no(f"{fund} takes no applications here yet. Ask your co-ordinator.")
    if not queries.is_open(fund, year.starts_in):
        return Verdict.no(f"{fund} is not open for {year.label}.")
    if last is not None and on > last:
        return Verdict.no(f"The last day to decide in {year.label} was {long_date(last)}. Apply again from 1 April.")
    return YES


def may_record_award(roles: Roles, fund: Fund, on: dt.date) -> Verdict:
    """Who enters what a ward's members decided together: the approving officer, for funds without applications here."""
    year = FinancialYear.of(on)
    if not roles.has(RoleKind.APPROVER):
        return Verdict.no("Only an approving officer can enter what a ward’s members decided.")
    if fund.holder_kind != HolderKind.WARD or fund.takes_applications:
        return Verdict.no(f"Groups apply to {fund}: decide on their applications.")
    if not queries.is_open(fund, year.starts_in):
        return Verdict.no(f"{fund} is not open for {year.label}.")
    return YES


def may_ask_for(pence: int, left: int, holder: str) -> Verdict:
    """Whether an amount fits into what is left today. More may come free, so a group may ask for it all the same."""
    if pence <= left:
        return YES
    return Verdict.no(f"Ask for {pounds_short(left)} or less. That is all {holder} has left this year.")


def may_support(roles: Roles, application: Application, at: dt.datetime, *, left: int | None = None) -> Verdict:
    """A councillor alone decides on their Community Leadership Fund (devolved budget guidance, page 5).

    `left` is the balance if the caller has read it already.
    """
    councillor = application.councillor
    if councillor is None or roles.councillor is None or roles.councillor.pk != councillor.pk:
        return Verdict.no(f"Only {councillor or 'the ward’s members'} can decide on this.")
    return first_refusal(
        _may_become(application, ApplicationState.SUPPORTED),
        _not_the_applicant(roles.user, application),
        office.may_take_part(councillor, application.organisation, at),
        _year_runs(application, roles.on),
        _not_too_late(application, roles.on),
        enough_left(queries.pot_of(application).left if left is None else left, application.pence),
    )


def may_approve(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """An officer approves under delegation, and never what they supported, applied for or have a part in."""
    if not roles.has(RoleKind.APPROVER):
        return Verdict.no("Only an approving officer can approve an award.")
    return first_refusal(
        _may_become(application, ApplicationState.APPROVED),
        _untouched_by(roles, application),
        _support_still_stands(application, at),
        _year_runs(application, roles.on),
    )


def may_decline(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """Whoever has the application to decide may decline it: the councillor first, then the approving officer.

    An interest stops a councillor from deciding either way (Localism Act 2011, section 31).
    """
    if application.state == ApplicationState.SUPPORTED:
        if not roles.has(RoleKind.APPROVER):
            return Verdict.no("Only an approving officer can decline what a councillor has supported.")
        return _untouched_by(roles, application)
    councillor = application.councillor
    if councillor is None or roles.councillor is None or roles.councillor.pk != councillor.pk:
        return Verdict.no(f"Only {councillor or 'the ward’s members'} can decide on this.")
    return first_refusal(
        _may_become(application, ApplicationState.DECLINED),
        _not_the_applicant(roles.user, application),
        office.may_take_part(councillor, application.organisation, at),
    )


def may_withdraw(roles: Roles | None, application: Application) -> Verdict:
    """The group withdraws by its own link (no roles), or its ward's co-ordinator does so for it."""
    if roles is not None and not roles.in_ward(RoleKind.CO_ORDINATOR, application.ward):
        return Verdict.no("Only the group, or the ward’s co-ordinator for it, can withdraw an application.")
    return _may_become(application, ApplicationState.WITHDRAWN)


def may_pay(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """A finance officer pays, and never what they approved, supported, applied for or have a part in."""
    if not roles.has(RoleKind.FINANCE):
        return Verdict.no("Only a finance officer can pay an award.")
    approval = queries.decision_of(application, DecisionKind.APPROVE)
    if approval is not None and approval.by_id == roles.user.pk:
        return Verdict.no("You approved this award, so another officer must pay it.")
    return first_refusal(
        _may_become(application, ApplicationState.PAID),
        _untouched_by(roles, application),
        _support_still_stands(application, at),
        _year_runs(application, roles.on),
    )


def may_return(roles: Roles, application: Application, pence: int, paid: int) -> Verdict:
    """Money comes back from what was paid, never more than that."""
    if not roles.has(RoleKind.FINANCE):
        return Verdict.no("Only a finance officer can record money that came back.")
    if application.state != ApplicationState.PAID:
        return Verdict.no("Nothing has been paid, so nothing can come back.")
    if pence <= 0:
        return Verdict.no("Enter an amount of more than £0.")
    if pence > paid:
        return Verdict.no(f"{pounds_short(paid)} was paid, so no more than that can come back.")
    return _year_runs(application, roles.on)


def enough_left(left: int, wanted: int, whose: str = "You have") -> Verdict:
    """Whether an amount fits into what is left, in pence, with the sentence that says how much is missing."""
    if wanted <= left:
        return YES
    return Verdict.no(f"{whose} {pounds_short(left)} left, which is {pounds_short(wanted - left)} too little.")


_SAID = {
    ApplicationState.SUBMITTED: "This application still waits for the councillor.",
    ApplicationState.SUPPORTED: "This application has already been supported.",
    ApplicationState.APPROVED: "This award has already been approved.",
    ApplicationState.PAID: "This award has already been paid.",
    ApplicationState.DECLINED: "This application was declined.",
    ApplicationState.WITHDRAWN: "This application was withdrawn.",
}


def _may_become(application: Application, to: ApplicationState) -> Verdict:
    if APPLICATION.verdict(application.state, to):
        return YES
    return Verdict.no(_SAID[ApplicationState(application.state)])


def _not_the_applicant(user: User, application: Application) -> Verdict:
    if user.email.casefold() == application.contact_email.casefold():
        return Verdict.no("You sent this application yourself, so somebody else must decide on it.")
    return YES


def _untouched_by(roles: Roles, application: Application) -> Verdict:
    """An officer who decides or pays has no other part in the application."""
    if roles.user.pk in queries.supporters(application):
        return Verdict.no("You supported this application, so another officer must take it from here.")
    if any(role.organisation_id == application.organisation_id for role in roles.held):
        return Verdict.no(f"You hold a role in {application.organisation}, so another officer must take it from here.")
    return _not_the_applicant(roles.user, application)


def may_see_reviews(roles: Roles) -> Verdict:
    """Awards to look at again concern members' interests: they are the Monitoring Officer's."""
    if roles.has(RoleKind.MONITORING_OFFICER):
        return YES
    return Verdict.no("Only the Monitoring Officer looks at awards again.")


def _support_still_stands(application: Application, at: dt.datetime) -> Verdict:
    """An interest that was declared, or arose, after the support stops the award: the register is asked anew."""
    if application.councillor is None:
        return YES
    if office.may_take_part(application.councillor, application.organisation, at):
        return YES
    return Verdict.no(
        f"{application.councillor} has an interest in {application.organisation}, so the support does not stand. "
        "Ask the Monitoring Officer."
    )


def _year_runs(application: Application, on: dt.date) -> Verdict:
    year = FinancialYear(application.year)
    if FinancialYear.of(on) != year:
        return Verdict.no(f"This application is for {year.label}, and that year is over.")
    if not queries.is_open(application.fund, application.year):
        return Verdict.no(f"{application.fund} is closed for {year.label}.")
    return YES


def _not_too_late(application: Application, on: dt.date) -> Verdict:
    year = FinancialYear(application.year)
    last = queries.last_day_to_decide(application.fund, year)
    if last is not None and on > last:
        return Verdict.no(f"The last day to decide in {year.label} was {long_date(last)}.")
    return YES
