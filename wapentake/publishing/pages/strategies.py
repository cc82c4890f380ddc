"""Strategies, their versions, and who decides what in a ward: what residents read, and what the desk shows."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Outline, Row, Table, Tag
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.organisations.queries import councils_of
from wapentake.places.models import Ward
from wapentake.places.queries import cover_of, outline_of, parishes_of, wards_on

from ..models import DecidingBody, Strategy, StrategyVersion
from ..queries import (
    bodies_at_desk,
    bodies_deciding,
    every_useful_link,
    every_version,
    public_addresses,
    public_versions,
    strategies_in_force,
    useful_links,
)
from ..rules import may_edit_version, may_keep_strategies, may_publish_version
from ..states import LineKind, Tier, VersionState
from .prose import Block, blocks_of


@dataclass(frozen=True)
class StrategyPage:
    """One version of a strategy, with its commitments by aim, its sign-offs and the other versions."""

    version: StrategyVersion
    standing: str
    newer: str
    body: list[Block]
    commitments: list[tuple[str, list[str]]]
    sign_offs: list[str]
    others: list[tuple[str, str]]


@dataclass(frozen=True)
class StrategiesPage:
    """The strategies in force, as (title, address, summary)."""

    lines: list[tuple[str, str, str]]


@dataclass(frozen=True)
class StrategyDesk:
    """A version at the desk, with what may be done."""

    page: StrategyPage
    may_edit: Verdict
    may_publish: Verdict


@dataclass(frozen=True)
class StrategiesDesk:
    """Every version, and whether this person may write one."""

    table: Table
    bodies: Table
    links: Table
    may_keep: Verdict


@dataclass(frozen=True)
class WhoDecidesPage:
    """Who decides what in a ward, or everywhere. `tiers` are (tier, bodies); `parishes` (name, kind, website)."""

    ward: Ward | None
    outline: Outline | None
    tiers: list[tuple[str, list[DecidingBody]]]
    parishes: list[tuple[str, str, str]]
    cover: str
    links: list[tuple[str, str, str]]
    shows: set[str]


def strategy_paths() -> list[str]:
    """Return the address of the list, of each strategy as it is in force, and of each of its versions."""
    paths = [reverse("publishing:strategies")]
    for slug, number, in_force in public_addresses():
        paths += [reverse("publishing:strategy", args=[slug])] if in_force else []
        paths.append(reverse("publishing:strategy_version", args=[slug, number]))
    return paths


def strategies_page() -> StrategiesPage:
    """Return the strategies in force."""
    return StrategiesPage([
        (one.title, reverse("publishing:strategy", args=[one.strategy.slug]), one.summary)
        for one in strategies_in_force()
    ])  # fmt: skip


def strategy_page(strategy: Strategy, number: int | None = None) -> StrategyPage | None:
    """Return a strategy as it is in force, or as one of its published versions; None where there is none."""
    versions = public_versions(strategy)
    found = next(
        (one for one in versions if (one.number == number if number else one.state == VersionState.PUBLISHED)), None
    )
    return version_page(found, versions) if found else None


def version_page(version: StrategyVersion, versions: Iterable[StrategyVersion] = ()) -> StrategyPage:
    """Return a version with its lines."""
    lines = list(version.lines.all())
    aims: dict[str, list[str]] = {}
    for line in lines:
        if line.kind == LineKind.COMMITMENT:
            aims.setdefault(line.heading, []).append(line.text)
    slug = version.strategy.slug
    replaced = version.state == VersionState.SUPERSEDED
    return StrategyPage(
        version=version,
        standing=_standing(version),
        newer=reverse("publishing:strategy", args=[slug]) if replaced else "",
        body=blocks_of(version.body),
        commitments=list(aims.items()),
        sign_offs=[line.text for line in lines if line.kind == LineKind.SIGN_OFF],
        others=[
            (f"Version {one.number}, adopted on {long_date(one.adopted_on)}",
             reverse("publishing:strategy_version", args=[slug, one.number]))
            for one in versions if one.number != version.number
        ],
    )  # fmt: skip


def _standing(version: StrategyVersion) -> str:
    until = f", for the time until {long_date(version.ends_on)}" if version.ends_on else ""
    said = f"Version {version.number}, adopted on {long_date(version.adopted_on)}{until}."
    if version.superseded_at:
        said += f" Replaced on {long_date(london_date(version.superseded_at))}."
    return said


def strategies_desk(roles: Roles) -> StrategiesDesk:
    """Return every version, and who decides what."""
    rows = [
        Row([
            Link(one.title, reverse("publishing:desk_strategy", args=[one.pk])), str(one.number),
            Tag(str(one.get_state_display()), "open" if one.state == VersionState.DRAFT else ""),
            long_date(one.adopted_on),
        ])
        for one in every_version()
    ]  # fmt: skip
    columns = [Column("Strategy"), Column("Version", numeric=True), Column("Where it stands"), Column("Adopted on")]
    table = Table("Strategies", columns, rows, empty="No strategy has been entered yet.")
    return StrategiesDesk(table, _bodies(roles), _links(), may_keep_strategies(roles))


def _bodies(roles: Roles) -> Table:
    rows = [
        Row([
            Link(one.name, reverse("publishing:end_deciding_body", args=[one.pk]), about="(change or end)"),
            str(one.get_tier_display()), ", ".join(ward.name for ward in one.wards.all()) or "Every ward",
            long_date(one.checked_on),
        ])
        for one in bodies_at_desk(roles.on)
    ]  # fmt: skip
    columns = [Column("Who"), Column("Tier"), Column("Where"), Column("Checked on")]
    return Table("Who decides what", columns, rows, empty="Nobody has said yet who decides what.")


def _links() -> Table:
    rows = [
        Row([
            Link(one.title, reverse("publishing:remove_useful_link", args=[one.pk]), about="(take out)"), one.about,
            ", ".join(ward.name for ward in one.wards.all()) or "Every ward", long_date(one.checked_on),
        ])
        for one in every_useful_link()
    ]  # fmt: skip
    columns = [Column("Link"), Column("Helps with", sentences=True), Column("Where"), Column("Checked on")]
    return Table("Useful links", columns, rows, empty="No link has been added yet.")


def strategy_desk(version: StrategyVersion, roles: Roles) -> StrategyDesk:
    """Return a version at the desk."""
    page = version_page(version)
    promised = sum(len(lines) for _, lines in page.commitments)
    may = may_publish_version(roles, version, promised, len(page.sign_offs))
    return StrategyDesk(page, may_edit_version(roles, version), may)


def who_decides_paths(on: dt.date) -> list[str]:
    """Return the address of who decides what in every ward of a day."""
    return [reverse("publishing:who_decides", args=[ward.slug]) for ward in wards_on(on)]


def who_decides_page(ward: Ward | None, on: dt.date) -> WhoDecidesPage:
    """Return who decides what in a ward on a day, its parish councils by name; or in the whole borough."""
    bodies = bodies_deciding(ward, on)
    cover = cover_of(ward, on) if ward else None
    parishes = list(parishes_of(ward, on)) if ward else []
    councils = councils_of(parishes)
    by_tier = [(str(tier.label), [one for one in bodies if one.tier == tier]) for tier in Tier]
    return WhoDecidesPage(
        ward=ward,
        outline=outline_of(ward) if ward else None,
        tiers=[(label, found) for label, found in by_tier if found],
        parishes=[
            (one.name, str(one.get_kind_display()), councils[one.pk].website if one.pk in councils else "")
            for one in parishes
        ],
        cover=str(cover.get_cover_display()) if cover else "",
        links=[(one.title, one.href, one.about) for one in useful_links(ward)],
        shows={
            "decides:all",
            "links:all",
            "council:all",
            *([ward.ref] if ward else []),
            *(body.ref for body in councils.values()),
        },
    )
