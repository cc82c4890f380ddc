"""What a year's infrastructure funding statement says of the neighbourhood portion, ward by ward. Pence.

Two ways to what is unspent: receipts and the ledger's entries say what came in and went out; the balances, with what
waits for its pot, say what there is. A ward is told by its slug: two editions of it stand together.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from wapentake.foundation.calendars import FinancialYear
from wapentake.places.models import Ward

from ..models import Account, Application, Balance, Entry, InfrastructureStatement, LevyReceipt, Transfer
from ..states import BACK_LATE, BESIDE, Stage, TransferKind
from .levy import levy_fund
from .payees import with_payees

# Money that is there, whatever is promised of it.
IN_HAND = (Stage.LEFT, Stage.RESERVED, Stage.COMMITTED, Stage.RETURNED, Stage.REFUNDED)
# What adds to what is spent, and what takes off it.
SPENDS = {Stage.PAID: 1, **dict.fromkeys(BACK_LATE, -1)}
# What comes into no account, or is gone from all.
OUTSIDE = (Stage.LAPSED, *BESIDE)
Sums = Counter[tuple[str, int]]


@dataclass(frozen=True)
class WardLevy:
    """A ward's neighbourhood portion in a year. `other` is what came or went otherwise, such as a transfer or a lapse.

    `there` is what the balances have, with what waits for its pot.
    """

    slug: str
    name: str
    before: int
    received: int
    other: int
    spent: int
    allocated: int
    there: int

    @property
    def unspent(self) -> int:
        """What is unspent at the year's end, by what came in and went out."""
        return self.before + self.received + self.other - self.spent

    @property
    def of_the_year(self) -> int:
        """What is unspent of the year's own receipts: the oldest money is spent first."""
        return max(0, min(self.unspent, self.received))

    @property
    def is_empty(self) -> bool:
        return not any((self.before, self.received, self.other, self.spent, self.allocated, self.there))


@dataclass(frozen=True)
class Item:
    """What an award of levy had spent in a year, and what of it was allocated and not spent at the year's end."""

    application: Application
    spent: int
    allocated: int


def levy_years() -> list[FinancialYear]:
    """Return every year from the first with levy to the last that was received or is open, newest first."""
    years = set(LevyReceipt.objects.order_by().values_list("year", flat=True).distinct())
    years |= set(_accounts().order_by().values_list("year", flat=True).distinct())
    return [FinancialYear(year) for year in range(max(years), min(years) - 1, -1)] if years else []


def _accounts() -> QuerySet[Account]:
    return Account.objects.filter(fund=levy_fund()).exclude(ward=None)


def wards_levy(year: FinancialYear) -> list[WardLevy]:
    """Return every ward that had levy by a year's end, by name. The number of queries is the same for any number."""
    last = year.starts_in
    received, in_pots = _received(last), _in_pots()
    other, spent, allocated = _moved(last)
    other.subtract({key: pence for key, pence in in_pots.items() if key[1] <= last})
    before, waits = Counter[str](), Counter[str]()
    for sign, sums in ((1, received), (1, other), (-1, spent)):
        for (slug, when), pence in sums.items():
            before[slug] += sign * pence if when < last else 0
    for sign, sums in ((1, received), (-1, in_pots)):
        for (slug, when), pence in sums.items():
            waits[slug] += sign * pence if when <= last else 0
    there = _there(last)
    names = dict(Ward.objects.order_by("edition__from_date").values_list("slug", "name"))
    found = [
        WardLevy(
            slug, names[slug], before[slug], received[slug, last], other[slug, last], spent[slug, last],
            allocated[slug], there[slug] + waits[slug],
        )
        for slug in sorted({slug for slug, _ in (*received, *other)} | set(there), key=lambda each: names[each])
    ]  # fmt: skip
    return [one for one in found if not one.is_empty]


def _received(last: int) -> Sums:
    """Return the wards' shares by the year in which they were received."""
    rows = LevyReceipt.objects.filter(parish=None, year__lte=last).order_by().values_list("ward__slug", "year")
    return Counter({(slug, when): int(pence) for slug, when, pence in rows.annotate(Sum("share"))})


def _in_pots() -> Sums:
    """Return the wards' shares by the year of the pot that they came into."""
    found: Sums = Counter()
    rows = LevyReceipt.objects.exclude(transfer=None).order_by().values_list("ward__slug", "transfer__on")
    for slug, on, pence in rows.annotate(Sum("share")):
        found[slug, FinancialYear.of(on).starts_in] += int(pence)
    return found


def _moved(last: int) -> tuple[Sums, Sums, Counter[str]]:
    """Return what came into the wards' accounts, what was spent, both by year, and what is allocated, by entries.

    What was carried over came in before. What lapsed is gone; what came back later counts against what was spent.
    """
    came, spent, allocated = Counter[tuple[str, int]](), Counter[tuple[str, int]](), Counter[str]()
    entries = Entry.objects.filter(account__in=_accounts().filter(year__lte=last)).order_by()
    rows = entries.exclude(transfer__kind=TransferKind.CARRY).values_list(
        "account__ward__slug", "account__year", "account__stage"
    )
    for slug, when, stage, total in rows.annotate(Sum("pence")):
        pence = int(total)
        # What came back late counts against what was spent, so that it is left to award again adds nothing.
        came[slug, when] += -pence if stage == Stage.GIVEN_ON else 0 if stage in OUTSIDE else pence
        spent[slug, when] += SPENDS.get(stage, 0) * pence
        allocated[slug] += pence if stage == Stage.COMMITTED else 0
    return came, spent, allocated


def _there(last: int) -> Counter[str]:
    """Return what the balances have at a year's end; what was carried over before stands in later accounts."""
    carried = Q(account__stage=Stage.CARRIED, account__year=last)
    rows = Balance.objects.filter(Q(account__stage__in=IN_HAND) | carried, account__in=_accounts())
    sums = rows.filter(account__year__lte=last).order_by().values_list("account__ward__slug").annotate(Sum("pence"))
    return Counter({slug: int(pence) for slug, pence in sums})


def statement_of(year: FinancialYear) -> InfrastructureStatement | None:
    """Return what is kept of a year's statement, published or not."""
    return InfrastructureStatement.objects.filter(year=year.starts_in).first()


def published_statements() -> QuerySet[InfrastructureStatement]:
    """Return the statements that are published, the newest first."""
    return InfrastructureStatement.objects.exclude(published_on=None)


# --- The rows of the figures ----------------------------------------------------------------------------------------


def receipts_in(year: FinancialYear, *, parished: bool | None = None) -> QuerySet[LevyReceipt]:
    """Return a year's lines of levy by day: of sites in parishes, of the others, or of all."""
    found = LevyReceipt.objects.filter(year=year.starts_in).select_related("development", "ward", "parish", "plan")
    if parished is not None:
        found = found.filter(parish__isnull=not parished)
    return found.order_by("on", "pk")


def items_of(year: FinancialYear, slug: str = "") -> list[Item]:
    """Return what levy was spent on in a year, or allocated by its end and not spent, by reference."""
    last = year.starts_in
    entries = Entry.objects.filter(account__in=_accounts(), transfer__application__isnull=False).order_by()
    if slug:
        entries = entries.filter(account__ward__slug=slug)
    then, by_then = Q(account__year=last), Q(account__year__lte=last)
    sums = entries.values_list("transfer__application").annotate(
        paid=Sum("pence", filter=then & Q(account__stage=Stage.PAID), default=0),
        back=Sum("pence", filter=then & Q(account__stage__in=BACK_LATE), default=0),
        promised=Sum("pence", filter=by_then & Q(account__stage=Stage.COMMITTED), default=0),
    )
    moved = {pk: (int(paid - back), int(promised)) for pk, paid, back, promised in sums if paid != back or promised}
    rows = with_payees(Application.objects.select_related("fund", "ward", "organisation")).filter(pk__in=moved)
    return [Item(row, *moved[row.pk]) for row in rows.order_by("reference")]


def other_entries(year: FinancialYear, slug: str) -> list[tuple[Transfer, int]]:
    """Return what came into a ward's account or left it otherwise than by a receipt or an award, with its pence."""
    accounts = _accounts().filter(year=year.starts_in, ward__slug=slug).exclude(stage__in=OUTSIDE)
    back = Q(transfer__kind=TransferKind.REFUND) | Q(transfer__reverses__kind=TransferKind.REFUND)
    entries = Entry.objects.filter(account__in=accounts).exclude(transfer__kind=TransferKind.CARRY).exclude(back)
    sums = dict(entries.order_by().values_list("transfer").annotate(Sum("pence")))
    rows = LevyReceipt.objects.filter(transfer__in=sums, ward__slug=slug).order_by()
    ours = dict(rows.values_list("transfer").annotate(Sum("share")))
    found = Transfer.objects.in_bulk([pk for pk, pence in sums.items() if pence != ours.get(pk, 0)])
    return [(found[pk], int(sums[pk] - ours.get(pk, 0))) for pk in sorted(found)]
