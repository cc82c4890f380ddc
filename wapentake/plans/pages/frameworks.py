"""The lists that priorities name, as those keep them who may."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Framework


@dataclass(frozen=True)
class FrameworksPage:
    """Every list, what stands on it, and whether this person may change it."""

    table: Table
    verdict: Verdict


@dataclass(frozen=True)
class FrameworkPage:
    """One list: what stands on it, since when, by whose decision."""

    framework: Framework
    facts: list[tuple[str, str]]
    table: Table
    may_keep: Verdict


def frameworks_page(roles: Roles) -> FrameworksPage:
    """Gather every list, those in use first."""
    rows = [
        Row([
            Link(one.name, reverse("plans:framework", args=[one.key]), one.source), str(one.get_kind_display()),
            len(one.outcomes.all()),
            in_use(one, roles.on),
        ])
        for one in queries.all_frameworks()
    ]  # fmt: skip
    columns = [Column("List"), Column("Kind"), Column("Stand on it", numeric=True), Column("In use")]
    return FrameworksPage(
        Table("Lists that priorities name", columns, rows, empty="There is no list yet."),
        rules.may_keep_frameworks(roles),
    )


def framework_page(framework: Framework, roles: Roles) -> FrameworkPage:
    """Gather one list."""
    rows = [
        Row([one.name, one.part_of.name if one.part_of else "", one.serves.name if one.serves else ""])
        for one in framework.outcomes.all()
    ]
    columns = [Column("Name"), Column("A part of"), Column("Counts for as well")]
    may = rules.may_keep_frameworks(roles)
    return FrameworkPage(
        framework=framework,
        facts=[
            ("Kind", str(framework.get_kind_display())), ("In use", in_use(framework, roles.on)),
            ("Source", framework.source), ("What drafters read", framework.about or "Nothing more than its name"),
        ],
        table=Table(framework.name, columns, rows, empty="Nothing stands on it yet."),
        may_keep=may if not may else rules.may_add_to(framework, roles.on),
    )  # fmt: skip


def in_use(framework: Framework, on: dt.date) -> str:
    """Return since when a list may be named, and until when."""
    if framework.from_date > on:
        return f"From {long_date(framework.from_date)}"
    if framework.to_date is None:
        return f"Since {long_date(framework.from_date)}"
    return f"{long_date(framework.from_date)} to {long_date(framework.to_date)}"
