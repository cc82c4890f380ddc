"""What becomes of what is left when a fund's year is closed, and who may close, freeze and unfreeze it."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from wapentake.foundation.calendars import FinancialYear, london_date, long_date
from wapentake.foundation.money import pounds_short
from wapentake.foundation.prepared import one_of, prepared
from wapentake.foundation.verdicts import Verdict
from wapentake.office.models import Councillor, Poll, Term
from wapentake.office.queries import Roles, live_terms
from wapentake.office.states import PollKind, RoleKind
from wapentake.places.models import Cluster, Edition, Ward

from .. import queries
from ..models import Fund, FundYear
from ..queries import Holder, RuleSet, Whose
from ..states import FundYearState, HolderKind
from ..states.fund_rules import CarryOver, CarryOverRule, Leaver, LeaverRule
from ..states.returned import Returned, ReturnedRule
from .funds import may_run_funds, may_stop_awards

YES = Verdict.yes()
HolderKey = tuple[int, int, int]
CARRIED_BY = ("carry_over", "leaver", "returned")  # the rules that say what becomes of what is left


@dataclass(frozen=True)
class CarryLine:
    """What becomes of one holder's money at the year's end, in pence: `left` is `carried` and `lapsed` together.

    What came back and is not settled yet, `back`, is in it: it goes the way of the rest, or lapses, by the fund's rule.
    `to` is whose pot the carried money goes into; `why` says, where not all goes on, why not.
    """

    holder: Holder
    to: Whose | None
    carried: int
    lapsed: int
    why: str = ""
    back: int = 0

    @property
    def left(self) -> int:
        return self.carried + self.lapsed


def carry_lines(fund: Fund, year: FinancialYear, on: dt.date) -> list[CarryLine]:
    """Return what becomes of what every holder has left, by the rules in force on the year's last day.

    A fund without a rule carries nothing, and what came back lapses. Everybody who has nothing is left out.
    """
    return carry_lines_of([fund], year, on)[fund.pk]


def carry_lines_of(
    funds: Sequence[Fund], year: FinancialYear, on: dt.date, only: tuple[Ward, Councillor] | None = None
) -> dict[int, list[CarryLine]]:
    """Return the same of several funds, by the fund's key; the number of queries does not grow with the funds.

    `only` leaves out all wards but one, its members included, and a councillor, whose lines are as among all.
    """
    held = queries.holders_in(funds, year, only)
    rules = queries.rule_sets(funds, year.end, CARRIED_BY)
    every = [one for holders in held.values() for one in holders]
    then = _Then(max(on, year.end + dt.timedelta(days=1)), FinancialYear(year.starts_in + 1), every)
    return {fund.pk: _lines_of(fund, held[fund.pk], rules[fund.pk], then) for fund in funds}


@dataclass(frozen=True)
class _Then:
    """What is looked at once for all funds: who and which wards stand after the year, and the next year's election."""

    day: dt.date
    year: FinancialYear
    holders: Sequence[Holder]

    @cached_property
    def wards(self) -> set[int]:
        return set(_wards_on(day=self.day))

    @cached_property
    def clusters(self) -> set[int]:
        return set(Cluster.objects.on(self.day).values_list("pk", flat=True))

    @cached_property
    def terms(self) -> dict[int, Term]:
        """Those of the holders, and of whoever sits for their wards: they may follow one who left."""
        wards = {one.ward.pk for one in self.holders if one.ward}
        members = {one.councillor.pk for one in self.holders if one.councillor}
        found = _terms_on(day=self.day, wards=list(wards), members=list(members))
        return {term.councillor_id: term for term in found}

    @cached_property
    def poll(self) -> Poll | None:
        return election_in(self.year)


def _lines_of(fund: Fund, every: list[Holder], rules: RuleSet, then: _Then) -> list[CarryLine]:
    holders = [one for one in every if one.pot.left or one.pot.returned]
    found = rules.one("carry_over", CarryOverRule)
    carry = found[0] if found else CarryOverRule(CarryOver.NONE)
    stop = _nothing_goes_on(carry, then)
    leaver = rules.one("leaver", LeaverRule)
    passes = leaver is not None and leaver[0].what == Leaver.SUCCESSOR
    targets = _targets(fund, holders, then, passes)
    again = rules.one("returned", ReturnedRule)
    goes_on = again is not None and again[0].what == Returned.LEFT
    return [_line(one, carry, stop, targets.get(one.holder_key), goes_on) for one in holders]


def print_of_lines(lines: Sequence[CarryLine]) -> str:
    """Return a short print of what goes where, so that what is confirmed is what was shown."""
    told = [
        f"{one.holder.holder_key}:{one.to and one.to.holder_key}:{one.carried}:{one.lapsed}:{one.back}" for one in lines
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


def _nothing_goes_on(carry: CarryOverRule, then: _Then) -> str:
    """Return why nothing at all goes on, or nothing: the rule, or an election of the whole council in the next year."""
    if carry.what == CarryOver.NONE:
        return "Nothing of this fund goes on to the next year."
    if not carry.across_election and then.poll is not None:
        return f"Nothing goes past an election of the whole council: there is one on {long_date(then.poll.on)}."
    return ""


def election_in(year: FinancialYear) -> Poll | None:
    """Return the ordinary election of the whole council that is recorded in a financial year, or nothing."""
    return _ordinary_elections.first(first=year.start, last=year.end)


@prepared
def _ordinary_elections(first: Any, last: Any) -> QuerySet[Poll]:
    polls = Poll.objects.filter(kind=PollKind.ORDINARY, ward__isnull=True, on__gte=first, on__lte=last)
    return polls.order_by("on")


@prepared
def _terms_on(day: Any, wards: Any, members: Any) -> QuerySet[Term]:
    terms = live_terms(day, include_suspended=True).filter(Q(one_of("ward", wards)) | Q(one_of("councillor", members)))
    return terms.select_related("ward", "councillor")


@prepared
def _wards_on(day: Any) -> QuerySet[Ward, int]:
    return Ward.objects.filter(edition__in=Edition.objects.on(day)).values_list("pk", flat=True)


def _line(one: Holder, carry: CarryOverRule, stop: str, to: Whose | None, back_goes_on: bool) -> CarryLine:
    back = one.pot.returned
    left = one.pot.left + (back if back_goes_on else 0)
    every = one.pot.left + back
    if stop:
        return CarryLine(one, None, 0, every, stop, back)
    if to is None:
        return CarryLine(one, None, 0, every, f"{one} {_gone(one)}.", back)
    carried = min(left, carry.cap) if carry.what == CarryOver.CAPPED else left
    said = [f"No more than {pounds_short(carry.cap)} goes on for each holder."] if carried < left else []
    said += [f"{pounds_short(back)} came back, and what comes back lapses."] if left < every else []
    return CarryLine(one, to, carried, every - carried, " ".join(said), back)


def _gone(one: Holder) -> str:
    if one.councillor:
        return "has left, and nobody follows by the rules"
    return "is no cluster any more" if one.cluster else "is no ward of the council any more"


def _targets(fund: Fund, holders: list[Holder], then: _Then, passes: bool) -> dict[HolderKey, Whose]:
    """Return into whose pot each holder's money goes on a day: their own, or a successor's; without one, none.

    A cluster keeps its pot whichever wards are in it.
    """
    if fund.holder_kind == HolderKind.WARD:
        return {one.holder_key: Whose(one.ward) for one in holders if one.ward and one.ward.pk in then.wards}
    if fund.holder_kind == HolderKind.CLUSTER:
        held = [one for one in holders if one.cluster is not None]
        return {one.holder_key: Whose(None, None, one.cluster) for one in held if one.place.pk in then.clusters}
    found: dict[HolderKey, Whose] = {}
    leavers: dict[int, list[Holder]] = defaultdict(list)
    for one in holders:
        term = then.terms.get(one.councillor.pk if one.councillor else 0)
        if term is not None:
            found[one.holder_key] = Whose(term.ward, term.councillor)
        else:
            leavers[one.place.pk].append(one)
    return found | (_successors(leavers, then.terms.values(), then.day) if passes else {})


def _successors(leavers: dict[int, list[Holder]], terms: Iterable[Term], day: dt.date) -> dict[HolderKey, Whose]:
    """Pair those who left a ward with those who came in after them, in the order in which they left and came.

    A newcomer began on or after the day on which the one who left ended; each follows one.
    """
    found: dict[HolderKey, Whose] = {}
    ended = _ends_of(leavers, day)
    came: dict[int, list[Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: (term.from_date, term.councillor.name, term.pk)):
        came[term.ward_id].append(term)
    for ward, gone in leavers.items():
        free = list(came[ward])
        for one in sorted(gone, key=lambda one: (ended[one.holder_key], str(one))):
            follows = next((term for term in free if term.from_date >= ended[one.holder_key]), None)
            if follows is not None:
                free.remove(follows)
                found[one.holder_key] = Whose(follows.ward, follows.councillor)
    return found


def _ends_of(leavers: dict[int, list[Holder]], day: dt.date) -> dict[HolderKey, dt.date]:
    people = [one.councillor for gone in leavers.values() for one in gone if one.councillor]
    terms = Term.objects.filter(councillor__in=people, to_date__lte=day)
    last = dict(terms.order_by("to_date").values_list("councillor", "to_date"))
    return {
        one.holder_key: last.get(one.councillor.pk if one.councillor else 0) or day
        for gone in leavers.values()
        for one in gone
    }


def may_close_year(roles: Roles, fund: Fund, year: FinancialYear) -> Verdict:
    """A year closes once it is over, the years before it are closed, and nothing in it is being decided or unpaid."""
    if roles.on <= year.end:
        return Verdict.no(f"{year.label} runs until {long_date(year.end)}. Close it after that.")
    earlier = FundYear.objects.filter(fund=fund, year__lt=year.starts_in, state=FundYearState.OPEN).order_by("year")
    if (row := earlier.first()) is not None:
        return Verdict.no(f"Close {FinancialYear(row.year).label} first.")
    [pot] = queries.pots(year, funds=[fund])
    if pot.reserved or pot.committed:
        return Verdict.no(
            f"{pounds_short(pot.reserved)} is reserved and {pounds_short(pot.committed)} is committed in {fund} "
            f"{year.label}: pay what was awarded, and decline or withdraw the rest."
        )
    return may_run_funds(roles)


def may_freeze(roles: Roles, fund: Fund, year: FinancialYear) -> Verdict:
    """Nothing more is awarded from a frozen fund; what was awarded is paid (Kirklees, February 2024)."""
    row = FundYear.objects.filter(fund=fund, year=year.starts_in).first()
    if row is None or row.state != FundYearState.OPEN:
        return Verdict.no(f"{fund} is not open for {year.label}.")
    if row.frozen_at is not None:
        return Verdict.no(f"{fund} is frozen already.")
    return may_stop_awards(roles)


def may_unfreeze(roles: Roles, fund: Fund, year: FinancialYear) -> Verdict:
    """Awards go on once the fund is unfrozen."""
    row = FundYear.objects.filter(fund=fund, year=year.starts_in, frozen_at__isnull=False).first()
    if row is None or row.state != FundYearState.OPEN:
        return Verdict.no(f"{fund} is not frozen.")
    if roles.has(RoleKind.FINANCE, RoleKind.SECTION_151):
        return YES
    return Verdict.no("Only a finance officer or the section 151 officer lets awards go on.")


@prepared
def _frozen(fund: Any, year: Any) -> QuerySet[FundYear]:
    return FundYear.objects.filter(fund=fund, year=year, frozen_at__isnull=False)


def not_frozen(fund: Fund, year: int) -> Verdict:
    """Whether a fund's year is frozen, which stops new money from being promised and nothing else."""
    row = _frozen.first(fund=fund.pk, year=year)
    if row is None or row.frozen_at is None:
        return YES
    since = long_date(london_date(row.frozen_at))
    return Verdict.no(f"{fund} is frozen since {since}: {row.frozen_because.rstrip('.')}. What was awarded is paid.")
