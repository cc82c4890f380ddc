"""What one line of a file of developments says: a receipt of the levy, the site that paid it, and what is wrong."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wapentake.foundation.calendars import long_date
from wapentake.foundation.numbers import whole
from wapentake.foundation.verdicts import Refused
from wapentake.places.models import Parish, Ward

from .. import queries
from ..models import AwardImport, Development, Fund, NeighbourhoodPlan
from ..states.imports import ImportOf, LevyHeading
from .import_lines import Reader, stood
from .imports import Problem, Unclear, contents_of, date_of, pence_of, plain
from .levy import Site, ground_of, may_change_development, worked_out

LONGEST_REFERENCE, LONGEST_SITE, MOST_DWELLINGS = 20, 200, 100_000
# What a cell says where there is no parish, or no plan, on the day of receipt.
NONE = frozenset({"none", "no", "no parish", "unparished", "no plan", "not parished", "n a"})
# With what a withdrawal by an undone import begins: the development comes back with its file.
UNDONE = "The import that brought it in was undone: "


@dataclass
class CleanReceipt:
    """A line as clean values. What was not understood is among the problems."""

    reference: str = ""
    site: str = ""
    pence: int | None = None
    on: dt.date | None = None
    ward: Ward | None = None
    parish: Parish | None = None
    plan: NeighbourhoodPlan | None = None
    dwellings: int = 0
    fund: Fund | None = None
    problems: list[Problem] = field(default_factory=list)
    # As a past award has them: a line of developments has no councillor, and no identifier but what it says.
    councillor = None
    identifier = ""

    @property
    def contents(self) -> str:
        """The hash of what it says."""
        places = [getattr(one, "pk", "") for one in (self.ward, self.parish, self.plan)]
        return contents_of([self.reference, self.site, self.on, self.pence, self.dwellings, *places])

    @property
    def key(self) -> str:
        """What tells this receipt from every other: its development, its day and its amount."""
        return f"levy:{contents_of([self.reference, self.on, self.pence])}"

    @property
    def asked(self) -> Site:
        """The development as the line describes it, its ward by hand: a file gives no point."""
        return Site(self.reference, self.site, self.dwellings, self.parish, ward=self.ward, plan=self.plan)


class ReceiptReader:
    """Reads the lines of one file of developments: which column is what, what values mean, what the council has."""

    def __init__(self, found: AwardImport, today: dt.date) -> None:
        self.today = today
        self.columns: Mapping[str, str] = found.columns
        places = {heading: place for place, heading in reversed(list(enumerate(found.headings)))}
        self.places = {what: places[head] for what, head in found.columns.items() if head in places}
        self.values = {what: {plain(k): v for k, v in known.items()} for what, known in found.values.items()}
        self.fund = queries.levy_fund()
        self.wards = queries.wards_by_code()
        self.parishes = {one.slug: one for one in Parish.objects.all()}
        self.plans = {str(one.pk): one for one in NeighbourhoodPlan.objects.all()}
        rows = Development.objects.select_related("ward", "parish", "plan")
        self.here = {one.reference: one for one in rows}

    def read(self, cells: Sequence[str]) -> CleanReceipt:
        """Return what a line says."""
        line = CleanReceipt(fund=self.fund)
        line.reference = self._text(cells, LevyHeading.REFERENCE)
        line.site = self._text(cells, LevyHeading.SITE)
        self._demand(line, 0 < len(line.reference) <= LONGEST_REFERENCE, LevyHeading.REFERENCE, line.reference,
                     f"Give the planning reference, of at most {LONGEST_REFERENCE} letters.")  # fmt: skip
        self._demand(line, 0 < len(line.site) <= LONGEST_SITE, LevyHeading.SITE, line.site,
                     f"Say where the site is, in at most {LONGEST_SITE} letters.")  # fmt: skip
        line.pence = self._value(line, cells, LevyHeading.AMOUNT, pence_of)
        line.on = self._value(line, cells, LevyHeading.DATE, self._day)
        line.dwellings = self._value(line, cells, LevyHeading.DWELLINGS, _dwellings) or 0
        line.parish = self._value(line, cells, LevyHeading.PARISH, self._parish)
        line.plan = self._value(line, cells, LevyHeading.PLAN, self._plan)
        if line.on is not None:
            what = LevyHeading.PLACE_CODE if self._text(cells, LevyHeading.PLACE_CODE) else LevyHeading.PLACE
            line.ward = self._value(line, cells, what, lambda text: self._ward(what, text, line.on))
        if not line.problems:
            self._fits(line)
        return line

    def _text(self, cells: Sequence[str], what: LevyHeading) -> str:
        place = self.places.get(what)
        return " ".join(cells[place].split()) if place is not None and place < len(cells) else ""

    def _value(self, line: CleanReceipt, cells: Sequence[str], what: LevyHeading, read: Callable[[str], Any]) -> Any:
        text = self._text(cells, what)
        try:
            return read(text)
        except Unclear as unclear:
            self._demand(line, False, what, text, str(unclear))
            return None

    def _demand(self, line: CleanReceipt, good: bool, what: LevyHeading, value: str, why: str) -> None:
        if not good:
            line.problems.append(Problem(self.columns.get(what) or str(what.label), value[:100], why))

    def _meant(self, what: LevyHeading, text: str) -> str:
        return str(self.values.get(what, {}).get(plain(text), ""))

    def _day(self, text: str) -> dt.date:
        found = date_of(text)
        if found > self.today:
            raise Unclear("That day is still to come. Enter a receipt once it has come.")
        return found

    def _ward(self, what: LevyHeading, text: str, on: dt.date | None) -> Ward:
        meant = self._meant(what, text) or text
        wanted = plain(meant).removesuffix(" ward")
        for ward in self.wards.values():
            named = meant.upper() == ward.code or wanted in (plain(ward.name), plain(ward.ons_name))
            if wanted and named and on is not None and stood(ward, on):
                return ward
        raise Unclear("No ward had this name or code on that day. Say which ward it is, or correct it.")

    def _parish(self, text: str) -> Parish | None:
        meant = self._meant(LevyHeading.PARISH, text) or text
        if plain(meant) in NONE:
            return None
        for parish in self.parishes.values():
            if plain(meant) and plain(meant) in (plain(parish.name), plain(parish.slug), plain(parish.code)):
                return parish
        raise Unclear("Name the parish that the site itself lies in, or write none.")

    def _plan(self, text: str) -> NeighbourhoodPlan | None:
        meant = self._meant(LevyHeading.PLAN, text) or text
        if plain(meant) in NONE:
            return None
        for key, plan in self.plans.items():
            if meant == key or (plain(meant) and plain(meant) == plain(plan.name)):
                return plan
        raise Unclear("Name a neighbourhood plan or order that is written down here, or write none.")

    def _fits(self, line: CleanReceipt) -> None:
        """Ask what adding the development and entering its receipt would ask, so that nothing of it is refused then."""
        assert line.on is not None
        assert line.pence is not None
        standing = self.here.get(line.reference)
        try:
            ground = ground_of(line.asked, self.today)
            if standing is not None:
                self._is_the_same(line, standing)
            if line.plan is not None and not line.plan.is_on(line.on):
                why = f"{line.plan} was not in force on {long_date(line.on)}. Write none, or correct the day."
                self._demand(line, False, LevyHeading.PLAN, str(line.plan), why)
                return
            made = standing or Development(
                reference=line.reference, site=line.site, ward=ground.ward, parish=ground.parish, plan=line.plan,
                ward_placed=ground.ward_placed, parish_placed=ground.parish_placed,
            )  # fmt: skip
            worked_out(made, line.on, line.pence)
        except Refused as refused:
            self._demand(line, False, LevyHeading.REFERENCE, line.reference, refused.reason)

    def _is_the_same(self, line: CleanReceipt, standing: Development) -> None:
        told = (line.site, line.ward, line.parish)
        if told != (standing.site, standing.ward, standing.parish):
            raise Refused(
                f"It is here already, for another site: {standing.site}, {standing.ward}. Put one of them right."
            )
        if line.plan is not None and line.plan != standing.plan:
            raise Refused(f"It is here already, with {standing.plan or 'no plan'}. Put one of them right.")
        if standing.withdrawn_on is not None and not standing.withdrawn_why.startswith(UNDONE):
            may_change_development(standing).demand()


def _dwellings(text: str) -> int:
    if not text:
        return 0
    found = whole(text.replace(",", ""), -1)
    if not 0 <= found <= MOST_DWELLINGS:
        raise Unclear("Give the dwellings as a whole number, like 12, or leave it empty.")
    return found


def reader_of(found: AwardImport, today: dt.date) -> Reader | ReceiptReader:
    """Return what reads the lines of a file, by what they are."""
    return ReceiptReader(found, today) if found.of == ImportOf.DEVELOPMENTS else Reader(found, today)
