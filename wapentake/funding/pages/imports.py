"""Files of past awards at the desk: all of them, one with what it would change, and how its columns are read."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse

from wapentake.design.pictures import Cell, Column, Link, NavLink, Pages, Row, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import AwardImport, ImportLine
from ..states.imports import Heading, ImportOf, ImportState, LevyHeading, Outcome

PER_PAGE = 50
MOST_SUMS = 200
KINDS = {
    ImportState.STAGED: "open", ImportState.QUEUED: "open", ImportState.APPLIED: "done", ImportState.UNDONE: "",
    ImportState.DROPPED: "",
}  # fmt: skip
OUTCOME_KINDS = {Outcome.NEW: "open", Outcome.SAME: "done", Outcome.CHANGED: "late", Outcome.REFUSED: "late"}


@dataclass(frozen=True)
class ImportsPage:
    """Every file that was read, newest first."""

    table: Table
    pages: Pages


def imports_page(number: str) -> ImportsPage:
    """Return every file that was read."""
    page = Paginator(queries.imports(), PER_PAGE).get_page(number)
    columns = [
        Column("File"), Column("Lines", numeric=True), Column("New", numeric=True), Column("Refused", numeric=True),
        Column("How it stands"),
    ]  # fmt: skip
    rows = [
        Row([
            Link(found.name, import_href(found), _kept(found)), f"{found.lines_read:,}",
            f"{found.counts.get(Outcome.NEW, 0):,}", f"{found.counts.get(Outcome.REFUSED, 0):,}",
            Tag(found.get_state_display(), KINDS[ImportState(found.state)]),
        ])
        for found in page.object_list
    ]  # fmt: skip
    table = Table("Files that were read", columns, rows, empty="No file has been read yet.")
    return ImportsPage(table, Pages.of(page.number, page.paginator.num_pages, "?page={}"))


def import_href(found: AwardImport) -> str:
    """Return the address of an import."""
    return reverse("funding:import", args=[found.pk])


def _kept(found: AwardImport) -> str:
    who = found.staged_by.name if found.staged_by else "The program"
    return f"{found.get_of_display()}, kept on {long_date(london_date(found.staged_at))} by {who}"


@dataclass(frozen=True)
class ImportPage:
    """One file: what it would change, line by line, and what may be done with it now."""

    found: AwardImport
    tag: Tag
    lead: str
    counts: list[tuple[str, int]]
    missing: list[str]
    short: Sequence[str]
    views: list[NavLink]
    table: Table
    pages: Pages
    sums: Table
    more_sums: int
    shown: str
    may_apply: Verdict
    may_map: Verdict
    may_undo: Verdict
    may_drop: Verdict
    works: bool
    step: str
    done: int
    total: int


def import_page(found: AwardImport, roles: Roles, only: str = "", number: str = "1") -> ImportPage:
    """Return one file, with the lines of one outcome or all."""
    outcome = only if only in Outcome.values else ""
    page = Paginator(queries.lines_of(found, outcome), PER_PAGE).get_page(number)
    sums = queries.sums_of(found)
    here = import_href(found)
    rests = queries.rests_on(found) if found.state == ImportState.APPLIED else ""
    progress = found.progress
    return ImportPage(
        found=found, tag=Tag(found.get_state_display(), KINDS[ImportState(found.state)]), lead=_lead(found),
        counts=[(one.label, found.counts.get(one, 0)) for one in Outcome],
        missing=rules.columns_missing(found), short=found.counts.get("short", []),
        views=_views(found, here, outcome), table=_lines_table(found, list(page.object_list)),
        pages=Pages.of(page.number, page.paginator.num_pages, f"{here}?only={outcome}&page={{}}"),
        sums=_sums_table(sums[:MOST_SUMS]), more_sums=max(0, len(sums) - MOST_SUMS),
        shown=rules.print_of_import(found), may_apply=rules.may_apply_import(roles, found),
        may_map=rules.may_map_import(roles, found), may_drop=rules.may_drop_import(roles, found),
        may_undo=Verdict.no(f"{rests} So the import cannot be undone as a whole.") if rests
        else rules.may_undo_import(roles, found),
        works=found.state == ImportState.QUEUED, step=progress.step, done=progress.done, total=progress.total,
    )  # fmt: skip


def _lead(found: AwardImport) -> str:
    said = f"{_kept(found)}: {count_of(found.lines_read, 'line')} below its headings."
    if found.applied_at and found.applied_by:
        said += f" Brought in on {long_date(london_date(found.applied_at))} by {found.applied_by.name}."
    if found.undone_at and found.undone_by:
        said += (
            f" Undone on {long_date(london_date(found.undone_at))} by {found.undone_by.name}: {found.undone_because}"
        )
    return said


def _views(found: AwardImport, here: str, outcome: str) -> list[NavLink]:
    every = [NavLink("All lines", here, not outcome, found.lines_read)]
    return every + [
        NavLink(one.label, f"{here}?only={one}", one == outcome, found.counts.get(one, 0))
        for one in Outcome
        if found.counts.get(one, 0)
    ]


def _lines_table(found: AwardImport, lines: Sequence[ImportLine]) -> Table:
    columns = [
        Column("Line"), Column("Outcome"), Column("Date"), Column("Ward"), Column("Fund"),
        Column("Amount", numeric=True), Column("What to do"),
    ]  # fmt: skip
    rows = [
        Row([
            _named(found, line), Tag(line.get_outcome_display(), OUTCOME_KINDS.get(Outcome(line.outcome), "")),
            long_date(line.awarded_on) if line.awarded_on else "", str(line.ward or ""), str(line.fund or ""),
            pounds(line.pence) if line.pence else "", what_to_do(line),
        ])
        for line in lines
    ]  # fmt: skip
    return Table("Lines of the file", columns, rows, tight=True, empty="There is no such line.")


def _named(found: AwardImport, line: ImportLine) -> str:
    """Return a line's number, with whom it names and what for, so that it is found again in the file."""
    said = dict(zip(found.headings, line.cells, strict=False))
    names: tuple[str, ...] = (Heading.RECIPIENT, Heading.TITLE)
    if found.of == ImportOf.DEVELOPMENTS:
        names = (LevyHeading.REFERENCE, LevyHeading.SITE)
    whole = [str(said.get(found.columns.get(what, ""), "")).strip() for what in names]
    return f"Line {line.number}" + (f": {', '.join(filter(None, whole))}" if any(whole) else "")


def what_to_do(line: ImportLine) -> Cell:
    """Return in one cell what is wrong with a line, and what to do."""
    if line.application is not None:
        href = reverse("funding:award", args=[line.application.reference])
        return Link(line.application.reference, href) if line.live else line.application.reference
    if line.receipt is not None:
        development = line.receipt.development
        return Link(development.reference, reverse("funding:development", args=[development.pk]))
    if line.outcome == Outcome.CHANGED:
        return "What is here has this identifier and other contents. Undo the import that it came with first."
    return " ".join(said_of(problem) for problem in line.problems)


def said_of(problem: dict[str, str]) -> str:
    """Return a fault as a sentence with its column and what stands there."""
    value = f" “{problem['value']}”" if problem["value"] else ""
    return f"{problem['column']}{value}: {problem['why']}"


def _sums_table(sums: Sequence[queries.Summed]) -> Table:
    columns = [Column("Year"), Column("Ward"), Column("New", numeric=True), Column("Amount", numeric=True)]
    rows = [Row([one.year.label, one.ward, f"{one.awards:,}", pounds(one.pence)]) for one in sums]
    total = Row(["All", "", f"{sum(one.awards for one in sums):,}", pounds(sum(one.pence for one in sums))])
    return Table("What is new, by year and ward", columns, rows, total if len(rows) > 1 else None, hidden_caption=False)
