"""Who may ask, decide, pay and take back, and why not."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office import rules as office
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind
from wapentake.people.models import User
from wapentake.places.models import Ward
from wapentake.plans.models import Priority

from .. import queries
from ..models import Application, Decision, Fund
from ..states import APPLICATION, ApplicationState, DecisionKind, HolderKind
from . import limits
from .award_tests import Answered, Demands, Tenants, signed_off, tests_passed
from .closing import not_frozen
from .freezes import not_in_award_freeze
from .groups import group_is_known
from .limits import Wish, in_time_to_apply, in_time_to_decide, within_rules
from .particulars import More
from .payee_details import details_stand
from .splitting import not_split

YES = Verdict.yes()


@dataclass(frozen=True)
class Group:
    """A group as it names itself. It is found among the council's organisations, or added to them, when it applies."""

    name: str
    kind: OrganisationKind
    charity_number: str = ""


@dataclass(frozen=True)
class Asked:
    """What a group asks for, as clean values. `pence` is above nought.

    `serves` are the words of the ward's priority at that time, the priority's own where none are given. `reached` is
    how many people of each community of identity it is for.
    """

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
    cost_pence: int = 0
    costs: str = ""
    route: str = ""
    admits: tuple[str, ...] = ()
    serves: str = ""
    reached: Mapping[str, int] = field(default_factory=dict)
    more: More | None = None
    demands: Demands | None = None
    tenants: Tenants | None = None

    @property
    def wish(self) -> Wish:
        """What the fund's rules look at."""
        return Wish(self.pence, self.cost_pence, self.costs, self.route, self.admits)

    @property
    def answered(self) -> Answered:
        """What the tests of the fund look at."""
        return Answered(self.pence, self.priority is not None or bool(self.serves), self.demands, self.tenants)


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
    return first_refusal(may_apply(asked.fund, on), within_rules(asked.fund, asked.wish, on))


def may_record_award(roles: Roles, fund: Fund, on: dt.date, ward: Ward) -> Verdict:
    """Who enters what a ward's members decided together: the approving officer, for funds without applications here."""
    year = FinancialYear.of(on)
    if not roles.has(RoleKind.APPROVER):
        return Verdict.no("Only an approving officer can enter what a ward’s members decided.")
    if fund.holder_kind != HolderKind.WARD or fund.takes_applications:
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

    `left` is the balance if the caller has read it already.
    """
    councillor = application.councillor
    if councillor is None or roles.councillor is None or roles.councillor.pk != councillor.pk:
        return Verdict.no(f"Only {councillor or 'the ward’s members'} can decide on this.")
    return first_refusal(
        _may_become(application, ApplicationState.SUPPORTED),
        _not_the_applicant(roles.user, application),
        office.may_take_part(councillor, application.organisation, at),
        group_is_known(application, at),
        _year_runs(application, roles.on),
        not_frozen(application.fund, application.year),
        not_in_award_freeze(application.ward, roles.on),
        in_time_to_decide(application.fund, FinancialYear(application.year), roles.on),
        limits.allowed(application, roles.on),
        tests_passed(application, roles.on),
        enough_left(queries.pot_of(application).left if left is None else left, application.pence),
    )


def may_approve(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """An officer approves under delegation, and never what they supported, applied for or have a part in.

    From a fund's threshold on, another officer must have checked it first.
    """
    rule = limits.needs_second_officer(application, roles.on)
    checked = queries.checkers(application)
    if rule is not None and roles.has(RoleKind.APPROVER) and not checked - {roles.user.pk}:
        who = "another officer must approve what you checked" if checked else "another officer must check it first"
        return first_refusal(
            may_check(roles, application, at, again=True),
            Verdict.no(f"For an award of this size {who}. {rule.cited}"),
        )
    return first_refusal(may_check(roles, application, at, again=True), not_split(application, roles.on))


def may_check(roles: Roles, application: Application, at: dt.datetime, *, again: bool = False) -> Verdict:
    """The first of two officers checks an award; what they may, whoever approves may. `again`: also once checked."""
    if not roles.has(RoleKind.APPROVER):
        return Verdict.no("Only an approving officer can approve an award.")
    if not again and limits.needs_second_officer(application, roles.on) is None:
        return Verdict.no("An award of this size needs one officer only: approve it.")
    if not again and queries.checkers(application):
        return Verdict.no("It has been checked: another officer can approve it now.")
    return first_refusal(
        _may_become(application, ApplicationState.APPROVED),
        _untouched_by(roles, application),
        _support_still_stands(application, at),
        group_is_known(application, at),
        _year_runs(application, roles.on),
        not_frozen(application.fund, application.year),
        not_in_award_freeze(application.ward, roles.on),
        within_rules(application.fund, Wish.of(application), roles.on),
        tests_passed(application, roles.on),
        signed_off(application, roles.on),
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
        _payee_stands(application, approval),
        details_stand(application),
        signed_off(application, roles.on),
        _year_takes(application),
    )


def _payee_stands(application: Application, approval: Decision | None) -> Verdict:
    """The money goes to the body that was approved: one that was renamed since is decided on again."""
    if approval is None or not approval.payee_name:
        return YES
    now = queries.payee_now(application.organisation)
    if now == (approval.payee_name, approval.payee_number):
        return YES
    was, is_now = (_named(*each) for each in ((approval.payee_name, approval.payee_number), now))
    return Verdict.no(
        f"It was awarded to {was}, and the list of organisations now says {is_now}. Ask the co-ordinator to put the "
        "list right, or to withdraw the award, so that it is decided again."
    )


def _named(name: str, number: str) -> str:
    return f"{name}, number {number}" if number else f"{name}, without a number"


def may_return(roles: Roles, application: Application, pence: int, paid: int) -> Verdict:
    """Money comes back from what was paid, never more than that: into its year, or, once that closed, this one."""
    if not roles.has(RoleKind.FINANCE):
        return Verdict.no("Only a finance officer can record money that came back.")
    if application.state != ApplicationState.PAID:
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
    entered = queries.entered_for(application)
    if entered is not None and entered.by_id == roles.user.pk:
        return Verdict.no("You entered this application for the group, so another officer must take it from here.")
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


def _year_takes(application: Application) -> Verdict:
    """What was awarded is paid until its year is closed, also after 31 March."""
    if queries.is_open(application.fund, application.year):
        return YES
    return Verdict.no(f"{application.fund} is closed for {FinancialYear(application.year).label}.")
