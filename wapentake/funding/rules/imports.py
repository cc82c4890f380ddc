"""How a line of a file is understood, and who may bring one in, throw it away or undo it.

Nothing here asks the database but the verdicts: what a cell means is a matter of its text alone.
"""

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.organisations.states import CHARITY_NUMBER, Sector

from ..models import AwardImport
from ..states.imports import IMPORT, LAYOUTS, ImportOf, ImportState
from .funds import may_run_funds
from .levy import may_receive

MOST_PENCE = 100_000_000_00
AMOUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,11})(?:\.(\d{1,2}))?", re.ASCII)
NUMERIC = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})", re.ASCII)
ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ][\d:.]+(?:z|[+-]\d\d:?\d\d)?)?", re.ASCII)
IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-](?:of )?([a-z]{3,9})\.?,?[ \-](\d{4}|\d{2})", re.ASCII)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
SECTORS = {
    "vcs": Sector.VOLUNTARY, "vcse": Sector.VOLUNTARY, "voluntary": Sector.VOLUNTARY, "community": Sector.VOLUNTARY,
    "voluntary and community": Sector.VOLUNTARY, "public": Sector.PUBLIC, "private": Sector.PRIVATE,
    "business": Sector.PRIVATE,
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell, and what to do."""

    column: str
    value: str
    why: str


class Unclear(Exception):
    """A cell is not understood; the sentence says what to do."""


def plain(text: str) -> str:
    """Return a text as it is compared: full-width forms as usual ones, small letters, “&” as and, no marks."""
    known = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return " ".join("".join(mark if mark.isalnum() or mark == "£" else " " for mark in known).split())


def fingerprint(headings: Sequence[str], of: str = ImportOf.AWARDS) -> str:
    """Return what tells a layout of files from others: its headings, in whatever order and spelling of capitals."""
    kind = [] if of == ImportOf.AWARDS else [of]
    return hashlib.sha256("\n".join([*kind, *sorted(map(plain, headings))]).encode()).hexdigest()


def guess_columns(headings: Sequence[str], of: str = ImportOf.AWARDS) -> dict[str, str]:
    """Return which heading holds what, as far as the headings say so."""
    there, known = {plain(heading): heading for heading in reversed(headings)}, LAYOUTS[ImportOf(of)].known
    found = {what: next((there[name] for name in names if name in there), "") for what, names in known.items()}
    return {what: heading for what, heading in found.items() if heading}


def columns_missing(found: AwardImport) -> list[str]:
    """Return what no column is named for though each line has it, in words."""
    needed = found.layout.needed
    return [
        " or ".join(str(one.label).lower() for one in some) for some in needed if not any(map(found.columns.get, some))
    ]


def pence_of(text: str) -> int:
    """Return an amount in pence: £1,584.00, 1584, in full-width figures too. Raises `Unclear`."""
    tidy = unicodedata.normalize("NFKC", text).strip().removeprefix("GBP").removesuffix("GBP").strip()
    tidy = tidy.removeprefix("£").strip()
    if tidy.startswith(("(", "-", "−", "–")) or tidy.endswith("-"):
        raise Unclear("An award is more than £0. Leave out what came back, or give the amount that was awarded.")
    if not (matched := AMOUNT.fullmatch(tidy)):
        raise Unclear("Enter an amount in pounds, like 1584 or £1,584.00.")
    pence = int(matched[1].replace(",", "")) * 100 + int((matched[2] or "0").ljust(2, "0"))
    if not 0 < pence <= MOST_PENCE:
        raise Unclear("Enter an amount of more than £0 and at most £100 million.")
    return pence


def date_of(text: str) -> dt.date:
    """Return a date: 2016-06-25, 25/06/2016, 25 June 2016. The day comes before the month. Raises `Unclear`."""
    found = _day_of(text)
    if not 1900 <= found.year <= 2999:
        raise Unclear("The year must be one from 1900 on, like 2016.")
    return found


def _day_of(text: str) -> dt.date:
    tidy = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    try:
        if matched := ISO.fullmatch(tidy):
            return dt.date(*map(int, matched.groups()))
        if matched := NUMERIC.fullmatch(tidy):
            day, month, year = map(int, matched.groups())
            if month > 12 >= day:
                raise Unclear("The month seems to come before the day. Write it as 25/06/2016 or 2016-06-25.")
            return dt.date(_century(year), month, day)
        if matched := IN_WORDS.fullmatch(tidy):
            month = next((n for n, name in enumerate(MONTHS, 1) if name.startswith(matched[2])), 0)
            return dt.date(_century(int(matched[3])), month, int(matched[1]))
    except ValueError as error:
        raise Unclear("There is no such day.") from error
    raise Unclear("Enter a date like 25/06/2016, 25 June 2016 or 2016-06-25.")


def _century(year: int) -> int:
    return year + 2000 if year < 100 else year


def sector_of(text: str) -> Sector:
    """Return the sector that a cell names; none is voluntary, as most grants are."""
    if not text:
        return Sector.VOLUNTARY
    found = SECTORS.get(plain(text)) or SECTORS.get(plain(text).removesuffix(" sector"))
    if found is None:
        raise Unclear("Say which sector this means: voluntary, public or private.")
    return found


def charity_of(text: str) -> str:
    """Return a charity number, or nothing where the cell holds another kind of number."""
    tidy = unicodedata.normalize("NFKC", text).replace(" ", "").upper()
    return tidy if CHARITY_NUMBER.fullmatch(tidy) else ""


def contents_of(parts: Iterable[object]) -> str:
    """Return the hash of what a line says: the same award is the same hash, however its cells are written."""
    return hashlib.sha256("\x1f".join(plain(str(part)) for part in parts).encode()).hexdigest()


# --- Who may --------------------------------------------------------------------------------------------------------


def may_bring_in(roles: Roles, found: AwardImport) -> Verdict:
    """Who runs the funds brings files in; receipts of the levy only those who may enter them one by one."""
    if found.of == ImportOf.DEVELOPMENTS:
        return first_refusal(may_run_funds(roles), may_receive(roles, roles.on))
    return may_run_funds(roles)


def may_apply_import(roles: Roles, found: AwardImport) -> Verdict:
    """A file is brought in as a whole, by whoever runs the funds, if something is new and the money is there."""
    if missing := columns_missing(found):
        return Verdict.no(f"Say which column holds the {missing[0]}.")
    counts = found.counts
    if counts.get("short"):
        return Verdict.no(counts["short"][0])
    if not counts.get("new"):
        return Verdict.no("Nothing in it is new, so there is nothing to bring in.")
    return first_refusal(IMPORT.verdict(found.state, ImportState.APPLIED), may_bring_in(roles, found))


def print_of_import(found: AwardImport) -> str:
    """Return what a person sees and confirms of an import, as a short text that any change of it changes."""
    seen = [found.pk, *(found.counts.get(key, 0) for key in ("new", "same", "changed", "refused", "pence"))]
    return "-".join(map(str, seen))


def may_undo_import(roles: Roles, found: AwardImport) -> Verdict:
    """What was brought in is undone as a whole, unless something rests on it: `queries.rests_on` says what."""
    return first_refusal(IMPORT.verdict(found.state, ImportState.UNDONE), may_bring_in(roles, found))


def may_drop_import(roles: Roles, found: AwardImport) -> Verdict:
    """A file that is only kept may be thrown away."""
    return first_refusal(IMPORT.verdict(found.state, ImportState.DROPPED), may_run_funds(roles))


def may_map_import(roles: Roles, found: AwardImport) -> Verdict:
    """How a file is read is settled before it is brought in."""
    if found.state != ImportState.STAGED:
        return Verdict.no("It is no longer only kept, so how it is read stays as it was.")
    return may_run_funds(roles)
