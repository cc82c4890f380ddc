"""Tests that an award from ring-fenced money must pass, as dated rules of its fund.

Levy (Community Infrastructure Levy Regulations 2010, regulation 59F): it fits a ward priority, and it meets demands
that development puts on the area. Housing (Local Government and Housing Act 1989, section 74; guidance of November
2020): it directly benefits council tenants, and the Housing Revenue Account pays no more than their share.
"""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application, Decision, Development, Fund, LevyAnswer, TenantBenefit
from ..queries import InForce
from ..states import ApplicationState
from ..states.award_tests import AwardTest
from ..states.fund_rules import Choices

YES = Verdict.yes()


@dataclass(frozen=True)
class Demands:
    """The decider's answer on an award of levy: which developments, what they demand, how people were engaged."""

    answer: str
    engaged: str
    developments: tuple[Development, ...]


@dataclass(frozen=True)
class Tenants:
    """What is said of council tenants' benefit. `housing` overrides the computed part, in pence, with a reason."""

    statement: str
    homes: int
    tenancies: int
    cost: int
    housing: int | None = None
    override_reason: str = ""
    other_source: str = ""

    @property
    def part(self) -> int:
        """What the Housing Revenue Account may pay, in pence: the tenants' share of the cost, rounded down."""
        if self.housing is not None:
            return self.housing
        return housing_part(self.cost, self.homes, self.tenancies)


@dataclass(frozen=True)
class Answered:
    """What the tests of an award look at."""

    pence: int
    serves: bool
    demands: Demands | None = None
    tenants: Tenants | None = None


def housing_part(cost: int, homes: int, tenancies: int) -> int:
    """Return the part of a cost that council tenancies account for, in pence, rounded down."""
    return cost * tenancies // homes if homes > 0 else 0


def passes_tests(fund: Fund, tested: Answered, on: dt.date) -> Verdict:
    """Whether an award passes the tests of its fund on a day; the first that it does not is named with its source."""
    found = queries.rule_set(fund, on).one("award_tests", Choices)
    if found is None:
        return YES
    checks = {AwardTest.PRIORITY: _priority, AwardTest.DEMANDS: _demands, AwardTest.TENANTS: _tenants}
    for test, check in checks.items():
        why = check(tested) if test in found[0].values else ""
        if why:
            return _no(why, found[1])
    return YES


def tests_passed(application: Application, on: dt.date) -> Verdict:
    """Whether an application as it stands passes the tests of its fund."""
    return passes_tests(application.fund, answered_in(application), on)


def answered_in(application: Application) -> Answered:
    """Return what the tests look at of an application."""
    levy = LevyAnswer.objects.filter(application=application).first()
    row = TenantBenefit.objects.filter(application=application).first()
    demands = Demands(levy.demands, levy.engaged, tuple(levy.developments.all())) if levy else None
    tenants = _said_of(row) if row else None
    serves = application.priority_id is not None or bool(application.serves)
    return Answered(application.pence, serves, demands, tenants)


def _said_of(row: TenantBenefit) -> Tenants:
    return Tenants(
        row.statement, row.homes, row.tenancies, row.cost_pence, row.housing_pence, row.override_reason,
        row.other_source,
    )  # fmt: skip


def tests_of(fund: Fund, on: dt.date) -> frozenset[str]:
    """Return the tests that an officer answers for an award of a fund on a day; the priority is the group's answer."""
    found = queries.rule_set(fund, on).one("award_tests", Choices)
    return frozenset(found[0].values if found else ()) & {AwardTest.DEMANDS, AwardTest.TENANTS}


def may_answer_tests(roles: Roles, application: Application, on: dt.date) -> Verdict:
    """The ward's co-ordinator answers the tests before members decide, and until a housing officer has signed."""
    if not tests_of(application.fund, on):
        return Verdict.no("This fund asks for no tests.")
    if application.state != ApplicationState.SUBMITTED:
        return Verdict.no("It has been decided on with the answers that it had.")
    if not roles.in_ward(RoleKind.CO_ORDINATOR, application.ward):
        return Verdict.no("Only the ward’s co-ordinator answers the fund’s tests.")
    if TenantBenefit.objects.filter(application=application, signed_by__isnull=False).exists():
        return Verdict.no("A housing officer has signed off the answers that are there.")
    return YES


def answers_pass(application: Application, demands: Demands | None, tenants: Tenants | None, on: dt.date) -> Verdict:
    """Whether answers pass the tests; whether it serves a priority is looked at when members decide."""
    return passes_tests(application.fund, Answered(application.pence, True, demands, tenants), on)


def signed_off(application: Application, on: dt.date) -> Verdict:
    """Whether a housing officer has signed off what must be, before it is approved or paid."""
    signed = TenantBenefit.objects.filter(application=application, signed_by__isnull=False).exists()
    return signed_off_by(queries.rule_set(application.fund, on), signed=signed)


def signed_off_by(rules: queries.RuleSet, *, signed: bool) -> Verdict:
    """The same, by the fund's rules of a day."""
    found = rules.one("award_tests", Choices)
    if found is None or signed or AwardTest.SIGN_OFF not in found[0].values:
        return YES
    return _no("A housing officer must sign off the tenants’ benefit first.", found[1])


def may_sign_off(roles: Roles, application: Application) -> Verdict:
    """A housing officer signs off, and never what they decided, entered or said themselves."""
    if not roles.has(RoleKind.HOUSING_OFFICER):
        return Verdict.no("Only a housing officer can sign this off.")
    row = TenantBenefit.objects.filter(application=application).first()
    if row is None:
        return Verdict.no("Nobody has said yet how council tenants benefit.")
    if row.signed_by_id is not None:
        return Verdict.no("It is signed off already.")
    decided = Decision.objects.filter(application=application, by=roles.user).exists()
    if decided or row.by_id == roles.user.pk:
        return Verdict.no("You have decided on this award, so another housing officer must sign it off.")
    return YES


def may_see_housing(roles: Roles) -> Verdict:
    """What waits for a housing officer is a housing officer's."""
    if roles.has(RoleKind.HOUSING_OFFICER):
        return YES
    return Verdict.no("Only a housing officer signs off what council tenants’ rent pays for.")


def _no(why: str, rule: InForce) -> Verdict:
    return Verdict.no(f"{why} {rule.cited}")


def _priority(tested: Answered) -> str:
    return "" if tested.serves else "Say which ward priority it serves: this fund pays for nothing else."


def _demands(tested: Answered) -> str:
    said = tested.demands
    if said is None or not said.answer.strip():
        return "Say which demands that development puts on the area it meets."
    if not said.developments:
        return "Name the development whose demands it meets."
    return "" if said.engaged.strip() else "Say how the community was engaged."


def _tenants(tested: Answered) -> str:
    said = tested.tenants
    if said is None or not said.statement.strip() or not 0 < said.tenancies <= said.homes:
        return "Say how council tenants directly benefit, and how many of the homes are council tenancies."
    if said.cost < tested.pence:
        return f"The whole cost must be at least the {pounds(tested.pence)} asked for."
    if said.part != housing_part(said.cost, said.homes, said.tenancies) and not said.override_reason.strip():
        return "Say why the split is not the share of homes that are council tenancies."
    if tested.pence > said.part:
        return f"Housing money can pay {pounds(said.part)} of it at most: the tenants’ part of {pounds(said.cost)}."
    if said.part < said.cost and not said.other_source.strip():
        return f"Name who pays the General Fund’s part, {pounds(said.cost - said.part)}, from other funding."
    return ""
