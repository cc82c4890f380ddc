"""Which receipts a group may name for an award."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict

from .. import queries
from ..models import Application
from ..states.fund_rules import Choices, Exclusion

YES = Verdict.yes()


@dataclass(frozen=True)
class Spent:
    """A receipt as a group names it: its day, what was bought, pence."""

    on: dt.date
    what: str
    pence: int


def receipts_stand(application: Application, receipts: Sequence[Spent], on: dt.date) -> Verdict:
    """No receipt is of tomorrow, nor of before the decision where the fund is not for what was bought already."""
    if any(receipt.on > on for receipt in receipts):
        return Verdict.no("A receipt cannot be dated after today. Look at its date again.")
    decided = application.decided_on or on
    early = next((receipt for receipt in receipts if receipt.on < decided), None)
    found = queries.rule_set(application.fund, decided).one("exclusions", Choices)
    if early is None or found is None or Exclusion.RETROSPECTIVE not in found[0].values:
        return YES
    return Verdict.no(
        f"The receipt for {early.what} is of {long_date(early.on)}, before the award was decided on "
        f"{long_date(decided)}. What was bought before cannot be paid for: leave it out. {found[1].cited}"
    )
