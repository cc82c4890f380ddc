"""What the columns of a file hold: said once by a person, and remembered by the file's headings."""

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from wapentake.foundation.verdicts import Verdict

from ..states import Geography, Shape, Unit

_YEAR_FIRST = re.compile(
    r"(?P<year>(?:19|20)\d\d)[-/. ]?(?P<month>0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?(?:[T ][\d:.]+)?"
)
_MONTH_FIRST = re.compile(r"(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>(?:19|20)\d\d)")
_NAMED = re.compile(r"(?:([A-Za-z]{3,9})[-. ]*((?:19|20)\d\d)|((?:19|20)\d\d)[-. ]*([A-Za-z]{3,9}))")
_TWO_YEARS = re.compile(r"((?:19|20)\d\d)\s*(?:[/–]|-(?=\d{4}))\s*((?:19|20)?\d\d)")
_MONTHS = {name.casefold(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names)}
AREA_WORDS = ("area code", "areacode", "ward code", "lsoa code", "gss code", "geography code", "lsoa", "ward", "code")
VALUE_WORDS = ("value", "count", "number", "obs value", "observation", "rate", "percent", "per cent", "score")
PERIOD_WORDS = ("period", "month", "year", "date", "time period", "time")
CATEGORY_WORDS = ("category", "type", "kind", "group", "measure")


@dataclass(frozen=True)
class Columns:
    """Which column holds what. `indicators` are keys by heading in a file with a column for each, else by ""."""

    shape: str = Shape.LONG
    area: str = ""
    values: tuple[str, ...] = ()
    period: str = ""
    fixed: str = ""
    category: str = ""
    lsoa: str = Geography.LSOA21
    others: bool = False
    indicators: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Columns":
        """Return what was kept as JSON."""
        return cls(**{**kept, "values": tuple(kept.get("values", ())), "indicators": dict(kept.get("indicators", {}))})

    def kept(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {**asdict(self), "values": list(self.values), "indicators": dict(self.indicators)}

    @property
    def asked(self) -> tuple[str, ...]:
        """For what an indicator must be named: for each column of figures, or once for the file."""
        return self.values if self.shape == Shape.INDICATORS else ("",)

    def figures(self, headings: Iterable[str]) -> tuple[str, ...]:
        """Return the columns that hold figures: of periods, all whose heading is one, those of later years too."""
        if self.shape == Shape.PERIODS:
            return tuple(one for one in headings if period_of(one) and one not in {self.area, self.category})
        return self.values


def period_of(text: str) -> str:
    """Return a period as it is kept: 2025-04 for a month, 2021 for a year, 2024/25 for two; "" for anything else."""
    text = text.strip()
    if two := _TWO_YEARS.fullmatch(text):
        first, last = int(two[1]), int(two[2][-2:])
        if (first + 1) % 100 == last:
            return f"{first}/{last:02}"
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return text
    if found := _YEAR_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        return f"{found['year']}-{int(found['month']):02}"
    if found := _NAMED.fullmatch(text):
        month = _MONTHS.get((found[1] or found[4]).casefold())
        return f"{found[2] or found[3]}-{month:02}" if month else ""
    return ""


def signature(headings: Sequence[str]) -> str:
    """Return what tells a layout: its headings in any order, all periods as one, so that a new year is no other."""
    said = {"(period)" if period_of(one) else one for one in headings}
    return sha256("\n".join(sorted(said)).encode()).hexdigest()


def guess_columns(headings: Sequence[str]) -> Columns:
    """Return what the headings say by themselves, for a person to confirm or correct."""
    area, period = _first(headings, AREA_WORDS), _first(headings, PERIOD_WORDS)
    periods = [one for one in headings if period_of(one)]
    category = _first([one for one in headings if one not in {area, period}], CATEGORY_WORDS)
    rest = [one for one in headings if one not in {area, period, category}]
    value = _first(rest, VALUE_WORDS) or (rest[0] if len(rest) == 1 else "")
    if periods and not value:
        return Columns(Shape.PERIODS, area, category=category)
    return Columns(Shape.LONG, area, (value,) if value else (), period, category=category)


def _first(headings: Sequence[str], words: Sequence[str]) -> str:
    plain = {one: " ".join(re.sub(r"[_\-.]+", " ", one.casefold()).split()) for one in headings}
    exact = (one for word in words for one, said in plain.items() if said == word)
    ending = (one for word in words for one, said in plain.items() if said.endswith(f" {word}"))
    return next(exact, next(ending, ""))


def may_read_by(columns: Columns, headings: Sequence[str]) -> Verdict:
    """Say whether a file can be read by what was said of its columns."""
    if not columns.area:
        return Verdict.no("Choose the column of the area’s code.")
    figures = columns.figures(headings)
    used = [one for one in (columns.area, columns.period, columns.category, *figures) if one]
    if missing := [one for one in used if one not in headings]:
        return Verdict.no(f"The file has no column “{missing[0]}”.")
    if twice := [one for one in used if used.count(one) > 1]:
        return Verdict.no(f"“{twice[0]}” is chosen for two things: a column holds one.")
    if not figures:
        said = "has a period as its heading, like 2025-04 or 2021" if columns.shape == Shape.PERIODS else "is chosen"
        return Verdict.no(f"No column of figures {said}.")
    if columns.shape == Shape.LONG and len(figures) > 1:
        return Verdict.no("Choose one column of figures, or say that there is a column for each category or indicator.")
    if columns.shape != Shape.PERIODS and not columns.period and not period_of(columns.fixed):
        return Verdict.no("Choose the column of the period, or write the period that all its figures are of.")
    return Verdict.yes()


def each_has_an_indicator(columns: Columns, sources: Mapping[str, str]) -> Verdict:
    """Say whether all figures have an indicator, and all of one source; `sources` are by an indicator's key."""
    keys = [columns.indicators.get(one, "") for one in columns.asked]
    if any(key not in sources for key in keys):
        return Verdict.no("Choose an indicator for each.")
    if len(set(keys)) < len(keys):
        return Verdict.no("Two columns are of the same indicator: each has its own.")
    if len({sources[key] for key in keys}) > 1:
        return Verdict.no("These indicators are of several sources: a file is of one.")
    return Verdict.yes()


def why_not_a_value(value: float, unit: str, *, fitted: bool = False) -> str:
    """Return why a value cannot be of a unit, or nothing.

    What was fitted to wards, or is of a category, need not be whole; of ranks and deciles it counts areas.
    """
    whole, said = value == int(value), ""
    if unit == Unit.COUNT and (value < 0 or not (whole or fitted)):
        said = "a count is a whole number, nought or more."
    elif unit == Unit.PERCENTAGE and not 0 <= value <= 100:
        said = "a percentage is from 0 to 100."
    elif unit == Unit.RATE and value < 0:
        said = "a rate is nought or more."
    elif unit == Unit.RANK and not fitted and (value < 1 or not whole):
        said = "a rank is a whole number, 1 or more."
    elif unit == Unit.DECILE and not fitted and (not 1 <= value <= 10 or not whole):
        said = "a decile is a whole number from 1 to 10."
    return said
