"""Figures and findings in words: those beside a draft, and those that a priority cites."""

import datetime as dt

from django.urls import reverse

from wapentake.design.pictures import Cell, Column, Link, Row, Said, Table, Tag
from wapentake.evidence.rules.figures import period_words
from wapentake.places.models import Ward

from .. import queries, rules
from ..models import Priority


def figures_table(ward: Ward, draft: Priority | None = None) -> Table:
    """Return a ward's headline figures beside those of all wards; a draft that is saved cites from here."""
    rows = [
        Row([
            _to_cite(one, draft), rules.value_said(one.indicator, one.reading.value),
            rules.value_said(one.indicator, one.council.value) if one.council else "",
            period_words(one.reading.period),
        ])
        for one in rules.figures_beside(ward, headlines=True)
    ]  # fmt: skip
    columns = [Column("Figure"), Column("Ward", numeric=True), Column("All wards", numeric=True), Column("Period")]
    return Table("What the figures say", columns, rows, empty="There are no figures of this ward yet.")


def _to_cite(one: rules.Beside, draft: Priority | None) -> Cell:
    name = rules.name_said(one.indicator)
    if draft is None:
        return name
    return Link(name, f"{reverse('plans:cite', args=[draft.pk])}?indicator={one.indicator.pk}", "Cite it")


def cited_table(priority: Priority, on: dt.date, *, may_edit: bool) -> Table:
    """Return what a priority cites with its source; on a draft's page each can be taken out."""
    rule = queries.plan_rule_on(on)
    lines = [rules.cited_shown(one, rule, on) for one in queries.citations_of(priority)]
    rows = [Row([_named(one, may_edit=may_edit), one.value, one.against, _source(one)]) for one in lines]
    columns = [Column("Figure"), Column("Then"), Column("All wards then"), Column("Source", sentences=True)]
    return Table("Figures that it rests on", columns, rows)


def _named(one: rules.CitedShown, *, may_edit: bool) -> Cell:
    if may_edit:
        said = f"Take out: {one.name}"
        return Link(said, reverse("plans:take_out", args=[one.key]), one.says)
    return Said(one.name, one.says) if one.says else one.name


def _source(one: rules.CitedShown) -> Cell:
    return Tag("Old", "late", note=f"{one.source} {one.old}") if one.old else one.source


def findings_table(priority: Priority, on: dt.date, *, may_edit: bool) -> Table:
    """Return the findings that a priority rests on; on a draft's page each can be taken out."""
    rows = []
    for one in queries.findings_cited(priority):
        shown = rules.finding_shown(one, on)
        href = reverse("plans:take_out_finding", args=[one.pk])
        text: Cell = Link(f"Take out: {shown.text}", href, shown.since) if may_edit else Said(shown.text, shown.since)
        rows.append(Row([text, shown.source, shown.sure]))
    columns = [Column("What is known", sentences=True), Column("Who says so", sentences=True), Column("How sure")]
    return Table("What is known that it rests on", columns, rows)
