"""Guidance as residents read it, version by version, and as its writers have it."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table, Tag
from wapentake.foundation.calendars import london_date, long_date, start_of_day
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Guidance, GuidanceVersion
from ..states import GuidanceState
from .prose import Block, blocks_of

LIST = "guidance:all"


@dataclass(frozen=True)
class GuidanceList:
    """Every page of guidance, in its order, as (title, address, sentence)."""

    lines: list[tuple[str, str, str]]
    refs: set[str]


@dataclass(frozen=True)
class GuidancePage:
    """A version of a page: its words, who answers for it, and what came before and after."""

    version: GuidanceVersion
    body: list[Block]
    since: str
    review: str
    earlier: list[tuple[str, str, str]]
    newest: str
    refs: set[str]
    valid_until: dt.datetime | None


@dataclass(frozen=True)
class GuidanceDesk:
    """One page as its writers have it, with what can be done."""

    guidance: Guidance
    tag: Tag
    lede: str
    body: list[Block]
    versions: Table
    buttons: list[tuple[str, str, Verdict, str]]
    public_href: str


def guidance_list() -> GuidanceList:
    """Return what residents find under guidance."""
    rows = list(queries.guidance_in_force())
    lines = [(row.title, reverse("publishing:guidance_page", args=[row.guidance.slug]), row.summary) for row in rows]
    return GuidanceList(lines, {LIST, *(row.guidance.ref for row in rows)})


def guidance_paths() -> list[str]:
    """Return the address of every page of guidance that residents read."""
    return [reverse("publishing:guidance_page", args=[row.guidance.slug]) for row in queries.guidance_in_force()]


def version_paths() -> list[str]:
    """Return the address of every version of these pages."""
    rows = queries.guidance_in_force().prefetch_related("guidance__versions")
    return [_version_href(row.guidance, each.number) for row in rows for each in row.guidance.versions.all()]


def guidance_page(guidance: Guidance, at: dt.datetime, number: int | None = None) -> GuidancePage | None:
    """Return a page, or one of its versions; None where residents do not see it, or there is no such version."""
    versions = queries.versions_of_guidance(guidance)
    shown = next((row for row in versions if number in (row.number, None)), None)
    if guidance.state != GuidanceState.PUBLISHED or shown is None:
        return None
    newest = reverse("publishing:guidance_page", args=[guidance.slug])
    return _guidance_page(shown, versions, at, newest if shown.closed_at else "")


def _guidance_page(
    shown: GuidanceVersion, versions: list[GuidanceVersion], at: dt.datetime, newest: str
) -> GuidancePage:
    due = start_of_day(shown.review_on)
    verb = "It was to be" if due <= at else "It is"
    return GuidancePage(
        version=shown,
        body=blocks_of(shown.body),
        since=_since(shown),
        review="" if newest else f"{verb} looked at again by {long_date(shown.review_on)}.",
        earlier=[
            (f"Version {row.number}", _version_href(row.guidance, row.number), _since(row))
            for row in versions if row.pk != shown.pk
        ],
        newest=newest,
        refs={shown.guidance.ref},
        valid_until=due if due > at and not newest else None,
    )  # fmt: skip


def _since(row: GuidanceVersion) -> str:
    until = f" to {long_date(london_date(row.closed_at))}" if row.closed_at else ""
    span = f"{'From' if until else 'Since'} {long_date(london_date(row.published_at))}{until}"
    return f"{span}: {row.what}" if row.what else f"{span}."


def _version_href(guidance: Guidance, number: int) -> str:
    return reverse("publishing:guidance_version", args=[guidance.slug, number])


def guidance_desk_list(roles: Roles) -> Table:
    """Return all guidance as its writers see it, in the order of the list."""
    rows = Guidance.objects.select_related("changed_by")
    return Table(
        "Guidance",
        [Column("Title"), Column("Who answers for it"), Column("Look at it again by"), Column("Where it stands")],
        [Row([Link(row.title, reverse("publishing:guidance_one", args=[row.pk])), row.owner, long_date(row.review_on),
              _tag(row, roles.on)]) for row in rows],
        empty="No guidance is written yet.", hidden_caption=True,
    )  # fmt: skip


def guidance_desk(guidance: Guidance, roles: Roles) -> GuidanceDesk:
    """Return a page with what this person can do to it."""
    newest = queries.published_words(guidance)
    published = guidance.state == GuidanceState.PUBLISHED
    buttons = [
        ("write_guidance", "Change it", rules.may_write_guidance(roles), ""),
        ("publish_guidance", "Publish it", rules.may_publish_guidance(roles, guidance), "main"),
        *([("withdraw_guidance", "Withdraw it now", rules.may_withdraw_guidance(roles, guidance), "warning")]
          if published else []),
    ]  # fmt: skip
    return GuidanceDesk(
        guidance=guidance,
        tag=_tag(guidance, roles.on),
        lede=_guidance_lede(guidance, newest),
        body=blocks_of(guidance.body),
        versions=_versions(guidance),
        buttons=buttons,
        public_href=reverse("publishing:guidance_page", args=[guidance.slug]) if published else "",
    )


def _guidance_lede(guidance: Guidance, newest: GuidanceVersion | None) -> str:
    if guidance.state == GuidanceState.WITHDRAWN:
        return f"Withdrawn: {guidance.withdrawn_because}"
    changed = f"{guidance.changed_by.name} changed it on {long_date(london_date(guidance.changed_at))}."
    if newest is None:
        return f"{changed} Residents do not see it yet."
    if queries.differs_from_published(guidance):
        return f"{changed} Residents still read version {newest.number}."
    return f"Residents read version {newest.number}, the words below."


def _versions(guidance: Guidance) -> Table:
    return Table(
        "Versions",
        [Column("Version"), Column("When"), Column("Published by")],
        [Row([f"{row.number}", _since(row), row.published_by.name]) for row in queries.versions_of_guidance(guidance)],
        empty="Nothing is published yet.", hidden_caption=True,
    )  # fmt: skip


def _tag(guidance: Guidance, on: dt.date) -> Tag:
    if guidance.state != GuidanceState.PUBLISHED:
        return Tag(guidance.get_state_display(), "")
    return Tag("Look at it again", "late") if guidance.review_on <= on else Tag("Published", "done")
