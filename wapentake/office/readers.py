"""A file of councillors: CSV with a line of headings, each line checked before any is kept."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from wapentake.foundation.files import BadFile, read_text
from wapentake.places.models import Edition, Ward

from .rules import BadLines, LoadedCouncillor

MOST_BYTES = 2_000_000
MOST_LINES = 5_000
# What each column may be called, in lower case and without marks. The first name is ours.
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("name", "councillor", "councillor name", "member", "full name"),
    "email": ("email", "e mail", "email address", "e mail address", "sign in email"),
    "ward": ("ward", "ward name", "ward code", "gss code", "division"),
    "elected_on": ("elected on", "elected", "date elected", "election date", "poll", "date of poll"),
    "by_election": ("by election", "byelection"),
    "group": ("group", "political group", "party"),
    "public_email": ("public email", "public e mail", "contact email"),
    "public_phone": ("public phone", "phone", "telephone", "contact number"),
    "surgery": ("surgery", "surgeries", "surgery times"),
}
NEEDED = ("name", "email", "ward", "elected_on")
YES, NO = {"yes", "y", "true", "1"}, {"", "no", "n", "false", "0"}
LONGEST = {"name": 150, "group": 60, "public_phone": 30, "surgery": 200}
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")


@dataclass(frozen=True)
class CouncillorFile:
    """What a file holds: its rows, its hash, and the columns that nobody asked for."""

    rows: list[LoadedCouncillor]
    sha256: str
    ignored: list[str]


def read_councillors(path: Path, mapped: Mapping[str, str]) -> CouncillorFile:
    """Read a file. `mapped` names the file's own heading for a column of ours.

    Raises BadFile where the file as a whole cannot be read, BadLines with every line that is wrong.
    """
    text = read_text(path, most=MOST_BYTES)
    rows = _rows(path.name, text)
    headings = next(rows, (0, []))[1]
    columns, ignored = _columns(path.name, headings, mapped)
    read, faults = _Reader(), []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        try:
            read.add(line, {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()})
        except ValueError as fault:
            faults.append((line, str(fault)))
    if faults:
        raise BadLines(faults)
    if not read.rows:
        raise BadFile(path.name, "", "It has headings and no councillors under them.")
    return CouncillorFile(read.rows, sha256(text.encode()).hexdigest(), ignored)


def _rows(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each line and its cells; the separator is a comma, a semicolon or a tab."""
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            if reader.line_num > MOST_LINES:
                raise BadFile(name, f"line {reader.line_num}", f"A file has at most {MOST_LINES:,} lines.")
            yield reader.line_num, cells
    except csv.Error as error:
        raise BadFile(name, f"line {reader.line_num}", f"This is not a line of CSV: {error}.") from error


def _columns(name: str, headings: list[str], mapped: Mapping[str, str]) -> tuple[dict[str, int], list[str]]:
    """Say where each column of ours stands. A heading that stands twice is refused: nobody can say which counts."""
    plain = [_plain(heading) for heading in headings]
    found: dict[str, int] = {}
    for field, known in HEADINGS.items():
        wanted = [_plain(mapped[field])] if field in mapped else known
        at = [place for place, heading in enumerate(plain) if heading in wanted]
        if len(at) > 1:
            raise BadFile(name, "line 1", f"Two columns are the {known[0]}: {headings[at[0]]}, {headings[at[1]]}.")
        if field in mapped and not at:
            raise BadFile(name, "line 1", f"There is no column “{mapped[field]}”.")
        if at:
            found[field] = at[0]
    if missing := [HEADINGS[field][0] for field in NEEDED if field not in found]:
        said = ", ".join(missing)
        raise BadFile(name, "line 1", f"There is no column for: {said}. Name it with --map, like --map “name=Member”.")
    return found, [heading for place, heading in enumerate(headings) if place not in found.values() and heading.strip()]


def _plain(heading: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", heading.casefold()))


class _Reader:
    """Turns lines into rows, and remembers which addresses came before."""

    def __init__(self) -> None:
        self.rows: list[LoadedCouncillor] = []
        self.seen: dict[tuple[str, dt.date], int] = {}
        self.wards: dict[int | None, dict[str, Ward]] = {}

    def add(self, line: int, said: dict[str, str]) -> None:
        """Keep one line. Raises ValueError with a sentence that says what to do."""
        name, email = _name(said["name"]), _email(said["email"], "e-mail address")
        polled = _date(said["elected_on"])
        by_election = _yes(said.get("by_election", ""))
        ward = self._ward(said["ward"], polled)
        before = self.seen.setdefault((email.casefold(), polled), line)
        if before != line:
            raise ValueError(f"{email} stands in line {before} already.")
        public = said.get("public_email", "")
        texts = {field: _short(said.get(field, ""), field) for field in ("group", "public_phone", "surgery")}
        public = _email(public, "public e-mail address") if public else ""
        row = LoadedCouncillor(line, name, email, ward, polled, by_election, public_email=public, **texts)
        self.rows.append(row)

    def _ward(self, text: str, polled: dt.date) -> Ward:
        """Find a ward of the edition that a poll elects, by name as the council or ONS writes it, or by GSS code."""
        # Wards change on the day of the poll: the new ones are elected, not the old.
        edition = Edition.objects.on(polled).order_by("-from_date").first()
        key = edition.pk if edition else None
        if key not in self.wards:
            wards = Ward.objects.filter(edition=edition)
            names = {_ward_name(name): ward for ward in wards for name in (ward.name, ward.ons_name, ward.code)}
            self.wards[key] = names
        if not text:
            raise ValueError("The ward is missing.")
        if _ward_name(text) not in self.wards[key]:
            raise ValueError(f"There was no ward called “{text}” on {polled:%d %B %Y}. Check its spelling.")
        return self.wards[key][_ward_name(text)]


def _ward_name(text: str) -> str:
    return _plain(text.replace("&", " and ")).removesuffix(" ward")


def _name(text: str) -> str:
    name = re.sub(r"^(cllr|councillor)\.?\s+", "", text, flags=re.IGNORECASE).strip()
    if not name:
        raise ValueError("The name is missing.")
    return _short(name, "name")


def _short(text: str, field: str) -> str:
    if len(text) > LONGEST[field]:
        raise ValueError(f"The {HEADINGS[field][0]} is longer than {LONGEST[field]} characters.")
    return text


def _email(text: str, what: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError(f"“{text}” is not an {what}." if text else f"The {what} is missing.") from None
    return text


def _yes(text: str) -> bool:
    if text.casefold() not in YES | NO:
        raise ValueError(f"By-election is yes or no, not “{text}”.")
    return text.casefold() in YES


def _date(text: str) -> dt.date:
    """Read a date as 2024-05-02, 02/05/2024 (the day first) or 2 May 2024."""
    for form in DATES:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007  a date without a time
        except ValueError:
            continue
    raise ValueError(
        f"“{text}” is not a date like 2024-05-02 or 02/05/2024." if text else "The date of the poll is missing."
    )
