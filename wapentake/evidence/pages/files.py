"""Files of readings at the desk, and the sources and indicators that there are."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict

from .. import queries, rules
from ..models import LineFault, ReadingFile, Source
from ..rules.figures import period_words
from ..states import LoadState, Unit

PER_PAGE = 50
MOST_NAMED = 12
LONGEST_WORDS = 100
ALWAYS = (LoadState.STAGED, LoadState.APPLIED)
WHAT = {
    "": "New, changed and taken away",
    "new": "New",
    "changed": "Changed",
    "gone": "Taken away",
    "same": "As they are",
}
KINDS = {
    LoadState.KEPT: "open", LoadState.READING: "open", LoadState.REFUSED: "late", LoadState.STAGED: "open",
    LoadState.APPLYING: "open", LoadState.APPLIED: "done", LoadState.DISCARDED: "",
    LoadState.WITHDRAWN: "",
}  # fmt: skip
NO_PAGES = Pages.of(1, 1, "?page={}")
WORKS = {LoadState.READING, LoadState.APPLYING}


@dataclass(frozen=True)
class FilesAsked:
    """Which files are asked for: of a state and a source, with words in it, in an order, and which page of them."""

    state: str = ""
    source: str = ""
    q: str = ""
    order: str = ""

    def href(self, **other: str) -> str:
        """Return the address of this list with something else asked."""
        said = {name: value for name, value in asdict(replace(self, **other)).items() if value}
        return "?" + urlencode(said)


@dataclass(frozen=True)
class FilesPage:
    """Files of readings: of a state, a source, with words in it, in an order, or all, newest first."""

    asked: FilesAsked
    states: list[NavLink]
    sources: list[NavLink]
    orders: list[NavLink]
    chips: list[tuple[str, str]]
    table: Table
    pages: Pages


def file_href(found: ReadingFile) -> str:
    """Return the address of a file of readings."""
    return reverse("evidence:file", args=[found.pk])


def files_page(asked: FilesAsked, number: str = "1") -> FilesPage:
    """Return the files that are asked for; what is no state, source or order is left aside."""
    there = queries.sources()
    asked = replace(
        asked, state=asked.state if asked.state in LoadState.values else "",
        source=asked.source if asked.source in {one.key for one in there} else "",
        q=asked.q.replace("\0", "").strip()[:LONGEST_WORDS], order=asked.order if asked.order in queries.ORDERS else "",
    )  # fmt: skip
    rows = queries.reading_files(asked.state, asked.source, asked.q, asked.order)
    page = Paginator(rows, PER_PAGE).get_page(number)
    return FilesPage(
        asked=asked, states=_states(asked), sources=_sources(there, asked), orders=_orders(asked),
        chips=[(f"“{asked.q}”", asked.href(q=""))] if asked.q else [], table=_listed(list(page.object_list), asked),
        pages=Pages.of(page.number, page.paginator.num_pages, asked.href() + "&page={}"),
    )  # fmt: skip


def _listed(files: list[ReadingFile], asked: FilesAsked) -> Table:
    columns = [
        Column("File"), Column("Source"), Column("Readings", numeric=True), Column("Taken on"), Column("How it stands"),
    ]  # fmt: skip
    rows = [
        Row([
            Link(found.name, file_href(found), _read(found)), _whose(found), f"{found.counts.get('kept', 0):,}",
            long_date(found.retrieved_on), Tag(found.get_state_display(), KINDS[LoadState(found.state)]),
        ])
        for found in files
    ]  # fmt: skip
    narrowed = asked.state or asked.source or asked.q
    empty = "No such file." if narrowed else "No file has been read yet. Add the first one above."
    return Table("Files of readings", columns, rows, empty=empty)


def _whose(found: ReadingFile) -> str:
    return found.source.title if found.source else "Not said yet"


def _states(asked: FilesAsked) -> list[NavLink]:
    counts = queries.files_by_state()
    links = [NavLink("All files", asked.href(state=""), not asked.state, sum(counts.values()))]
    return links + [
        NavLink(one.label, asked.href(state=one.value), one == asked.state, counts.get(one, 0))
        for one in LoadState
        if counts.get(one, 0) or one == asked.state or one in ALWAYS
    ]


def _sources(there: list[Source], asked: FilesAsked) -> list[NavLink]:
    if len(there) < 2:
        return []
    links = [NavLink("All sources", asked.href(source=""), not asked.source)]
    return links + [NavLink(one.title, asked.href(source=one.key), one.key == asked.source) for one in there]


def _orders(asked: FilesAsked) -> list[NavLink]:
    return [NavLink(said, asked.href(order=key), key == asked.order) for key, (said, _) in queries.ORDERS.items()]


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
    faults: Table
    each: Table
    kinds: list[NavLink]
    pages: Pages
    columns: list[tuple[str, str]]
    shown: str
    may_apply: Verdict
    may_discard: Verdict
    may_name: Verdict
    may_withdraw: Verdict
    waits: bool
    works: bool
    step: str
    done: int
    total: int


def file_page(found: ReadingFile, only: str = "", number: str = "1") -> FilePage:
    """Return one file, compared with what is here at this moment while it waits."""
    waits, works = found.state == LoadState.STAGED, found.state in WORKS
    differences = queries.differences_of(found) if waits else found.counts
    same_applied = waits and queries.applied_before(found.sha256)
    other = queries.applying_now(found) if waits else None
    kind = only if only in queries.KINDS else ""
    each, pages = _each(found, kind, differences, number) if waits else (_differences([]), NO_PAGES)
    if found.state == LoadState.REFUSED:
        faults = Paginator(queries.faults_of(found), PER_PAGE).get_page(number)
        pages = Pages.of(faults.number, faults.paginator.num_pages, "?page={}")
    progress = found.progress
    return FilePage(
        found=found, tag=Tag(found.get_state_display(), KINDS[LoadState(found.state)]), lead=_lead(found),
        facts=_facts(found), changes=rules.words_of(differences), table=_held(found),
        faults=_faults(list(faults.object_list) if found.state == LoadState.REFUSED else []), each=each,
        kinds=_kinds(kind, differences) if waits else [], pages=pages, columns=_columns(found),
        shown=rules.print_of_file(found, differences),
        may_apply=rules.may_apply_once(found, same_applied, other), may_discard=rules.may_discard(found),
        may_name=rules.may_name_columns(found),
        may_withdraw=rules.may_withdraw(found, queries.newest_applied(found), queries.still_standing(found)),
        waits=waits, works=works, step=progress.step, done=progress.done, total=progress.total,
    )  # fmt: skip


def _kinds(kind: str, counts: Mapping[str, int]) -> list[NavLink]:
    changes = sum(counts.get(one, 0) for one in queries.KINDS[:3])
    links = [NavLink(WHAT[""], "?only=#each", not kind, changes)]
    return links + [
        NavLink(WHAT[one], f"?only={one}#each", one == kind, counts.get(one, 0))
        for one in queries.KINDS
        if counts.get(one, 0) or one == kind
    ]


def _each(found: ReadingFile, kind: str, counts: Mapping[str, int], number: str) -> tuple[Table, Pages]:
    """Return some of the readings that a file would change, each with what stands there and what comes."""
    every = sum(counts.get(one, 0) for one in ([kind] if kind else queries.KINDS[:3]))
    page = Paginator(range(every), PER_PAGE).get_page(number)
    rows = queries.each_difference(found, kind, start=(page.number - 1) * PER_PAGE, most=PER_PAGE)
    return _differences(rows), Pages.of(page.number, page.paginator.num_pages, f"?only={kind}&page={{}}#each")


def _differences(rows: list[queries.Difference]) -> Table:
    columns = [
        Column("Area"), Column("Indicator"), Column("Period"), Column("Category"), Column("Now", numeric=True),
        Column("Then", numeric=True),
    ]  # fmt: skip
    names = queries.names_of([one.area for one in rows])
    lines = [
        Row([
            _place(one, names), one.indicator, period_words(one.period), one.category or "All",
            _value(one, one.before), _value(one, one.after),
        ])
        for one in rows
    ]  # fmt: skip
    return Table("Figure by figure", columns, lines, tight=True, empty="There is no such figure.")


def _place(one: queries.Difference, names: Mapping[str, str]) -> str:
    if one.longitude is not None and one.latitude is not None:
        return f"Point {one.latitude:.5f}, {one.longitude:.5f}"
    name = names.get(one.area, "")
    return f"{name} ({one.area})" if name else one.area or "No place"


def _value(one: queries.Difference, value: float | None) -> str:
    if value is None:
        return "None"
    decimals = one.decimals if value == round(value, one.decimals) else 3
    return f"{value:,.{decimals}f}{'%' if one.unit == Unit.PERCENTAGE else ''}"


def _lead(found: ReadingFile) -> str:
    said = f"{_whose(found)}, taken from its publisher on {long_date(found.retrieved_on)}. {_read(found)}."
    if not found.source:
        said = f"Taken from its publisher on {long_date(found.retrieved_on)}. {_read(found)}."
    if found.applied_at:
        who = f" by {found.applied_by.name}" if found.applied_by else ""
        said += f" Applied on {long_date(london_date(found.applied_at))}{who}."
    if found.withdrawn_at and found.withdrawn_by:
        day = long_date(london_date(found.withdrawn_at))
        said += f" Withdrawn on {day} by {found.withdrawn_by.name}: {found.withdrawn_because}"
    return said


def _facts(found: ReadingFile) -> list[tuple[int, str]]:
    """Return what became of what was read: numbers with words. What is nought is left out, but for what was read."""
    counts = found.counts
    every = (
        ("read", "figures read"), ("kept", "kept"), ("elsewhere", "of other councils, left out"),
        ("without_place", "without a place"),
    )  # fmt: skip
    return [(counts.get(key, 0), words) for key, words in every if counts.get(key, 0) or key == "read"]


def _faults(rows: list[LineFault]) -> Table:
    columns = [Column("Line"), Column("What is wrong")]
    lines = [Row([f"Line {one.line}" if one.line else "The file", one.why]) for one in rows]
    return Table("What is wrong with it", columns, lines, empty="")


def _columns(found: ReadingFile) -> list[tuple[str, str]]:
    """Return how the columns of a file are read that a person has named."""
    if not found.headings:
        return []
    said = rules.Columns.of(found.columns)
    figures = ", ".join(said.figures(found.headings)[:MOST_NAMED])
    every = (
        ("Area", said.area), ("Period", said.period or said.fixed), ("Category", said.category), ("Figures", figures),
    )  # fmt: skip
    return [(what, heading) for what, heading in every if heading]


def _held(found: ReadingFile) -> Table:
    columns = [Column("Indicator"), Column("Periods"), Column("Readings", numeric=True)]
    rows = [Row([one.indicator, _periods(one), f"{one.readings:,}"]) for one in queries.held_by(found)]
    empty = "Nothing of it was applied."
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
    brief = [Column(name, brief=True) for name in ("Topic", "Unit", "Newest period")]
    columns = [Column("Indicator"), *brief, Column("Key")]
    return KnownPage([
        (source, long_date(taken[pk]) if pk in taken else "", Table(f"Indicators: {source.title}", columns, rows[pk]))
        for pk, source in sorted(there.items(), key=lambda item: item[1].title)
    ])  # fmt: skip
