"""Choices and lifecycles of the funding room."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class FundKind(TextChoices):
    REVENUE = "revenue", "Revenue"
    CAPITAL = "capital", "Capital"
    HOUSING = "housing", "Housing Revenue Account"
    LEVY = "levy", "Community Infrastructure Levy (CIL)"


class HolderKind(TextChoices):
    """Whose pot it is."""

    COUNCILLOR = "councillor", "Each councillor"
    WARD = "ward", "The ward"


class Stage(TextChoices):
    """Where money stands. `source` is the fund before it is allotted; only it may go below nought."""

    SOURCE = "source", "The fund"
    LEFT = "left", "Left to award"
    RESERVED = "reserved", "Reserved: being decided"
    COMMITTED = "committed", "Committed: awarded, not yet paid"
    PAID = "paid", "Paid"
    RETURNED = "returned", "Returned"


class ApplicationState(TextChoices):
    SUBMITTED = "submitted", "Waiting for the councillor"
    SUPPORTED = "supported", "Supported, with the approving officer"
    APPROVED = "approved", "Awarded"
    PAID = "paid", "Paid"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


APPLICATION = Lifecycle(
    "application",
    {
        ApplicationState.SUBMITTED: {
            ApplicationState.SUPPORTED,
            ApplicationState.DECLINED,
            ApplicationState.WITHDRAWN,
        },
        ApplicationState.SUPPORTED: {
            ApplicationState.APPROVED,
            ApplicationState.DECLINED,
            ApplicationState.WITHDRAWN,
        },
        ApplicationState.APPROVED: {ApplicationState.PAID, ApplicationState.WITHDRAWN},
        # A payment that came back is reversed, and the award waits to be paid again.
        ApplicationState.PAID: {ApplicationState.APPROVED},
        ApplicationState.DECLINED: set(),
        ApplicationState.WITHDRAWN: set(),
    },
)


class DecisionKind(TextChoices):
    SUPPORT = "support", "Supported"
    APPROVE = "approve", "Approved"
    DECLINE = "decline", "Declined"


class LegalBasis(TextChoices):
    """On what footing a decision stands."""

    MEMBER = "member", "Member, under section 236 of the 2007 Act"
    OFFICER = "officer", "Officer under delegation, on the member's recommendation"
    CABINET = "cabinet", "Cabinet Member or Leader"


class FundYearState(TextChoices):
    """Whether money of a fund may move in a financial year."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class TransferKind(TextChoices):
    """What a movement of money was for."""

    ALLOT = "allot", "Allotted"
    MOVE = "move", "Moved between funds"
    SUPPORT = "support", "Reserved"
    APPROVE = "approve", "Committed"
    PAY = "pay", "Paid"
    RELEASE = "release", "Released"
    RETURN = "return", "Returned"
    REVERSE = "reverse", "Corrected"


# What a correction may undo by itself. The others are undone by declining or withdrawing the application.
REVERSIBLE = frozenset({TransferKind.ALLOT, TransferKind.MOVE, TransferKind.PAY, TransferKind.RETURN})

# What gives a holder money, or takes it away again: their sum is what was allotted.
GIVEN = frozenset({TransferKind.ALLOT, TransferKind.MOVE})


class MoveState(TextChoices):
    """A move of money between two funds needs two people: one proposes, another confirms."""

    PROPOSED = "proposed", "Waiting for a second person"
    CONFIRMED = "confirmed", "Moved"
    REFUSED = "refused", "Refused"


MOVE = Lifecycle(
    "move",
    {
        MoveState.PROPOSED: {MoveState.CONFIRMED, MoveState.REFUSED},
        MoveState.CONFIRMED: set(),
        MoveState.REFUSED: set(),
    },
)
