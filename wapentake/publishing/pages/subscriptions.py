"""The desk's pages of subscriptions: how many there are, who joins and leaves by month, and earlier lists."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, LineChart, Link, Row, Table, Tag
from wapentake.foundation.calendars import london_date, long_date, months_after
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on

from .. import queries, rules
from ..models import Consent, PublishedFigure, Subscriber, SubscriberList, SubscriptionRule
from ..queries.subscription_figures import Movement
from ..rules import ListLine
from ..states import FigureKind, JoinedBy, LineOutcome, ListState

MONTHS = 13
SHOWN = 200


@dataclass(frozen=True)
class SubscriptionsPage:
    """Subscriptions against their target; joins and leaves by month, source and ward."""

    lede: str
    target: str
    target_source: str
    chart: LineChart
    months: Table
    sources: Table
    wards: Table
    published: Table
    rules: Table
    may_set_rule: Verdict
    may_keep: Verdict
    chosen: str


def subscriptions_page(roles: Roles, at: dt.datetime, ward: Ward | None = None, source: str = "") -> SubscriptionsPage:
    """Gather the page, of all or of one ward or source."""
    on = london_date(at)
    found = queries.movement(ward=ward.pk if ward else None, source=source)
    months, target = last_months(on), queries.target_on(at)
    total = found.live_before(months_after(months[-1], 1))
    figures = queries.published_figures()
    what = f" of {ward}" if ward else ""
    by = f", from {JoinedBy(source).label.lower()}" if source else ""
    return SubscriptionsPage(
        lede=f"{total:,} subscriptions{what}{by} on {long_date(on)}; {queries.subscribers_now():,} addresses in all "
        "get the bulletin, and some of them more than one ward’s.",
        target=_target(target, total) if not ward and not source else "",
        target_source=f"Source: {target.source}." if target else "",
        chart=_chart(found, months),
        months=_months(found, months),
        sources=_sources(found, months),
        wards=_wards(queries.movement(source=source), months, on),
        published=_published(figures),
        rules=_rules(queries.subscription_rules(), on),
        may_set_rule=rules.may_set_subscription_rule(roles),
        may_keep=rules.may_keep_lists(roles),
        chosen=f"{what}{by}".strip(" ,"),
    )


def last_months(on: dt.date, count: int = MONTHS) -> list[dt.date]:
    """Return the first days of the last months, that of a day last."""
    first = on.replace(day=1)
    return [months_after(first, -back) for back in range(count - 1, -1, -1)]


def _target(target: PublishedFigure | None, total: int) -> str:
    if target is None:
        return ""
    left = target.value - total
    how = f"{left:,} to go" if left > 0 else "reached"
    return f"Target: {target.value:,} by {long_date(target.on)}; {how}."


def _chart(found: Movement, months: Sequence[dt.date]) -> LineChart:
    ends = [(month, found.live_before(months_after(month, 1))) for month in months]
    items = [(f"{month:%b %Y}", float(count), f"{count:,}") for month, count in ends]
    return LineChart.of("Subscriptions at the end of each month, of this month so far", items,
                        heads=("Month", "Subscriptions"))  # fmt: skip


def _months(found: Movement, months: Sequence[dt.date]) -> Table:
    joins, leaves = _per(found.joins, 0), _per(found.leaves, 0)
    rows = [
        Row([f"{month:%B %Y}", f"{joins[month]:,}", f"{leaves[month]:,}",
             f"{found.live_before(months_after(month, 1)):,}"])
        for month in reversed(months)
    ]  # fmt: skip
    columns = [Column("Month"), *(Column(name, numeric=True) for name in ("Joined", "Left", "At its end"))]
    return Table("Joins and leaves by month", columns, rows)


def _sources(found: Movement, months: Sequence[dt.date]) -> Table:
    since = months[0]
    joins, leaves = _per(_since(found.joins, since), 2), _per(_since(found.leaves, since), 2)
    began, ended = _per(found.began, 2), _per(found.ended, 2)
    rows = [
        Row([label, f"{began[value] - ended[value]:,}", f"{joins[value]:,}", f"{leaves[value]:,}"])
        for value, label in JoinedBy.choices
    ]
    return Table("By where they came from", _columns("Source"), rows)


def _wards(found: Movement, months: Sequence[dt.date], on: dt.date) -> Table:
    since = months[0]
    joins, leaves = _per(_since(found.joins, since), 1), _per(_since(found.leaves, since), 1)
    live = _per(found.began, 1)
    live.subtract(_per(found.ended, 1))
    rows = [
        Row([Link(ward.name, f"?ward={ward.slug}"), *(f"{count[ward.pk]:,}" for count in (live, joins, leaves))])
        for ward in wards_on(on)
    ]
    rows.append(Row(["The whole area, and what is followed", *(f"{count[None]:,}" for count in (live, joins, leaves))]))
    return Table("By ward", _columns("Ward"), rows)


def _columns(what: str) -> list[Column]:
    names = ("Now", "Joined in 13 months", "Left in 13 months")
    return [Column(what), *(Column(name, numeric=True) for name in names)]


def _published(figures: Sequence[PublishedFigure]) -> Table:
    rows = [Row([long_date(one.on), str(FigureKind(one.kind).label), figure_words(one), one.source]) for one in figures]
    columns = [Column("On"), Column("What"), Column("As published", numeric=True), Column("Source", sentences=True)]
    return Table("Figures as published", columns, rows, empty="No figure of earlier years has been entered yet.")


def _rules(found: Sequence[SubscriptionRule], on: dt.date) -> Table:
    rows = [
        Row([
            long_date(one.from_date) + (" (holds today)" if one.is_on(on) else ""), f"{one.hours_between} hours",
            f"{one.days_to_confirm} days", f"{one.seconds_at_least} seconds", f"{one.months_kept} months", one.source,
        ])
        for one in found
    ]  # fmt: skip
    columns = [
        Column("From"), Column("Between two confirmations"), Column("To confirm in"), Column("Filled in, at least, in"),
        Column("Kept after leaving for"), Column("Source", sentences=True),
    ]  # fmt: skip
    return Table("The rule of subscriptions, newest first", columns, rows)


def figure_words(one: PublishedFigure) -> str:
    """Return a figure as it was published."""
    return f"{one.value}%" if one.kind == FigureKind.ENGAGEMENT else f"{one.value:,}"


def _per(counts: Counter[tuple[dt.date, int | None, str]], place: int) -> Counter[object]:
    found: Counter[object] = Counter()
    for key, count in counts.items():
        found[key[place]] += count
    return found


def _since(
    counts: Counter[tuple[dt.date, int | None, str]], first: dt.date
) -> Counter[tuple[dt.date, int | None, str]]:
    return Counter({key: count for key, count in counts.items() if key[0] >= first})


@dataclass(frozen=True)
class ListsPage:
    """The files of earlier lists."""

    table: Table


def lists_page() -> ListsPage:
    """Gather the files that were read, newest first."""
    rows = [
        Row([
            Link(one.name, reverse("publishing:subscriber_list", args=[one.pk])), long_date(london_date(one.read_at)),
            one.read_by.name, Tag(str(one.get_state_display()), "open" if one.state == ListState.STAGED else "done"),
        ])
        for one in queries.subscriber_lists()[:50]
    ]  # fmt: skip
    columns = [Column("File"), Column("Read on"), Column("By"), Column("How it stands")]
    return ListsPage(Table("Files that were read", columns, rows, empty="No list has been read yet."))


@dataclass(frozen=True)
class ListPage:
    """One file: what each line would do while it waits, what came of it afterwards."""

    found: SubscriberList
    tag: Tag
    lede: str
    counts: list[tuple[str, int]]
    refused: Table
    sample: Table
    more: str
    missing: list[str]
    may: Verdict
    shown: str
    waits: bool


def list_page(found: SubscriberList, roles: Roles) -> ListPage:
    """Gather a file's page. Four queries while it waits."""
    waits = found.state == ListState.STAGED
    lines = lines_of_list(found, roles.on) if waits else []
    counts = rules.facts_of(lines) if waits else found.counts
    refused = [one for one in lines if one.outcome in (LineOutcome.REFUSED, LineOutcome.STAYS_OUT)]
    taken = [one for one in lines if one.outcome in (LineOutcome.NEW, LineOutcome.ADDS)]
    left = max(len(refused) - SHOWN, 0)
    return ListPage(
        found=found,
        tag=Tag(str(found.get_state_display()), "open" if waits else "done"),
        lede="Nothing changes until you bring it in. Nobody is written to about it." if waits else _what_came(found),
        counts=[(str(LineOutcome(key).label), count) for key, count in counts.items()],
        refused=_refused(refused[:SHOWN]),
        sample=_sample(taken[:10]),
        more=f"And {left:,} lines more, all in the file below." if left else "",
        missing=rules.missing_columns(found.columns) if waits else [],
        may=rules.may_bring_in(roles, found, lines),
        shown=rules.print_of_list(lines),
        waits=waits,
    )


def lines_of_list(found: SubscriberList, on: dt.date) -> list[ListLine]:
    """Return what each line of a waiting file would do now."""
    known = queries.known_addresses(rules.addresses_in(found))
    return rules.planned_lines(found, wards_on(on), known, on)


def _what_came(found: SubscriberList) -> str:
    if found.state == ListState.DISCARDED:
        return "It was discarded, and its addresses are forgotten."
    day = long_date(london_date(found.applied_at)) if found.applied_at else ""
    return f"{found.applied_by} brought it in on {day}. The file itself is forgotten; its hash is kept."


def _refused(lines: Sequence[ListLine]) -> Table:
    columns = [Column("Line"), Column("What becomes of it"), Column("Why, and what to do", sentences=True)]
    rows = [Row([str(one.number), str(LineOutcome(one.outcome).label), one.why]) for one in lines]
    return Table("Lines that are left out", columns, rows, empty="No line is left out.")


def _sample(lines: Sequence[ListLine]) -> Table:
    columns = [Column("Line"), Column("Address"), Column("Gets", sentences=True), Column("Agreed on"),
               Column("Evidence", sentences=True)]  # fmt: skip
    rows = [
        Row([str(one.number), one.email, "; ".join(one.wanted.names), long_date(one.agreed_on or dt.date.min),
             one.evidence])
        for one in lines
    ]  # fmt: skip
    return Table("The first lines that come in, as they are read", columns, rows, empty="No line would come in.")


@dataclass(frozen=True)
class AddressPage:
    """One address at the desk: how it stands, what it gets and agreed to, and what may be done as its owner asks."""

    found: Subscriber
    tag: str
    names: list[str]
    consents: Table
    may_erase: Verdict
    may_lift: Verdict
    subscribed: bool


def address_page(found: Subscriber, roles: Roles) -> AddressPage:
    """Gather what is held of an address."""
    columns = [Column("When"), Column("What"), Column("How"), Column("Words", sentences=True)]
    rows = [
        Row([long_date(london_date(one.at)), f"{one.get_to_display()}: {'agreed' if one.agreed else 'withdrawn'}",
             str(one.get_how_display()), f"{one.words} ({one.what})" if one.what else one.words])
        for one in Consent.objects.filter(subscriber=found).order_by("pk")
    ]  # fmt: skip
    return AddressPage(
        found=found,
        tag=str(found.get_state_display()),
        names=rules.subscriptions_of(found).names,
        consents=Table("What was agreed to and withdrawn", columns, rows, empty="Nothing was agreed to yet."),
        may_erase=rules.may_erase_subscriber(roles, found),
        may_lift=rules.may_lift(roles, found),
        subscribed=found.confirmed_at is not None and found.left_at is None and found.suppressed_at is None,
    )
