"""What a group says besides what is decided on, as clean values, and what a fund may pay of its costs."""

from collections.abc import Iterable
from dataclasses import dataclass

from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.plans.models import Priority

from ..queries import RuleSet
from ..states.fund_rules import Choices, CostType

YES = Verdict.yes()


@dataclass(frozen=True)
class Line:
    """One cost of a project, in pence."""

    what: str
    kind: CostType
    pence: int


@dataclass(frozen=True)
class Other:
    """What somebody else gives, in pence."""

    who: str
    pence: int
    in_kind: bool
    confirmed: bool


@dataclass(frozen=True)
class More:
    """Everything that is asked besides the application itself. None where nobody was asked."""

    company_number: str = ""
    phone: str = ""
    postal_address: str = ""
    own_account: bool | None = None
    held_by: str = ""
    signatories: tuple[str, ...] = ()
    unrelated: bool | None = None
    sells: bool | None = None
    sold: str = ""
    delivered_with: str = ""
    people: int | None = None
    owner: str = ""
    insurer: str = ""
    maintainer: str = ""
    also_serves: tuple[Priority, ...] = ()
    lines: tuple[Line, ...] = ()
    others: tuple[Other, ...] = ()
    demands: str = ""
    tenant_benefit: str = ""
    tenants: int | None = None


def sum_of(lines: Iterable[Line], *kinds: str) -> int:
    """Return what cost lines come to, in pence: of some kinds, or of all."""
    return sum(line.pence for line in lines if not kinds or line.kind in kinds)


def payable(rules: RuleSet, lines: Iterable[Line]) -> int:
    """Return how much of the lines is of a kind that the fund may pay for."""
    found = rules.one("cost_type", Choices)
    if found is None or CostType.HOUSING in found[0].values:
        return sum_of(lines)
    return sum_of(lines, *found[0].values)


def may_pay_for(rules: RuleSet, lines: tuple[Line, ...], pence: int) -> Verdict:
    """Whether a fund may pay an amount towards these lines: only for its kind of cost, and never more than it."""
    if not lines:
        return YES
    most, found = payable(rules, lines), rules.one("cost_type", Choices)
    if pence <= most:
        return YES
    if found is None or most == sum_of(lines):
        return Verdict.no(f"Ask for {pounds_short(most)} or less: that is what your costs come to.")
    kinds = " and ".join(CostType(each).label.lower() for each in found[0].values)
    if not most:
        return Verdict.no(f"This fund pays for {kinds}, and none of your lines is of that kind. {found[1].cited}")
    said = f"Ask for {pounds_short(most)} or less: this fund pays for {kinds}, and those costs come to that."
    return Verdict.no(f"{said} {found[1].cited}")


def kind_of(lines: Iterable[Line], rules: RuleSet) -> str:
    """Return the kind of cost that an application is for: that of its lines, or of its fund where they are mixed."""
    kinds, found = {line.kind for line in lines}, rules.one("cost_type", Choices)
    allowed = [each for each in found[0].values if each in kinds] if found else []
    if len(kinds) == 1 and (found is None or CostType.HOUSING not in found[0].values):
        return str(next(iter(kinds)))
    return str(allowed[0]) if len(allowed) == 1 else ""
