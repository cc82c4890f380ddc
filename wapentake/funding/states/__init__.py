"""Choices and lifecycles of the funding room."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class FundKind(TextChoices):
    REVENUE = "revenue", "Revenue"
    CAPITAL = "capital", "Capital"
    HOUSING = "housing", "Housing Revenue Account"
    LEVY = "levy", "Community Infrastructure Levy (CIL)"


# What the yearly statement adds up as the wards' budgets. Tenants' rents and developers' money each stand apart.
IN_STATEMENT = (FundKind.REVENUE, FundKind.CAPITAL)


class Community(TextChoices):
    """The communities of identity whose share the yearly report shows (Equality Act 2010, section 149)."""

    OLDER = "older", "Older people"
    YOUNG = "young", "Children and young people"
    DISABLED = "disabled", "Disabled people"
    CARERS = "carers", "Carers"
    WOMEN = "women", "Women and girls"
    MEN = "men", "Men and boys"
    ETHNIC = "ethnic", "People from ethnic minorities, including Gypsy, Roma and Traveller communities"
    FAITH = "faith", "Communities of religion or belief"
    LGB = "lgb", "Lesbian, gay and bisexual people"
    TRANS = "trans", "Trans people"
    # What groups said while both were one question. Nobody is asked it any more, and nobody can part the numbers.
    LGBT = "lgbt", "Lesbian, gay, bisexual and trans people, asked together"
    PARENTS = "parents", "New and expectant parents"
    VETERANS = "veterans", "Armed forces veterans and families"


COMMUNITIES_ASKED = tuple(each for each in Community if each != Community.LGBT)


class HolderKind(TextChoices):
    """Whose pot it is."""

    COUNCILLOR = "councillor", "Each councillor"
    WARD = "ward", "The ward"
    CLUSTER = "cluster", "The cluster of wards"


class Stage(TextChoices):
    """Where money stands. `source` is the fund before it is allotted; only it may go below nought."""

    SOURCE = "source", "The fund"
    LEFT = "left", "Left to award"
    RESERVED = "reserved", "Reserved: being decided"
    COMMITTED = "committed", "Committed: awarded, not yet paid"
    PAID = "paid", "Paid"
    RETURNED = "returned", "Returned"
    # What becomes of what is left when the year is closed; and what comes back after that, in the year that runs then.
    CARRIED = "carried", "Carried over to the next year"
    LAPSED = "lapsed", "Lapsed"
    REFUNDED = "refunded", "Came back from an earlier year"
    # What came back and is dealt with by the fund's rule: it counts as having come back, and is nobody's to award.
    # The fund gave as much again, to what is left, or let it lapse.
    SETTLED = "settled", "Came back, and was settled by the fund’s rule"
    GIVEN_ON = "given_on", "Came back from an earlier year, and is left to award again"


# What came back, in the year of its award or later, whatever became of it; and what of it came into a later year.
BACK = (Stage.RETURNED, Stage.SETTLED, Stage.REFUNDED, Stage.GIVEN_ON)
BACK_LATE = (Stage.REFUNDED, Stage.GIVEN_ON)
# What is told beside the pots and is in none of them: as much stands at another stage, or was never given.
BESIDE = (Stage.SETTLED, Stage.REFUNDED, Stage.GIVEN_ON)

# What every holder's pot has from the first day; the others are opened when they are needed.
EVERYDAY = (Stage.LEFT, Stage.RESERVED, Stage.COMMITTED, Stage.PAID, Stage.RETURNED)


class FigureKind(TextChoices):
    """What is known of a ward for a year, from which its share of a fund is worked out."""

    HOMES = "homes", "Council homes"
    LEVY = "levy", "Levy received, in pence"
    ADDED = "added", "Added for this ward, in pence"


class ApplicationState(TextChoices):
    SUBMITTED = "submitted", "Waiting for councillors"
    SUPPORTED = "supported", "Supported, with the approving officer"
    APPROVED = "approved", "Awarded"
    PAID = "paid", "Paid"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CANCELLED = "cancelled", "Cancelled by the council"


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
            # What a councillor decided under section 236 and cannot be carried out goes back to them.
            ApplicationState.SUBMITTED,
        },
        ApplicationState.APPROVED: {ApplicationState.PAID, ApplicationState.WITHDRAWN, ApplicationState.CANCELLED},
        # A payment that came back is reversed, and the award waits to be paid again.
        ApplicationState.PAID: {ApplicationState.APPROVED},
        ApplicationState.DECLINED: set(),
        ApplicationState.WITHDRAWN: set(),
        ApplicationState.CANCELLED: set(),
    },
)


class DecisionKind(TextChoices):
    SUPPORT = "support", "Supported"
    CHECK = "check", "Checked by a first officer"
    APPROVE = "approve", "Approved"
    DECLINE = "decline", "Declined"
    RETURN = "return", "Sent back: it cannot be carried out"


# Decisions that carry nothing on.
NOES = (DecisionKind.DECLINE, DecisionKind.RETURN)


# One wording of how a councillor's fund is decided, on the page for groups and on every award.
RECOMMENDS = "The councillor recommends; an officer decides under delegation"


class LegalBasis(TextChoices):
    """On what footing a decision stands.

    Section 236 is of the Local Government and Public Involvement in Health Act 2007: it needs an arrangement of the
    Leader's, which no councillor's fund here rests on. So a councillor's yes or no is a recommendation.
    """

    MEMBER = "member", "Member, under section 236 of the 2007 Act"
    ADVICE = "advice", "The councillor recommends; what is not recommended goes no further"
    OFFICER = "officer", RECOMMENDS
    CABINET = "cabinet", "Cabinet Member or Leader"
    MEMBERS = "members", "The ward’s members recommend together; an officer decides under delegation"
    ENTERED = "entered", "Entered by an officer; the members’ votes are not recorded here"


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
    CLOSE = "close", "Closed the year"
    CARRY = "carry", "Carried over"
    REFUND = "refund", "Came back late"
    REVERSE = "reverse", "Corrected"


# What a correction may undo by itself. The others are undone by declining or withdrawing the application.
REVERSIBLE = frozenset(
    {TransferKind.ALLOT, TransferKind.MOVE, TransferKind.PAY, TransferKind.RETURN, TransferKind.REFUND}
)

# What gives a holder money, or takes it away again: their sum is what was allotted.
GIVEN = frozenset({TransferKind.ALLOT, TransferKind.MOVE, TransferKind.CARRY})


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
