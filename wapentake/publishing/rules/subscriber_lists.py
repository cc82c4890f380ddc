"""What each line of an earlier list says and would do; who brings lists in, and who sees an address at all."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward
from wapentake.places.queries import normalise

from ..models import Subscriber, SubscriberList
from ..queries import Known, normalised
from ..states import (
    KNOWN_COLUMNS,
    NEEDED_COLUMNS,
    SUBSCRIBER_LIST,
    LineOutcome,
    ListColumn,
    ListState,
    SubscriberState,
)
from .subscribers import Wanted

YES = Verdict.yes()
MOST_EVIDENCE = 300
BETWEEN = re.compile(r"[;|,]")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
EVERYWHERE = {"all", "all wards", "whole area", "everywhere"}


NOTHING = Wanted()


@dataclass(frozen=True)
class ListLine:
    """A line as clean values, with what becomes of it; `why` says it in a sentence."""

    number: int
    outcome: str
    why: str = ""
    email: str = ""
    wanted: Wanted = NOTHING
    evidence: str = ""
    agreed_on: dt.date | None = None


class _Unclear(Exception):
    """A cell is not understood; the sentence says what to do."""


def may_keep_lists(roles: Roles) -> Verdict:
    """Addresses are for the Head of Neighbourhoods and the administrator: nobody else sees one, councillors neither."""
    if roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.ADMINISTRATOR):
        return YES
    return Verdict.no("Only the Head of Neighbourhoods and the administrator deal with subscribers’ addresses.")


def may_bring_in(roles: Roles, found: SubscriberList, lines: Sequence[ListLine]) -> Verdict:
    """A list is brought in as a whole, once its columns are known and something in it is new."""
    if missing := missing_columns(found.columns):
        return Verdict.no(f"Say which column holds the {missing[0]}.")
    first = first_refusal(may_keep_lists(roles), SUBSCRIBER_LIST.verdict(found.state, ListState.APPLIED))
    if first and not any(one.outcome in (LineOutcome.NEW, LineOutcome.ADDS) for one in lines):
        return Verdict.no("Nothing in it is new, so there is nothing to bring in.")
    return first


def may_erase_subscriber(roles: Roles | None, subscriber: Subscriber) -> Verdict:
    """Whoever asks is erased; an address that we must not write to is kept for that alone. No roles: its time is up."""
    if subscriber.erased_at is not None:
        return Verdict.no("It has been erased already.")
    if subscriber.state == SubscriberState.SUPPRESSED:
        return Verdict.no("It is kept for one purpose alone: that nobody writes to it again (UK GDPR, article 21).")
    return YES if roles is None else may_keep_lists(roles)


def may_lift(roles: Roles, subscriber: Subscriber) -> Verdict:
    """An address that was not written to may be asked again, where the person wants it."""
    if subscriber.state != SubscriberState.SUPPRESSED:
        return Verdict.no("It is written to as any other.")
    return may_keep_lists(roles)


def guess_list_columns(headings: Sequence[str]) -> dict[str, str]:
    """Return which heading holds what, as far as the headings say so."""
    there = {" ".join(heading.lower().split()): heading for heading in reversed(headings)}
    found = {str(what): next((there[name] for name in names if name in there), "")
             for what, names in KNOWN_COLUMNS.items()}  # fmt: skip
    return {what: heading for what, heading in found.items() if heading}


def missing_columns(columns: Mapping[str, str]) -> list[str]:
    """Return what no column is named for though every line has it, in words."""
    return [str(what.label).lower() for what in NEEDED_COLUMNS if not columns.get(what)]


def planned_lines(
    found: SubscriberList, wards: Iterable[Ward], known: Mapping[str, Known], on: dt.date
) -> list[ListLine]:
    """Return what each line says and would do. `known`: who of its addresses is here."""
    plan = _Plan(found, wards, known, on)
    return [plan.of(number, cells) for number, cells in found.lines]


def by_hand(
    email: str, wanted: Wanted, evidence: str, agreed_on: dt.date, known: Known | None, on: dt.date
) -> ListLine:
    """Return what a subscription from paper or by word of mouth would do, by the rules of a line of a list."""
    address = normalised(email)
    if address is None:
        return ListLine(0, LineOutcome.REFUSED, "Enter an e-mail address in the correct format.")
    if wanted.nothing:
        return ListLine(0, LineOutcome.REFUSED, "Choose at least one thing to get.")
    if agreed_on > on:
        return ListLine(0, LineOutcome.REFUSED, "They cannot have agreed on a day to come.")
    outcome, why = outcome_of(known, wanted, agreed_on, on)
    return ListLine(0, outcome, why, address, wanted, evidence, agreed_on)


def addresses_in(found: SubscriberList) -> set[str]:
    """Return every address of a file that is one."""
    place = _places(found).get(ListColumn.EMAIL)
    texts = (cells[place] for _, cells in found.lines if place is not None and place < len(cells))
    return {address for address in map(normalised, texts) if address}


def print_of_list(lines: Sequence[ListLine]) -> str:
    """Return what a person sees and confirms, as a short text that any change of it changes."""
    return "-".join(str(sum(one.outcome == outcome for one in lines)) for outcome in LineOutcome.values)


def _places(found: SubscriberList) -> dict[str, int]:
    return {what: found.headings.index(head) for what, head in found.columns.items() if head in found.headings}


class _Plan:
    """Every line of a file, in its order, beside those who are here."""

    def __init__(self, found: SubscriberList, wards: Iterable[Ward], known: Mapping[str, Known], on: dt.date) -> None:
        self.places, self.known, self.on = _places(found), known, on
        self.wards = {name.lower(): one for one in wards for name in (one.name, one.ons_name, one.code, one.slug)}
        self.seen: dict[str, int] = {}

    def of(self, number: int, cells: Sequence[str]) -> ListLine:
        try:
            return self._read(number, cells)
        except _Unclear as unclear:
            return ListLine(number, LineOutcome.REFUSED, str(unclear))

    def _cell(self, cells: Sequence[str], what: str) -> str:
        place = self.places.get(what)
        return " ".join(cells[place].split()) if place is not None and place < len(cells) else ""

    def _read(self, number: int, cells: Sequence[str]) -> ListLine:
        email = normalised(self._cell(cells, ListColumn.EMAIL))
        if email is None:
            raise _Unclear("This is no e-mail address: put it right, or leave the line out.")
        if email in self.seen:
            raise _Unclear(f"Line {self.seen[email]} has this address already: keep one of the two.")
        self.seen[email] = number
        evidence = self._cell(cells, ListColumn.EVIDENCE)
        if not 3 <= len(evidence) <= MOST_EVIDENCE:
            raise _Unclear(
                f"Say how they agreed, in 3 to {MOST_EVIDENCE} letters: without it nobody may be written to."
            )
        wanted, agreed_on = self._wanted(cells), self._agreed_on(cells)
        outcome, why = outcome_of(self.known.get(email), wanted, agreed_on, self.on)
        return ListLine(number, outcome, why, email, wanted, evidence, agreed_on)

    def _wanted(self, cells: Sequence[str]) -> Wanted:
        text = self._cell(cells, ListColumn.WARDS)
        whole = {*EVERYWHERE, f"whole {settings.WAPENTAKE_AREA}".lower()}
        if text.lower() in whole:
            return Wanted(everywhere=True, postcode=self._postcode(cells))
        names = [text] if text.lower() in self.wards else [part.strip() for part in BETWEEN.split(text) if part.strip()]
        if not names:
            raise _Unclear("Name the wards, with semicolons between them.")
        unknown = [name for name in names if name.lower() not in self.wards and name.lower() not in whole]
        if unknown:
            raise _Unclear(f"“{unknown[0][:60]}” is no ward of today: write it as the council does.")
        wards = dict.fromkeys(self.wards[name.lower()] for name in names if name.lower() in self.wards)
        everywhere = any(name.lower() in whole for name in names)
        return Wanted(tuple(wards), everywhere, postcode=self._postcode(cells))

    def _postcode(self, cells: Sequence[str]) -> str:
        text = self._cell(cells, ListColumn.POSTCODE)
        code = normalise(text) if text else ""
        if code is None:
            raise _Unclear("The postcode is no whole one: put it right, or leave it empty.")
        return code

    def _agreed_on(self, cells: Sequence[str]) -> dt.date:
        text = self._cell(cells, ListColumn.AGREED_ON)
        slashed = SLASHED.fullmatch(text)
        try:
            day = dt.date(*map(int, reversed(slashed.groups()))) if slashed else dt.date.fromisoformat(text[:10])
        except ValueError:
            raise _Unclear("Say on which day they agreed, as 26/02/2019 or 2019-02-26.") from None
        if not dt.date(1995, 1, 1) <= day <= self.on:
            raise _Unclear(f"{long_date(day)} cannot be the day on which they agreed: it is to come, or too long ago.")
        return day


def outcome_of(known: Known | None, wanted: Wanted, agreed_on: dt.date, on: dt.date) -> tuple[str, str]:
    """Return what a consent of a day comes to for whoever has the address, and why it stays out."""
    if known is None or known.state == SubscriberState.PENDING:
        return LineOutcome.NEW, ""
    if known.state == SubscriberState.SUPPRESSED:
        return LineOutcome.STAYS_OUT, "It is not written to: it took no mail, or complained."
    if known.state == SubscriberState.LEFT:
        left = london_date(known.left_at) if known.left_at else on
        if agreed_on <= left:
            return LineOutcome.STAYS_OUT, f"Left on {long_date(left)}, after this agreement."
        return LineOutcome.NEW, ""
    has = known.wards.issuperset(ward.pk for ward in wanted.wards) and (known.everywhere or not wanted.everywhere)
    return (LineOutcome.SAME, "") if has else (LineOutcome.ADDS, "")


def facts_of(lines: Sequence[ListLine]) -> dict[str, Any]:
    """Return how many lines came to what."""
    return {outcome: sum(one.outcome == outcome for one in lines) for outcome in LineOutcome.values}
