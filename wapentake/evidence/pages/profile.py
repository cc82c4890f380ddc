"""The ward profile: what the figures say of a ward, beside the borough and the other wards."""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse

from wapentake.design.pictures import Choropleth, Column, Indicator, Provenance, RankDots, Row, Sparkline, Table
from wapentake.foundation.calendars import long_date
from wapentake.places.models import Ward
from wapentake.places.queries import current_edition, wards_on

from .. import models, queries
from ..queries import Touching, findings_ref
from ..rules import missing_words, standing_category
from ..rules.figures import (
    decimals_of,
    period_words,
    provenance,
    range_words,
    rank_dots,
    shown_name,
    standing_words,
    value_words,
)
from ..states import Topic
from ..states.catalogue import RESIDENTS
from .assets import AssetsShown, assets_of
from .every import table_of_topic
from .findings import WardFindings, ward_findings
from .maps import shaded_wards

ORDER = [topic for topic in Topic if topic != Topic.ASSETS]
TREND = 24  # periods of a small line
FEW, FAR = 6, 10**9  # of so few wards nothing stands out
MAPPED = ("anti-social-behaviour-rate", "crime-rate")
NOTHING = "No figure of this ward is here."
Figures = dict[int, dict[str, models.WardReading]]


@dataclass(frozen=True)
class SourceLine:
    """A source of the page's figures: its title, address, licence, its words, and when it was taken."""

    title: str
    link: str
    licence: str
    licence_link: str
    attribution: str
    taken: str


@dataclass(frozen=True)
class WardMapped:
    """One figure ward by ward: heading, words, map and table."""

    title: str
    words: str
    map: Choropleth | None
    table: Table
    href: str


@dataclass(frozen=True)
class Group:
    """A topic: its tiles, every figure of it as a table, and what is missing and who can load it."""

    key: str
    label: str
    tiles: list[Indicator]
    every: Table | None
    empty: str
    missing: str


@dataclass(frozen=True)
class ProfilePage:
    """A ward's profile: who lives there, what stands out, topic by topic, its assets, one figure ward by ward."""

    ward: Ward
    residents: str
    lede: str
    sample: RankDots | None
    groups: list[Group]
    assets: AssetsShown
    findings: WardFindings
    mapped: WardMapped | None
    sources: list[SourceLine]
    refs: set[str] = field(default_factory=set)


def profile_paths(on: dt.date) -> list[str]:
    """Return the addresses of the profiles of a day's wards, once there are figures."""
    if not models.WardReading.objects.exists():
        return []
    return [reverse("evidence:profile", args=[ward.slug]) for ward in wards_on(on)]


def profile_page(ward: Ward, on: dt.date) -> ProfilePage | None:
    """Return a ward's profile on a day; None before there are any figures."""
    edition = current_edition(on)
    newest = queries.newest_periods(edition) if edition else {}
    if edition is None or not newest:
        return None
    known = queries.shown_indicators(newest)
    ours = queries.figures_by_indicator(ward.code, edition, newest)
    council = queries.figures_by_indicator(settings.WAPENTAKE_COUNCIL_CODE, edition, newest)
    headlines = [one for one in known if one.headline and _chosen(one, ours.get(one.pk, {}))]
    series = queries.series_of(ward.code, edition, [one.pk for one in headlines])
    touching = queries.touching_of(ward)
    tiles = {
        one.pk: _tile(one, ours[one.pk], council.get(one.pk, {}), series.get(one.pk, []), touching) for one in headlines
    }
    assets = assets_of(ward, on)
    return ProfilePage(
        ward=ward,
        residents=_residents(known, ours, council),
        lede=_lede(headlines, ours),
        sample=next((tile.rank for tile in tiles.values() if tile.rank and tile.rank.low), None)
        or next((tile.rank for tile in tiles.values() if tile.rank), None),
        groups=[_group(topic, known, ours, council, tiles) for topic in ORDER],
        assets=assets,
        findings=ward_findings(ward),
        mapped=_mapped(known, newest, ours, ward, on),
        sources=_sources(known),
        refs={"evidence:all", "council:all", findings_ref(ward), *assets.refs},
    )


def _group(
    topic: Topic, known: list[models.Indicator], ours: Figures, council: Figures, tiles: dict[int, Indicator]
) -> Group:
    of_it = [one for one in known if one.topic == topic]
    every = table_of_topic(topic, of_it, ours, council)
    return Group(
        key=topic.value,
        label=topic.label,
        tiles=[tiles[one.pk] for one in of_it if one.pk in tiles],
        every=every,
        empty="" if every else NOTHING,
        missing=missing_words(topic, {one.key for one in of_it}),
    )


def _residents(known: list[models.Indicator], ours: Figures, council: Figures) -> str:
    """Return how many people live in a ward, and what part of the borough's that is; nothing before it is loaded."""
    counted = next((one for one in known if one.key == RESIDENTS[0]), None)
    row, whole = (found.get(counted.pk, {}).get("") for found in (ours, council)) if counted else (None, None)
    if counted is None or row is None or whole is None or not whole.value:
        return ""
    number, part = value_words(counted, row.value), f"{100 * row.value / whole.value:.1f}%"
    about = "About " if row.error else ""
    return f"{about}{number} people live here, {part} of all in {settings.WAPENTAKE_COUNCIL} ({counted.source.title})."


def _chosen(indicator: models.Indicator, rows: dict[str, models.WardReading]) -> models.WardReading | None:
    """Return the figure that stands for an indicator."""
    return rows.get(standing_category(indicator.unit))


def _tile(
    indicator: models.Indicator,
    rows: dict[str, models.WardReading],
    council: dict[str, models.WardReading],
    series: list[tuple[str, float]],
    touching: dict[str, Touching],
) -> Indicator:
    row, borough = _chosen(indicator, rows), _chosen(indicator, council)
    if row is None:
        raise LookupError(f"{indicator} has no figure.")
    row.indicator = indicator
    name, _, per = shown_name(indicator).partition(", ")
    last = series[-TREND:]
    trend = Sparkline.of([value for _, value in last]) if len(last) > 2 else None
    since = f" It was {value_words(indicator, last[0][1])} in {period_words(last[0][0])}." if trend else ""
    return Indicator(
        name=name,
        value=value_words(indicator, row.value),
        per=f"{per[:1].upper()}{per[1:]}{'.' if per and since else ''}{since}",
        provenance=_provenance(indicator, row, touching),
        rank=rank_dots(row, borough),
        borough=value_words(indicator, borough.value) if borough else "",
        could_be=range_words(indicator, row),
        trend=trend,
        compare=reverse("evidence:comparison", args=[indicator.key]),
    )


def _provenance(indicator: models.Indicator, row: models.WardReading, touching: dict[str, Touching]) -> Provenance:
    by_lookup = row.geography.startswith("lsoa") and row.geography not in touching
    return provenance(indicator, row, touching.get(row.geography), by_lookup=by_lookup)


def _lede(headlines: list[models.Indicator], ours: Figures) -> str:
    """Return what stands out: where this ward is among the highest or the lowest three."""
    said: dict[str, list[str]] = {}
    of = 0
    for one in sorted(headlines, key=lambda each: _from_the_end(ours[each.pk].get(""))):
        row = ours[one.pk].get("")
        if row and row.of and _stands_out(one, row):
            said.setdefault(standing_words(one, row).rpartition(" of ")[0].lower(), []).append(_short(one))
            of = row.of
    if not said:
        return "No figure here is among the three highest or the three lowest of the wards."
    parts = [f"the {words} for {_joined(names[:3])}" for words, names in list(said.items())[:2]]
    return f"Of {of:,} wards this one is {_joined(parts)}."


def _stands_out(indicator: models.Indicator, row: models.WardReading) -> bool:
    """Say whether a ward is alone among the three highest or lowest of many."""
    among = bool(standing_words(indicator, row)) and (row.of or 0) > FEW
    return among and _from_the_end(row) <= 3 and not _is_tied(row)


def _joined(words: list[str]) -> str:
    """Join names, some of which hold an `and` themselves."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])}, and {words[-1]}"


def _from_the_end(row: models.WardReading | None) -> int:
    return min(row.rank or FAR, row.rank_low or FAR) if row else FAR


def _is_tied(row: models.WardReading) -> bool:
    return (row.rank or 0) + (row.rank_low or 0) <= (row.of or 0)


def _short(indicator: models.Indicator) -> str:
    name = shown_name(indicator).partition(", per ")[0]
    return f"{name[:1].lower()}{name[1:]}"


def _mapped(
    known: list[models.Indicator], newest: dict[int, str], ours: Figures, ward: Ward, on: dt.date
) -> WardMapped | None:
    """Return one figure ward by ward. Of very many wards there is none: its cost would grow with their number."""
    indicator = next((one for key in MAPPED for one in known if one.key == key), None)
    row = ours.get(indicator.pk, {}).get("") if indicator else None
    ground = queries.ground_on(on) if row and (row.of or 0) <= queries.MOST_WARDS else None
    if indicator is None or ground is None:
        return None
    period = newest[indicator.pk]
    values = queries.values_of_wards_in(indicator, ground.edition, period)
    wards = list(wards_on(on))
    ordered = sorted((one for one in wards if one.code in values), key=lambda one: (-values[one.code], one.name))
    rows = [Row((one.name, value_words(indicator, values[one.code])), me=one == ward) for one in ordered]
    name, _, per = indicator.name.partition(", ")
    return WardMapped(
        title=f"{name}, ward by ward",
        words=f"{per[:1].upper()}{per[1:]}, {period_words(period)}.",
        map=shaded_wards(
            ground, wards, values, highest=[one.name for one in ordered[:3]], decimals=decimals_of(indicator),
            me=ward.code,
        ),
        table=Table(
            f"{name} by ward, highest first",
            (Column("Ward"), Column(per.removesuffix(" residents").capitalize(), numeric=True)), rows, tight=True,
        ),
        href=reverse("evidence:comparison", args=[indicator.key]),
    )  # fmt: skip


def _sources(known: list[models.Indicator]) -> list[SourceLine]:
    taken = queries.retrieved_on()
    found = {one.source.pk: one.source for one in known}
    return [
        SourceLine(
            one.title, one.link, one.licence, one.licence_link, one.attribution,
            long_date(taken[one.pk]) if one.pk in taken else "",
        )
        for one in sorted(found.values(), key=lambda source: source.title)
    ]  # fmt: skip
