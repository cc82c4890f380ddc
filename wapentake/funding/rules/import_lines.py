"""What one line of a file of past awards says, cell by cell, and what is wrong with it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.office.models import Councillor
from wapentake.organisations.states import Sector
from wapentake.places.models import Cluster, ClusterMember, Ward

from .. import queries
from ..models import AwardImport, Fund, FundYear
from ..states import FundYearState, HolderKind
from ..states.imports import Heading
from .imports import Problem, Unclear, charity_of, contents_of, date_of, pence_of, plain, sector_of

LONGEST_NAME = 200
LONGEST_TITLE = 100


@dataclass
class Clean:
    """A line as clean values. What was not understood is among the problems."""

    title: str = ""
    purpose: str = ""
    recipient: str = ""
    charity: str = ""
    company: str = ""
    sector: Sector = Sector.VOLUNTARY
    identifier: str = ""
    pence: int | None = None
    on: dt.date | None = None
    ward: Ward | None = None
    fund: Fund | None = None
    councillor: Councillor | None = None
    cluster: Cluster | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def contents(self) -> str:
        """The hash of what it says."""
        keys = [getattr(one, "pk", "") for one in (self.fund, self.ward, self.councillor)]
        of_cluster = [f"cluster {self.cluster.pk}"] if self.cluster else []  # all others have the hash that they had
        return contents_of([*keys, self.on, self.pence, self.recipient, self.title, *of_cluster])

    @property
    def key(self) -> str:
        """What tells this award from every other: its identifier if it has one, otherwise what it says."""
        return f"id:{contents_of([self.identifier])}" if self.identifier else f"is:{self.contents}"


class Reader:
    """Reads the lines of one file: which column is what, what values mean, and what the council has."""

    def __init__(self, found: AwardImport, today: dt.date) -> None:
        self.today = today
        self.columns: Mapping[str, str] = found.columns
        places = {heading: place for place, heading in reversed(list(enumerate(found.headings)))}
        self.places = {what: places[head] for what, head in found.columns.items() if head in places}
        self.values = {what: {plain(k): v for k, v in known.items()} for what, known in found.values.items()}
        self.funds = list(Fund.objects.all())
        self.years = queries.fund_years(self.funds)
        self.wards = queries.wards_by_code()
        self.councillors = {plain(one.name): one for one in Councillor.objects.all()}
        self.members = list(ClusterMember.objects.select_related("cluster"))

    def read(self, cells: Sequence[str]) -> Clean:
        """Return what a line says."""
        line = Clean()
        line.title = self._text(line, cells, Heading.TITLE) or self._text(line, cells, Heading.PURPOSE)
        line.purpose = self._text(line, cells, Heading.PURPOSE) or line.title
        line.title = line.title if len(line.title) <= LONGEST_TITLE else f"{line.title[: LONGEST_TITLE - 1]}…"
        line.recipient = self._text(line, cells, Heading.RECIPIENT)
        line.identifier = self._text(line, cells, Heading.IDENTIFIER)
        line.charity = charity_of(self._text(line, cells, Heading.CHARITY))
        line.company = self._text(line, cells, Heading.COMPANY).upper()[:8]
        self._demand(line, bool(line.title), Heading.TITLE, "", "Enter a title or what the money was for.")
        self._demand(line, bool(line.recipient), Heading.RECIPIENT, "", "Enter to whom the money went.")
        if len(line.recipient) > LONGEST_NAME:
            self._demand(line, False, Heading.RECIPIENT, line.recipient, f"A name has at most {LONGEST_NAME} letters.")
        line.pence = self._value(line, cells, Heading.AMOUNT, pence_of)
        line.on = self._value(line, cells, Heading.DATE, date_of)
        line.sector = self._value(line, cells, Heading.SECTOR, self._sector) or Sector.VOLUNTARY
        line.fund = self._value(line, cells, Heading.FUND, self._fund)
        if line.on is not None:
            self._place(line, cells)
            self._year(line)
        self._holder(line, cells)
        return line

    def _text(self, line: Clean, cells: Sequence[str], what: Heading) -> str:
        place = self.places.get(what)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def _value(self, line: Clean, cells: Sequence[str], what: Heading, understand: Callable[[str], Any]) -> Any:
        text = self._text(line, cells, what)
        try:
            return understand(text)
        except Unclear as unclear:
            self._demand(line, False, what, text, str(unclear))
            return None

    def _demand(self, line: Clean, good: bool, what: Heading, value: str, why: str) -> None:
        if not good:
            line.problems.append(Problem(self.columns.get(what) or what.label, value[:100], why))

    def _meant(self, what: Heading, text: str) -> str:
        """Return what a value was said to mean, if anybody said so."""
        return str(self.values.get(what, {}).get(plain(text), ""))

    def _sector(self, text: str) -> Sector:
        return Sector(meant) if (meant := self._meant(Heading.SECTOR, text)) in Sector.values else sector_of(text)

    def _fund(self, text: str) -> Fund:
        """Return the fund that a cell names by its key, name or letters, or that its value was said to mean."""
        meant = self._meant(Heading.FUND, text) or text
        for fund in self.funds:
            if plain(meant) in {plain(fund.key), plain(fund.name), plain(fund.prefix)}:
                return fund
        raise Unclear("Say which of the council’s funds this is." if text else "Say which fund these awards are from.")

    def _place(self, line: Clean, cells: Sequence[str]) -> None:
        """Find the ward by its code; by its name only where the file gives no code, as it was on that day."""
        what = Heading.PLACE_CODE if self._text(line, cells, Heading.PLACE_CODE) else Heading.PLACE
        text = self._text(line, cells, what)
        try:
            line.ward = self._ward_of_code(text, line.on) if what == Heading.PLACE_CODE else self._named(text, line.on)
        except Unclear as unclear:
            self._demand(line, False, what, text, str(unclear))

    def _ward_of_code(self, text: str, on: dt.date | None) -> Ward:
        if meant := self.wards.get(self._meant(Heading.PLACE_CODE, text)):
            return meant
        found = self.wards.get(text.upper())
        if found is None:
            whole = " It is the whole council’s." if text.upper() == settings.WAPENTAKE_COUNCIL_CODE else ""
            raise Unclear(f"This is no ward’s code here.{whole} Say for which ward it counts, or correct the code.")
        if on is not None and not stood(found, on):
            raise Unclear(f"{found} of this code was no ward on {long_date(on)}. Give the code that it had then.")
        return found

    def _named(self, text: str, on: dt.date | None) -> Ward:
        if meant := self.wards.get(self._meant(Heading.PLACE, text)):
            return meant
        wanted = plain(text).removesuffix(" ward")
        for ward in self.wards.values():
            if wanted and wanted in (plain(ward.name), plain(ward.ons_name)) and on is not None and stood(ward, on):
                return ward
        raise Unclear("No ward had this name on that day. Say which ward it is, or correct the name.")

    def _year(self, line: Clean) -> None:
        """A year must be over, and not settled here."""
        assert line.on is not None  # asked by the caller
        year = FinancialYear.of(line.on)
        said = line.on.isoformat()
        if year.end >= self.today:
            why = f"The year {year.label} is not over: its awards are decided here."
            self._demand(line, False, Heading.DATE, said, why)
        row: FundYear | None = self.years.get((line.fund.pk, year.starts_in)) if line.fund else None
        if row is not None and row.state == FundYearState.CLOSED and row.settled:
            why = (
                f"{line.fund} was closed here for {year.label}, with what was left carried over: nothing can be added."
            )
            self._demand(line, False, Heading.DATE, said, why)

    def _holder(self, line: Clean, cells: Sequence[str]) -> None:
        """An award of a councillor's fund names its councillor, and one of a cluster's fund its cluster."""
        if line.fund is not None and line.fund.holder_kind == HolderKind.CLUSTER:
            self._cluster(line, cells)
        if line.fund is None or line.fund.holder_kind != HolderKind.COUNCILLOR:
            return
        text = self._text(line, cells, Heading.COUNCILLOR)
        known = plain(text).removeprefix("cllr ").removeprefix("councillor ")
        line.councillor = self.councillors.get(known)
        why = f"{line.fund} is councillors’ money: name the councillor as in the council’s list."
        self._demand(line, line.councillor is not None, Heading.COUNCILLOR, text, why)

    def _cluster(self, line: Clean, cells: Sequence[str]) -> None:
        """Find the cluster in which the ward was on that day: by its name, which one alone need not have."""
        if line.ward is None or line.on is None:
            return
        text, day = self._text(line, cells, Heading.CLUSTER), line.on
        of_ward = [one.cluster for one in self.members if one.ward_id == line.ward.pk and one.is_on(day)]
        found = [one for one in of_ward if not text or plain(one.name) == plain(text)]
        line.cluster = found[0] if len(found) == 1 else None
        named = " or ".join(sorted(one.name for one in of_ward))
        why = (
            f"{line.ward} was in {named} on that day: name one of these."
            if of_ward
            else f"{line.ward} was in no cluster on that day, and clusters hold {line.fund}."
        )
        self._demand(line, line.cluster is not None, Heading.CLUSTER, text, why)


def stood(ward: Ward, on: dt.date) -> bool:
    """Say whether a ward stood on a day; its edition is loaded with it."""
    edition = ward.edition
    return edition.from_date <= on and (edition.to_date is None or on < edition.to_date)
