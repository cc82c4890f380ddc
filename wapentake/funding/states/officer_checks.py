"""What officers check before an award is approved: the usual checks of a fund, each with its source."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import TextChoices

GUIDANCE = "Rotherham Council, devolved budgets guidance"


class CheckKind(TextChoices):
    """The checks beside which the program says what it finds. A fund may have others."""

    ELIGIBLE = "eligible", "The group and the project may have this money"
    SUBSIDY = "subsidy", "Whether it may be a subsidy"
    CONFLICTS = "conflicts", "Interests of who said yes, and of the officer"
    BUDGET = "budget", "The money is there"
    ASSET = "asset", "What lasts longer than a year has an owner, an insurer and somebody who looks after it"


@dataclass(frozen=True)
class CheckRow:
    """One check of a fund. `may_not_apply`: an officer may say, with a reason, that it does not apply."""

    key: str
    words: str
    source: str
    may_not_apply: bool = False
    from_date: dt.date = dt.date(2021, 4, 1)


def _row(kind: CheckKind, source: str, may_not_apply: bool = False) -> CheckRow:
    return CheckRow(kind.value, str(kind.label), source, may_not_apply)


USUAL = (
    _row(CheckKind.ELIGIBLE, f"{GUIDANCE}, page 3"),
    _row(CheckKind.SUBSIDY, "Subsidy Control Act 2022, sections 7, 36 and 37", may_not_apply=True),
    _row(CheckKind.CONFLICTS, "Localism Act 2011, sections 29 to 34"),
    _row(CheckKind.BUDGET, f"{GUIDANCE}, page 6: the council’s normal financial rules apply"),
)
LASTING = (
    *USUAL,
    _row(CheckKind.ASSET, "That a grant is capital spending: set for this installation: no public source", True),
)
