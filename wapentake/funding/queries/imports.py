"""Files of past awards: what they hold, what they are compared with, and what rests on what they brought in."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Count, F, QuerySet, Sum, TextChoices
from django.db.models.functions import Coalesce

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.money import pounds_short
from wapentake.office.models import Councillor
from wapentake.places.models import Cluster, Ward

from ..models import (
    Application,
    AwardImport,
    Balance,
    ColumnMapping,
    Entry,
    Fund,
    FundYear,
    ImportLine,
    LevyReceipt,
    Transfer,
)
from ..states import FundYearState, Stage, TransferKind
from ..states.imports import Outcome
from ..states.levy import ReceiptKind
from .whose import Whose

IMPORT_BATCH = 1_000


@dataclass(frozen=True)
class Summed:
    """What the new lines of a file give for one year and ward."""

    year: FinancialYear
    ward: str
    awards: int
    pence: int


@dataclass(frozen=True)
class Need:
    """What the new lines of a file need of one holder's money of a year."""

    fund: Fund
    year: FinancialYear
    ward: Ward
    councillor: Councillor | None
    pence: int
    cluster: Cluster | None = None

    @property
    def whose(self) -> Whose:
        """Whose money it is: a cluster's is no single ward's."""
        return Whose(None, None, self.cluster) if self.cluster else Whose(self.ward, self.councillor)

    def plus(self, pence: int) -> "Need":
        """Return the need of as much again."""
        return replace(self, pence=self.pence + pence)


def need_of(
    fund: Fund | None,
    on: dt.date | None,
    ward: Ward | None,
    councillor: Councillor | None,
    pence: int | None,
    cluster: Cluster | None = None,
) -> Need:
    """Return what one new line needs; all that a line without a fault has is there."""
    assert fund is not None
    assert on is not None
    assert ward is not None
    assert pence is not None
    return Need(fund, FinancialYear.of(on), ward, councillor, pence, cluster)


def imports() -> QuerySet[AwardImport]:
    """Return every file that was read, newest first."""
    return AwardImport.objects.select_related("staged_by", "applied_by")


def mapping_for(print_of_headings: str) -> ColumnMapping | None:
    """Return how files of these headings were read before."""
    return ColumnMapping.objects.filter(fingerprint=print_of_headings).first()


def in_batches(found: AwardImport) -> Iterator[list[ImportLine]]:
    """Yield a file's lines in batches, in constant memory."""
    after = 0
    while batch := list(found.lines.filter(number__gt=after).order_by("number")[:IMPORT_BATCH]):
        yield batch
        after = batch[-1].number


def brought_in(keys: Iterable[str]) -> dict[str, str]:
    """Return what awards that stand say, by the key that they came in under."""
    found = ImportLine.objects.filter(live=True, key__in=list(keys))
    return dict(found.values_list("key", "contents"))


def receipts_by_hand(references: Collection[str]) -> set[tuple[str, dt.date, int]]:
    """Return reference, day and pence of the receipts of developments that stand and came in with no file."""
    if not references:
        return set()
    rows = LevyReceipt.objects.filter(kind=ReceiptKind.RECEIVED, development__reference__in=references)
    rows = rows.exclude(pk__in=ImportLine.objects.filter(live=True, receipt__isnull=False).values("receipt"))
    standing = rows.annotate(back=Coalesce(Sum("corrections__pence"), 0)).filter(pence__gt=-F("back"))
    return set(standing.values_list("development__reference", "on", "pence"))


def ours_of(identifiers: Iterable[str]) -> dict[str, int]:
    """Return the amounts of our own awards among grant identifiers, as our open data gives them."""
    prefix = f"{settings.WAPENTAKE_GRANT_PREFIX}-"
    wanted = [one.removeprefix(prefix) for one in identifiers if one.startswith(prefix)]
    found = Application.objects.filter(reference__in=wanted).values_list("reference", "pence") if wanted else ()
    return {prefix + reference: pence for reference, pence in found}


def lines_of(found: AwardImport, outcome: str = "") -> QuerySet[ImportLine]:
    """Return a file's lines, all or of one outcome."""
    lines = found.lines.select_related("fund", "ward", "application", "receipt__development").order_by("number")
    return lines.filter(outcome=outcome) if outcome else lines


def outcomes_of(found: AwardImport) -> dict[str, int]:
    """Return how many lines have each outcome."""
    rows = found.lines.order_by().values_list("outcome").annotate(Count("pk"))
    return {outcome: count for outcome, count in rows if outcome}


def sums_of(found: AwardImport) -> list[Summed]:
    """Return the sums of the new lines by financial year and ward."""
    rows = found.lines.filter(outcome=Outcome.NEW).order_by("awarded_on").values_list("awarded_on", "ward__name")
    sums: dict[tuple[FinancialYear, str], list[int]] = {}
    for day, ward, count, pence in rows.annotate(Count("pk"), Sum("pence")):
        held = sums.setdefault((FinancialYear.of(day), ward), [0, 0])
        held[0] += count
        held[1] += int(pence)
    return [Summed(year, ward, *held) for (year, ward), held in sorted(sums.items())]


def fund_years(funds: Iterable[Fund]) -> dict[tuple[int, int], FundYear]:
    """Return the years of funds, by fund and year."""
    return {(row.fund_id, row.year): row for row in FundYear.objects.filter(fund__in=list(funds))}


def was_given_here(fund: Fund, year: FinancialYear) -> bool:
    """Say whether money of a year was given by other means than a file of past awards: then that is all there is."""
    given = Transfer.objects.filter(
        kind__in=(TransferKind.ALLOT, TransferKind.CARRY, TransferKind.MOVE),
        entries__account__fund=fund, entries__account__year=year.starts_in,
    )  # fmt: skip
    return given.exclude(key__startswith="import:").exists()


def left_of(need: Need) -> int:
    """Return what a holder has left of a year, in pence."""
    holder = {f"account__{name}": one for name, one in need.whose.of_account.items()}
    found = Balance.objects.filter(
        account__fund=need.fund, account__year=need.year.starts_in, account__stage=Stage.LEFT, **holder
    )
    return found.values_list("pence", flat=True).first() or 0


def shortages(needs: Iterable[Need]) -> list[str]:
    """Return in sentences where a year's money, given here, is less than the lines need."""
    said = []
    for need in needs:
        if was_given_here(need.fund, need.year) and (left := left_of(need)) < need.pence:
            holder = need.cluster or need.councillor or need.ward
            said.append(
                f"{need.fund}, {need.year.label}: {holder} had {pounds_short(left)} left, and the new lines need "
                f"{pounds_short(need.pence)}."
            )
    return said


def rests_on(found: AwardImport) -> str:
    """Return in a sentence what rests on awards that were brought in, or nothing."""
    applications = found.lines.filter(live=True).values("application")
    later = Transfer.objects.filter(application__in=applications).exclude(kind=TransferKind.PAY)
    if (one := later.select_related("application").first()) and one.application:
        return f"Money of {one.application.reference} moved after it was brought in: see posting {one.pk}."
    closed = FundYear.objects.filter(state=FundYearState.CLOSED, settled=True).filter(
        fund__applications__in=applications, year=F("fund__applications__year")
    )
    if row := closed.select_related("fund").first():
        return f"{row.fund} has been closed for {FinancialYear(row.year).label}, and what was left was carried over."
    return ""


def given_by(found: AwardImport) -> QuerySet[Transfer]:
    """Return the postings that gave holders the money for the awards of a file, not undone yet."""
    return Transfer.objects.filter(key__startswith=f"import:{found.pk}:", reversed_by=None).order_by("pk")


def legs_by_account(transfer: Transfer) -> dict[int, int]:
    """Return a posting's legs, in pence by account."""
    return dict(Entry.objects.filter(transfer=transfer).values_list("account", "pence"))


def wards_by_code() -> dict[str, Ward]:
    """Return every ward of every edition by its code."""
    return {ward.code: ward for ward in Ward.objects.select_related("edition")}


def unclear_values(found: AwardImport, most: int = 100) -> list[tuple[TextChoices, str]]:
    """Return the values of refused lines that may be given a meaning, each once and in the order of the file."""
    names = {found.columns.get(what.value) or what.label: what for what in found.layout.mapped}
    known: dict[tuple[TextChoices, str], None] = {}
    for problems in lines_of(found, Outcome.REFUSED).values_list("problems", flat=True).iterator(chunk_size=1_000):
        for problem in problems:
            if (what := names.get(problem["column"])) is not None:
                known[what, problem["value"]] = None
        if len(known) >= most:
            break
    return list(known)[:most]
