"""Files of readings at the desk, and the sources and indicators that there are."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict

from .. import queries, rules
from ..models import ReadingFile, Source
from ..states import LoadState

PER_PAGE = 50
KINDS = {LoadState.STAGED: "open", LoadState.APPLIED: "done", LoadState.DISCARDED: ""}


@dataclass(frozen=True)
class FilesPage:
    """Every file of readings, newest first, of a state and a source or all."""

    states: list[NavLink]
    sources: list[NavLink]
    table: Table
    pages: Pages


def file_href(found: ReadingFile) -> str:
    """Return the address of a file of readings."""
    return reverse("evidence:file", args=[found.pk])


def files_page(state: str = "", source: str = "", number: str = "1") -> FilesPage:
    """Return the files of a state and a source's key; what is neither is left aside."""
    there = queries.sources()
    state = state if state in LoadState.values else ""
    source = source if source in {one.key for one in there} else ""
    page = Paginator(queries.reading_files(state, source), PER_PAGE).get_page(number)
    columns = [
        Column("File"), Column("Source"), Column("Readings", numeric=True), Column("Taken on"), Column("How it stands"),
    ]  # fmt: skip
    rows = [
        Row([
            Link(found.name, file_href(found), _read(found)), found.source.title, f"{found.counts.get('kept', 0):,}",
            long_date(found.retrieved_on), Tag(found.get_state_display(), KINDS[LoadState(found.state)]),
        ])
        for found in page.object_list
    ]  # fmt: skip
    empty = "No such file." if state or source else "No file has been read yet. Add the first one above."
    return FilesPage(
        states=_states(state, source), sources=_sources(there, state, source),
        table=Table("Files of readings", columns, rows, empty=empty),
        pages=Pages.of(page.number, page.paginator.num_pages, _asked(state, source) + "&page={}"),
    )  # fmt: skip


def _asked(state: str, source: str) -> str:
    return "?" + urlencode({"state": state, "source": source})


def _states(state: str, source: str) -> list[NavLink]:
    counts = queries.files_by_state()
    links = [NavLink("All files", _asked("", source), not state, sum(counts.values()))]
    return links + [NavLink(one.label, _asked(one, source), one == state, counts.get(one, 0)) for one in LoadState]


def _sources(there: list[Source], state: str, source: str) -> list[NavLink]:
    if len(there) < 2:
        return []
    links = [NavLink("All sources", _asked(state, ""), not source)]
    return links + [NavLink(one.title, _asked(state, one.key), one.key == source) for one in there]


def _read(found: ReadingFile) -> str:
    who = found.read_by.name if found.read_by else "the program"
    return f"Read on {long_date(london_date(found.read_at))} by {who}"


@dataclass(frozen=True)
class FilePage:
    """One file: what was read, what it would change or has changed, and what may be done with it now."""

    found: ReadingFile
    tag: Tag
    lead: str
    facts: list[tuple[int, str]]
    changes: str
    table: Table
    shown: str
    may_apply: Verdict
    waits: bool


def file_page(found: ReadingFile) -> FilePage:
    """Return one file, compared with what is here at this moment while it waits."""
    waits = found.state == LoadState.STAGED
    differences = queries.differences_of(found) if waits else found.counts
    same_applied = waits and queries.applied_before(found.sha256)
    return FilePage(
        found=found, tag=Tag(found.get_state_display(), KINDS[LoadState(found.state)]), lead=_lead(found),
        facts=_facts(found), changes=rules.words_of(differences), table=_held(found),
        shown=rules.print_of_file(found, differences), may_apply=rules.may_apply_once(found, same_applied),
        waits=waits,
    )  # fmt: skip


def _lead(found: ReadingFile) -> str:
    said = f"{found.source.title}, taken from its publisher on {long_date(found.retrieved_on)}. {_read(found)}."
    if found.applied_at:
        said += f" Applied on {long_date(london_date(found.applied_at))}."
    return said


def _facts(found: ReadingFile) -> list[tuple[int, str]]:
    """Return what became of what was read: numbers with words. What is nought is left out, but for what was read."""
    counts = found.counts
    every = (
        ("read", "figures read"), ("kept", "kept"), ("elsewhere", "of other councils, left out"),
        ("without_place", "without a place"),
    )  # fmt: skip
    return [(counts.get(key, 0), words) for key, words in every if counts.get(key, 0) or key == "read"]


def _held(found: ReadingFile) -> Table:
    columns = [Column("Indicator"), Column("Periods"), Column("Readings", numeric=True)]
    rows = [Row([one.indicator, _periods(one), f"{one.readings:,}"]) for one in queries.held_by(found)]
    empty = "Nothing of it is kept: it was discarded."
    if found.state == LoadState.APPLIED:
        empty = "Later files have taken the place of all its readings."
    return Table("What it holds", columns, rows, empty=empty)


def _periods(one: queries.Held) -> str:
    return one.first if one.periods == 1 else f"{one.first} to {one.last}, {count_of(one.periods, 'period')}"


@dataclass(frozen=True)
class KnownPage:
    """The sources that there are, each with its indicators and their newest periods."""

    sources: list[tuple[Source, str, Table]]


def known_page(on: dt.date) -> KnownPage:
    """Return the indicators that have figures for the wards of a day, by source."""
    ground = queries.ground_on(on)
    newest = queries.newest_periods(ground.edition) if ground else {}
    taken = queries.retrieved_on()
    rows: dict[int, list[Row]] = {}
    there: dict[int, Source] = {}
    for one in queries.shown_indicators(newest):
        there[one.source_id] = one.source
        cells = [one.name, one.get_topic_display(), one.get_unit_display(), newest[one.pk], one.key]
        rows.setdefault(one.source_id, []).append(Row(cells))
    columns = [Column("Indicator"), Column("Topic"), Column("Unit"), Column("Newest period"), Column("Key")]
    return KnownPage([
        (source, long_date(taken[pk]) if pk in taken else "", Table(f"Indicators: {source.title}", columns, rows[pk]))
        for pk, source in sorted(there.items(), key=lambda item: item[1].title)
    ])  # fmt: skip
