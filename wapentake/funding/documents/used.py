"""How much of capital and of revenue was committed or spent, and paid, and how they compare: as rows of a file."""

from collections.abc import Iterator

from wapentake.foundation.calendars import FinancialYear

from ..pages.statement import ratio, share_of, used
from ..queries.statement_sums import stood
from .cells import Value, in_pounds
from .sheets import Sheet

USED_HEADS = (
    "Kind of money", "Allotted in pounds", "Committed or spent in pounds", "Share committed or spent", "Paid in pounds",
    "Share paid", "Capital for each 1% of revenue",
)  # fmt: skip
USED = Sheet("Capital and revenue", USED_HEADS, (30, 16, 16, 14, 16, 12, 18))
BESIDE = "Capital beside revenue"


def used_lines(year: FinancialYear, slug: str = "") -> Iterator[list[Value]]:
    """Yield a row of each kind of money with the shares that the page has, and one of how capital was used beside it.

    The last is the percentage of capital that was committed or spent for each 1% of revenue that was.
    """
    accounts = stood(year, slug)
    for kind, (allotted, awarded, paid) in used(accounts).items():
        yield [
            kind.label, in_pounds(allotted), in_pounds(awarded), share_of(awarded, allotted), in_pounds(paid),
            share_of(paid, allotted), None,
        ]  # fmt: skip
    if found := ratio(accounts):
        yield [BESIDE, None, None, "", None, "", f"{found}%"]
