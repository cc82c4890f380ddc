"""What the yearly statement shows of an application besides its amount."""

from collections.abc import Iterable
from typing import Any

from ..models import Application, Reached
from ..rules import Asked
from ..states import CostType, FundKind

CAPITAL_FUNDS = (FundKind.CAPITAL, FundKind.LEVY)


def for_statement(asked: Asked) -> dict[str, Any]:
    """Return the fields of an application by which the statement sorts it: cost type and words of the priority."""
    of_fund = CostType.CAPITAL if asked.fund.kind in CAPITAL_FUNDS else CostType.REVENUE
    serves = asked.serves or (asked.priority.title if asked.priority else "")
    return {"cost_type": asked.cost_type or of_fund, "serves": serves[:120]}


def keep_reach(applications: Iterable[tuple[Application, Asked]]) -> None:
    """Write down whom applications are for, all in one go; communities with nobody are left out."""
    Reached.objects.bulk_create(
        Reached(application=application, community=community, people=people)
        for application, asked in applications
        for community, people in asked.reached.items()
        if people > 0
    )
