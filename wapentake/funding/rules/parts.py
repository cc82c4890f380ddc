"""What the parts of a project may come to: pure sums over who is asked for how much. Amounts are integer pence."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.models import Councillor
from wapentake.places.models import Cluster, Ward

from ..models import Fund
from ..queries import RuleSet
from ..states.fund_rules import Choices, CostType
from .particulars import Line, sum_of

YES = Verdict.yes()
ALL_KINDS = frozenset({CostType.REVENUE.value, CostType.CAPITAL.value})


@dataclass(frozen=True)
class AskedPart:
    """One part of what a project asks for: of which fund, of whose, and how much in pence. `costs` is its kind."""

    fund: Fund
    ward: Ward
    councillor: Councillor | None
    pence: int
    costs: str = ""
    cluster: Cluster | None = None

    @property
    def holder(self) -> Hashable:
        """Whose money is asked for: a councillor's in a fund, a ward's or a cluster's."""
        if self.cluster is not None:
            return (self.fund.pk, "cluster", self.cluster.pk)
        return (self.fund.pk, self.ward.pk, self.councillor.pk if self.councillor else 0)

    @property
    def whom(self) -> str:
        """Whom it is asked of, in words."""
        return whom(self.fund, self.ward, self.councillor, self.cluster)


def whom(fund: Fund, ward: Ward, councillor: Councillor | None, cluster: Cluster | None) -> str:
    """Return of whom a part is asked, in words."""
    return f"{councillor}’s {fund}" if councillor else f"{fund} of {cluster or ward}"


def asked_twice(holders: Sequence[Hashable]) -> int | None:
    """Return the place of the first holder who was asked before, or nothing."""
    return next((place for place, holder in enumerate(holders) if holder in holders[:place]), None)


def kinds_of(rules: RuleSet) -> frozenset[str]:
    """Return the kinds of cost that a fund may pay for."""
    found = rules.one("cost_type", Choices)
    if found is None or CostType.HOUSING in found[0].values:
        return ALL_KINDS
    return frozenset(found[0].values) & ALL_KINDS


def pay_for_together(parts: Sequence[tuple[Collection[str], int]], lines: Sequence[Line]) -> Verdict:
    """Whether all parts together can be paid of these lines: each with the kinds of cost that its fund pays for.

    They can if, for every set of kinds, the funds that pay for nothing else are asked for no more than its lines.
    """
    if not lines:
        return YES
    for kinds in ({CostType.REVENUE.value}, {CostType.CAPITAL.value}, ALL_KINDS):
        asked = sum(pence for allowed, pence in parts if set(allowed) <= kinds)
        most = sum_of(lines, *kinds)
        if asked > most:
            return Verdict.no(_comes_to(kinds, asked, most))
    return YES


def _comes_to(kinds: Collection[str], asked: int, most: int) -> str:
    if len(kinds) > 1:
        return f"The parts come to {pounds_short(asked)}, and the whole project costs {pounds_short(most)}."
    kind = CostType(next(iter(kinds))).label.lower()
    return (
        f"You ask funds that pay for {kind} for {pounds_short(asked)} in all, and your costs of that kind come to "
        f"{pounds_short(most)}."
    )


def parts_agree(parts: Sequence[AskedPart], cost: int) -> Verdict:
    """Whether the parts of a project go together: nobody is asked twice, and they come to no more than the cost."""
    twice = asked_twice([part.holder for part in parts])
    if twice is not None:
        return Verdict.no(f"{parts[twice].whom} is asked twice: ask each for one part.")
    total = sum(part.pence for part in parts)
    if cost and total > cost:
        return Verdict.no(_comes_to(ALL_KINDS, total, cost))
    return YES
