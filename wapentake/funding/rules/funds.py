"""Who may set funds up, run their years, move money between them and correct it, and why not."""

from django.db.models import Q

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Account, Fund, FundYear, Move, Transfer
from ..queries.payments import line_of_payment
from ..states import MOVE, REVERSIBLE, FundKind, FundYearState, MoveState, TransferKind
from .being_paid import not_being_paid

MONEY_OFFICERS = (RoleKind.FINANCE, RoleKind.ADMINISTRATOR)
YES = Verdict.yes()


def may_move_money(roles: Roles) -> Verdict:
    """Money is given, moved and corrected by finance officers alone: who hands out roles and sets rules moves none."""
    if roles.has(RoleKind.FINANCE):
        return YES
    return Verdict.no("Only a finance officer can move money.")


def may_run_funds(roles: Roles) -> Verdict:
    """Funds are set up, given rules, opened, frozen and closed by finance officers or an administrator."""
    if roles.has(*MONEY_OFFICERS):
        return YES
    return Verdict.no("Only a finance officer or an administrator can do this.")


def may_stop_awards(roles: Roles) -> Verdict:
    """A fund is frozen by those who run it, and by the section 151 officer, who answers for the council's money."""
    return YES if roles.has(RoleKind.SECTION_151) else may_run_funds(roles)


def may_add_fund(key: str, name: str, prefix: str) -> Verdict:
    """A fund is known by its name and by what its reference numbers begin with: no two share either."""
    if Fund.objects.filter(Q(key=key) | Q(name__iexact=name)).exists():
        return Verdict.no(f"There is a fund named {name} already. Give this one another name.")
    if Fund.objects.filter(prefix__iexact=prefix).exists():
        return Verdict.no(f"Another fund’s reference numbers begin with {prefix}. Choose other letters.")
    return YES


def may_open_year(roles: Roles, fund: Fund, year: FinancialYear) -> Verdict:
    """A year is opened once, this one or the next: money moves in it only on its own days."""
    state = FundYear.objects.filter(fund=fund, year=year.starts_in).values_list("state", flat=True).first()
    if state is not None:
        return Verdict.no(f"{fund} is {'open' if state == FundYearState.OPEN else 'closed'} for {year.label} already.")
    if not FinancialYear.of(roles.on) <= year <= FinancialYear(FinancialYear.of(roles.on).starts_in + 1):
        return Verdict.no("Open this financial year or the next one.")
    return may_run_funds(roles)


def may_allot(roles: Roles, fund: Fund, year: FinancialYear) -> Verdict:
    """Money is given to holders in an open year, on a day of that year."""
    if not queries.is_open(fund, year.starts_in):
        return Verdict.no(f"{fund} is not open for {year.label}.")
    if FinancialYear.of(roles.on) != year:
        return Verdict.no(f"Money of {year.label} moves from {long_date(year.start)} to {long_date(year.end)}.")
    if FundYear.objects.filter(fund=fund, year=year.starts_in, frozen_at__isnull=False).exists():
        return Verdict.no(f"{fund} is frozen.")
    return first_refusal(may_run_funds(roles), may_move_money(roles))


def may_move(roles: Roles, source: Account, target: Account) -> Verdict:
    """Who may propose to move money, and between which funds: never capital to revenue, never in or out of housing.

    Capital: Local Government Act 2003, sections 9 and 11. Housing: Local Government and Housing Act 1989, section 74
    and Schedule 4. Levy: regulation 59 of the Community Infrastructure Levy Regulations 2010.
    """
    if source.pk == target.pk or source.year != target.year:
        return Verdict.no("Choose two different funds of the same year.")
    return first_refusal(
        funds_may_exchange(source.fund, target.fund),
        _levy_stays_where_it_was_paid(source, target),
        may_move_money(roles),
    )


def _levy_stays_where_it_was_paid(source: Account, target: Account) -> Verdict:
    """Levy is spent for the area of its development (regulation 59F). A redrawn ward’s goes to whose ground it is."""
    one, other = source.ward, target.ward
    if source.fund.kind != FundKind.LEVY or one is None or other is None or one == other:
        return YES
    if one.edition_id != other.edition_id:
        return YES
    return Verdict.no(f"Levy is spent for the area of the development that paid it: {one}’s cannot move to {other}.")


def funds_may_exchange(source: Fund, target: Fund) -> Verdict:
    """Whether money may go from a fund to another at all, whoever moves it; the database holds it too."""
    kinds = (source.kind, target.kind)
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
    return YES


def may_settle_move(roles: Roles, move: Move, to: MoveState) -> Verdict:
    """A second person confirms or refuses a move; whoever proposed it may only take it back."""
    if move.proposed_by_id == roles.user.pk and to == MoveState.CONFIRMED:
        return Verdict.no("You proposed this move, so another person must confirm it.")
    between = may_move(roles, move.source, move.target) if to == MoveState.CONFIRMED else YES
    return first_refusal(MOVE.verdict(move.state, to), between, may_move_money(roles))


def may_reverse(roles: Roles, transfer: Transfer) -> Verdict:
    """A correction is a linked reversal, once; what belongs to a decision is undone by a decision."""
    if transfer.kind not in REVERSIBLE:
        return Verdict.no("This belongs to a decision: decline or withdraw the application instead.")
    if transfer.levy.exists():
        return Verdict.no("This is the levy of developments: take the receipt back on its development’s page instead.")
    if Transfer.objects.filter(reverses=transfer).exists():
        return Verdict.no("This has already been corrected.")
    if transfer.kind == TransferKind.PAY and transfer.application is not None:
        return first_refusal(
            _another_corrects(roles, transfer), not_being_paid(transfer.application), may_move_money(roles)
        )
    return may_move_money(roles)


def _another_corrects(roles: Roles, transfer: Transfer) -> Verdict:
    """Who recorded a payment, or made its run, does not take it back alone: it would be paid again."""
    line = line_of_payment(transfer)
    if roles.user.pk in (transfer.by_id, line.run.made_by_id if line else None):
        return Verdict.no("You recorded this payment or made its run, so another finance officer must correct it.")
    return Verdict.yes()
