"""Findings: the desk's list, one finding with what it replaced, and the part beside a ward's figures."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Said, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.places.models import Ward

from .. import queries, rules
from ..forms import FindingFilterForm
from ..forms.findings import STANDS
from ..models import Finding
from ..states.findings import Confidence, FindingState

FINDINGS_A_PAGE = 25
FINDING_SORTS = {
    "-known": ("Newest", ("-known_on", "-pk")),
    "known": ("Oldest", ("known_on", "pk")),
    "again": ("Look again soonest", ("look_again_on", "pk")),
    "topic": ("Topic", ("topic", "-known_on", "-pk")),
}
# How sure a finding is, in one word; the whole scale stands below every list.
SURE = {each.value: str(each.label).partition(":")[0] for each in Confidence}
SCALE = " ".join(f"{each.label}." for each in Confidence)


@dataclass(frozen=True)
class FindingLine:
    """A finding beside the figures: what, from where, how sure, and when it was so."""

    text: str
    note: str
    tag: Tag


@dataclass(frozen=True)
class WardFindings:
    """What stands of a ward beside its figures, and the scale of how sure it is."""

    lines: list[FindingLine]
    scale: str


def ward_findings(ward: Ward, *, public: bool = True) -> WardFindings:
    """Return what is known of a ward beside its figures; on a public page only what is public. One query.

    It says when each is to be looked at again, not whether that day has come: the page is kept from day to day.
    """
    lines = [_line(row) for row in queries.findings_of(ward, public=public)]
    return WardFindings(lines, SCALE)


def _line(finding: Finding) -> FindingLine:
    place = f" {finding.place}." if finding.place else ""
    again = f" To be looked at again on {long_date(finding.look_again_on)}."
    note = f"{finding.source}, {long_date(finding.known_on)}.{place}{again}"
    return FindingLine(finding.text, note, Tag(SURE[finding.confidence]))


def sure_tag(finding: Finding, on: dt.date) -> Tag:
    """Return how sure a finding is, and whether it is old."""
    sure = SURE[finding.confidence]
    return Tag(f"{sure}, old", "open") if queries.is_old(finding, on) else Tag(sure)


@dataclass(frozen=True)
class FindingsPage:
    """The list of findings."""

    lede: str
    form: FindingFilterForm
    on: int
    views: list[NavLink]
    chips: list[tuple[str, str]]
    sorts: list[NavLink]
    table: Table
    pages: Pages
    csv_href: str
    kept: list[tuple[str, str]]
    scale: str
    may_record: Verdict


def narrowed_findings(form: FindingFilterForm, roles: Roles) -> QuerySet[Finding]:
    """Return the findings that a filter asks for, of those that a person may see."""
    asked = form.asked
    rows = queries.findings_visible_to(roles).filter(_stands(asked.get("stands", "stands"), roles.on))
    for word in asked.get("q", "").split():
        rows = rows.filter(Q(text__icontains=word) | Q(source__icontains=word) | Q(place__icontains=word))
    if "ward" in asked:
        rows = rows.filter(queries.findings_in(asked["ward"]))
    for name, field in (("topic", "topic"), ("said_by", "said_by"), ("sure", "confidence")):
        if name in asked:
            rows = rows.filter(Q((field, asked[name])))
    return rows.prefetch_related("wards")


def _stands(asked: str, on: dt.date) -> Q:
    stands = Q(state=FindingState.STANDS)
    return {"stands": stands, "old": stands & Q(look_again_on__lte=on), "closed": ~stands, "all": Q()}[asked]


def findings_page(roles: Roles, asked: Mapping[str, str]) -> FindingsPage:
    """Return the list as asked for: `sort`, `page` and the filters. What cannot be read is left out."""
    names = ("q", "ward", "topic", "said_by", "sure", "stands")
    form = FindingFilterForm(roles.on, {name: asked.get(name, "") for name in names})
    sort = asked.get("sort", "") if asked.get("sort") in FINDING_SORTS else "-known"
    rows = narrowed_findings(form, roles).order_by(*FINDING_SORTS[sort][1])
    page = Paginator(rows, FINDINGS_A_PAGE).get_page(asked.get("page"))
    state = form.asked | {"sort": sort}
    chosen = state.get("stands", "stands")
    chips = {name: value for name, value in form.asked.items() if name != "stands"}
    return FindingsPage(
        lede=f"{count_of(page.paginator.count, 'finding')}: what services, partners, residents and councillors know.",
        form=form,
        on=len(chips),
        views=[NavLink(label, _href(state | {"stands": key}), key == chosen) for key, label in STANDS.items()],
        chips=[(_chip(form, name, value), _href(state, name)) for name, value in chips.items()],
        sorts=[NavLink(label, _href(state | {"sort": key}), key == sort) for key, (label, _) in FINDING_SORTS.items()],
        table=_findings_table(list(page.object_list), roles.on),
        pages=Pages.of(page.number, page.paginator.num_pages, _href(state | {"page": "{}"}).replace("%7B%7D", "{}")),
        csv_href=f"{reverse('evidence:findings_csv')}?{urlencode(form.asked)}",
        kept=[("sort", sort)],
        scale=SCALE,
        may_record=rules.may_record_findings(roles),
    )


def _chip(form: FindingFilterForm, name: str, value: str) -> str:
    if name == "q":
        return f"“{value}”"
    return str(dict(form.fields[name].choices).get(value, value))  # type: ignore[attr-defined]


def _href(state: dict[str, str], without: str = "") -> str:
    said = {name: value for name, value in state.items() if name != without}
    return f"{reverse('evidence:findings')}?{urlencode(said)}"


def _findings_table(rows: list[Any], on: dt.date) -> Table:
    columns = [Column("What is known"), Column("Wards"), Column("From"), Column("So on"), Column("How sure")]
    shown = [
        Row([
            Link(row.text, reverse("evidence:finding", args=[row.pk]), str(row.get_topic_display())),
            ", ".join(ward.name for ward in row.wards.all()), Said(row.source, str(row.get_said_by_display())),
            long_date(row.known_on), _standing_tag(row, on),
        ])
        for row in rows
    ]  # fmt: skip
    return Table("Findings", columns, shown, empty="Nothing is recorded like this. Take a filter off, or record it.")


def _standing_tag(row: Finding, on: dt.date) -> Tag:
    if row.state != FindingState.STANDS:
        return Tag(str(row.get_state_display()), "done")
    return sure_tag(row, on)


@dataclass(frozen=True)
class FindingPage:
    """One finding, what it replaced, and what may be done."""

    finding: Finding
    tag: Tag
    facts: list[tuple[str, str]]
    replaced_by: tuple[str, str]
    before: list[tuple[str, str]]
    may_close: Verdict


def finding_page(finding: Finding, roles: Roles) -> FindingPage:
    """Gather a finding's page."""
    newer = Finding.objects.filter(replaces=finding).first()
    return FindingPage(
        finding=finding,
        tag=_standing_tag(finding, roles.on),
        facts=_finding_facts(finding),
        replaced_by=(newer.text, reverse("evidence:finding", args=[newer.pk])) if newer else ("", ""),
        before=[(one.text, f"{one.source}, {long_date(one.known_on)}") for one in queries.versions_of_finding(finding)],
        may_close=rules.may_close_finding(roles, finding),
    )


def _finding_facts(finding: Finding) -> list[tuple[str, str]]:
    closed = f"{long_date(london_date(finding.closed_at))}. {finding.withdrawn_because}" if finding.closed_at else ""
    facts = [
        ("From", finding.source),
        ("Who knows it", str(finding.get_said_by_display())),
        ("How sure", str(finding.get_confidence_display())),
        ("Wards", ", ".join(ward.name for ward in finding.wards.all())),
        ("Where", finding.place),
        ("So on", long_date(finding.known_on)),
        ("Look at it again on", long_date(finding.look_again_on)),
        ("Who may read it", "Everybody" if finding.public else "Councillors and officers"),
        ("Recorded", f"{long_date(london_date(finding.recorded_at))}, by {finding.recorded_by.name}"),
        (str(finding.get_state_display()), closed.strip()),
    ]
    return [(term, text) for term, text in facts if text]
