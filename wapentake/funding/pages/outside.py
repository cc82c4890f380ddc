"""Other people's funds: the public list, and the desk's pages by which the team keeps it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation.calendars import DAY, long_date, start_of_day
from wapentake.foundation.money import pounds, pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on, wards_to_list

from .. import queries, rules
from ..forms import OtherFundsFilterForm
from ..forms.outside import WHEN
from ..models import OutsideBid, OutsideFund
from ..states.outside import CHECK_AGAIN, EVERY_FUND, SOON, BidResult, OutsideTheme

PER_PAGE = 25
INVENTED = "Invented for the demonstration: there is no such fund."
SORTS = {
    "closes": ("Closes first", ("closes_on", "name")),
    "name": ("Name", ("name",)),
    "-won": ("Most won", ("-won", "name")),
    "checked": ("Longest not looked at", ("checked_on", "name")),
}


def other_funds_paths(on: dt.date) -> list[str]:
    """Return the addresses of the public list: of everywhere, and of each ward."""
    own = [reverse("funding:other_funds_ward", args=[ward.slug]) for ward in wards_on(on)]
    return [reverse("funding:other_funds"), *own]


@dataclass(frozen=True)
class OtherFundsPage:
    """The public list. `until` is when a fund opens or closes next."""

    title: str
    lede: str
    groups: list[tuple[str, Table]]
    later: Table
    wards: list[tuple[str, str]]
    ward: str
    refs: set[str]
    until: dt.datetime | None


def other_funds_page(on: dt.date, ward: Ward | None = None) -> OtherFundsPage:
    """Return the funds that take bids on a day, theme by theme, and those that will; of one ward or everywhere."""
    rows = queries.outside_funds().filter(queries.listed(on))
    found = list(rows.filter(queries.pays_in(ward)) if ward else rows)
    now = [row for row in found if row.opens_on is None or row.opens_on <= on]
    later = [row for row in found if row not in now]
    themes = [(theme.label, [row for row in now if row.theme == theme]) for theme in OutsideTheme]
    return OtherFundsPage(
        title=f"Other funds for {ward.name}" if ward else "Other funds",
        lede=_public_lede(len(now), ward),
        groups=[(label, _public_table(label, rows)) for label, rows in themes if rows],
        later=_public_table("Open later", later),
        wards=[(each.name, reverse("funding:other_funds_ward", args=[each.slug])) for each in wards_to_list(on)],
        ward=ward.name if ward else "",
        refs={EVERY_FUND, *([ward.ref] if ward else [])},
        until=_changes(found, on),
    )


def _public_lede(count: int, ward: Ward | None) -> str:
    place = f" in {ward.name}" if ward else ""
    if not count:
        return f"No other fund that we know of pays{place} now. Your neighbourhood co-ordinator may know more."
    return f"{count_of(count, 'fund')} that others give and that may pay{place}. The council decides on none of them."


def _changes(rows: list[OutsideFund], on: dt.date) -> dt.datetime | None:
    days = [row.closes_on + DAY for row in rows if row.closes_on] + [row.opens_on for row in rows if row.opens_on]
    coming = [day for day in days if day > on]
    return start_of_day(min(coming)) if coming else None


def _public_table(caption: str, rows: list[OutsideFund]) -> Table:
    columns = [
        Column("Fund"),
        Column("What it pays for", sentences=True),
        Column("Awards"),
        Column("Where"),
        Column("Last day"),
    ]
    shown = [
        Row([
            Link(row.name, iri_to_uri(row.link), f"From {row.giver}. Looked at on {long_date(row.checked_on)}."),
            f"{row.purpose} {INVENTED}" if row.invented else row.purpose,
            amounts(row), places(row), _last_day(row),
        ])
        for row in rows
    ]  # fmt: skip
    return Table(caption, columns, shown, hidden_caption=True)


def amounts(row: OutsideFund) -> str:
    """Return how large a fund's awards are, as far as that is known."""
    least, most = row.least_pence, row.most_pence
    if least is not None and most is not None:
        return f"{pounds_short(least)} to {pounds_short(most)}"
    if most is not None:
        return f"Up to {pounds_short(most)}"
    return f"From {pounds_short(least)}" if least is not None else "Not said"


def places(row: OutsideFund) -> str:
    """Return where a fund pays."""
    return ", ".join(ward.name for ward in row.wards.all()) or "Everywhere here"


def _last_day(row: OutsideFund) -> str:
    opens = f"Opens {long_date(row.opens_on)}. " if row.opens_on else ""
    return f"{opens}{long_date(row.closes_on) if row.closes_on else 'No last day'}"


# --- The desk -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OutsideFundsPage:
    """The desk's list, narrowed and sorted as asked."""

    lede: str
    form: OtherFundsFilterForm
    on: int
    chips: list[tuple[str, str]]
    sorts: list[NavLink]
    table: Table
    pages: Pages
    csv_href: str
    kept: list[tuple[str, str]]
    may_add: Verdict


def narrowed_funds(form: OtherFundsFilterForm, on: dt.date) -> QuerySet[OutsideFund]:
    """Return the outside funds that a filter asks for."""
    rows, asked = queries.outside_funds(), form.asked
    for word in asked.get("q", "").split():
        rows = rows.filter(Q(name__icontains=word) | Q(giver__icontains=word) | Q(purpose__icontains=word))
    if "theme" in asked:
        rows = rows.filter(theme=asked["theme"])
    if "ward" in asked:
        rows = rows.filter(queries.pays_in(asked["ward"]))
    return rows.filter(_when(asked["when"], on)) if "when" in asked else rows


def _when(asked: str, on: dt.date) -> Q:
    open_now = queries.takes_bids(on)
    found = {
        "open": open_now,
        "soon": queries.closing_soon(on),
        "later": queries.listed(on) & Q(opens_on__gt=on),
        "old": queries.listed(on) & Q(checked_on__lt=on - CHECK_AGAIN * DAY),
        "gone": ~queries.listed(on),
    }
    return found[asked]


def outside_funds_page(roles: Roles, asked: dict[str, str]) -> OutsideFundsPage:
    """Return the list as asked for: `sort`, `page` and the filters. What cannot be read is left out."""
    on = roles.on
    form = OtherFundsFilterForm(on, {name: asked.get(name, "") for name in ("q", "when", "theme", "ward")})
    sort = asked.get("sort", "") if asked.get("sort") in SORTS else "closes"
    rows = narrowed_funds(form, on).order_by(*SORTS[sort][1])
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    state = form.asked | {"sort": sort}
    return OutsideFundsPage(
        lede=_lede(on),
        form=form,
        on=len(form.asked),
        chips=[(_chip(form, name, value), _href(state, name)) for name, value in form.asked.items()],
        sorts=[NavLink(label, _href(state | {"sort": key}), key == sort) for key, (label, _) in SORTS.items()],
        table=_table(list(page.object_list), on),
        pages=Pages.of(page.number, page.paginator.num_pages, _href(state | {"page": "{}"}).replace("%7B%7D", "{}")),
        csv_href=f"{reverse('funding:outside_funds_csv')}?{urlencode(form.asked)}",
        kept=[("sort", sort)],
        may_add=rules.may_keep_other_funds(roles),
    )


def _lede(on: dt.date) -> str:
    counts = [OutsideFund.objects.filter(_when(name, on)).count() for name in ("open", "soon", "old")]
    return f"{counts[0]} take bids now, {counts[1]} close within four weeks, {counts[2]} to be looked at again."


def _chip(form: OtherFundsFilterForm, name: str, value: str) -> str:
    named: dict[str, str] = {} if name == "q" else dict(form.fields[name].choices)  # type: ignore[attr-defined]
    return WHEN[value] if name == "when" else named.get(value, value)


def _href(state: dict[str, str], without: str = "") -> str:
    said = {name: value for name, value in state.items() if name != without}
    return f"{reverse('funding:outside_funds')}?{urlencode(said)}"


def _table(rows: list[Any], on: dt.date) -> Table:
    columns = [Column("Fund"), Column("Awards"), Column("Where"), Column("How it stands"), Column("Bids", numeric=True),
               Column("Won", numeric=True)]  # fmt: skip
    shown = [
        Row([
            Link(row.name, reverse("funding:outside_fund", args=[row.slug]), f"{row.giver}. {row.get_theme_display()}"),
            amounts(row), places(row), stands(row, on), str(row.bids_sent), pounds(row.won) if row.won else "",
        ])
        for row in rows
    ]  # fmt: skip
    return Table("Other people’s funds", columns, shown, empty="No fund is like this. Add the one that you know of.")


def stands(row: OutsideFund, on: dt.date) -> Tag:
    """Return how a fund stands on a day: late where its time is short or nobody has looked for long."""
    if row.ended_on is not None and row.ended_on <= on:
        return Tag("Off the list", "done")
    if row.closes_on is not None and row.closes_on < on:
        return Tag(f"Closed {long_date(row.closes_on)}", "done")
    if row.opens_on is not None and row.opens_on > on:
        return Tag(f"Opens {long_date(row.opens_on)}", "open")
    if row.closes_on is None:
        old = (on - row.checked_on).days > CHECK_AGAIN
        return Tag("Look at it again" if old else "Always open", "late" if old else "open")
    soon = (row.closes_on - on).days <= SOON
    return Tag(f"Closes {long_date(row.closes_on)}", "late" if soon else "open")


@dataclass(frozen=True)
class OutsideFundPage:
    """One fund on the desk, its bids, and what may be done."""

    fund: OutsideFund
    stands: Tag
    facts: list[tuple[str, str]]
    bids: Table
    sums: str
    follows: bool
    may_follow: Verdict
    may_keep: Verdict
    may_end: Verdict
    invented: str


def outside_fund_page(fund: Any, roles: Roles) -> OutsideFundPage:
    """Return a fund's page for somebody at the desk."""
    bids, keeps = queries.bids_of(fund), rules.may_keep_other_funds(roles)
    return OutsideFundPage(
        fund=fund,
        stands=stands(fund, roles.on),
        facts=_facts(fund),
        bids=_bids(bids, keeps),
        sums=_sums(bids),
        follows=queries.follows(fund, roles.user),
        may_follow=rules.may_follow(fund, roles.on),
        may_keep=keeps,
        may_end=rules.may_end_fund(roles, fund),
        invented=INVENTED if fund.invented else "",
    )


def _facts(fund: OutsideFund) -> list[tuple[str, str]]:
    opens = long_date(fund.opens_on) if fund.opens_on else "Not said"
    closes = long_date(fund.closes_on) if fund.closes_on else "None: it is always open"
    return [
        ("Theme", fund.get_theme_display()), ("Awards", amounts(fund)), ("Where", places(fund)), ("Opens", opens),
        ("Last day for bids", closes), ("Last checked", long_date(fund.checked_on)),
        ("Followed by", count_of(fund.followers.count(), "person", "people")),
    ]  # fmt: skip


def _bids(bids: list[OutsideBid], keeps: Verdict) -> Table:
    columns = [Column("Bid"), Column("Asked for", numeric=True), Column("Sent"), Column("Result"),
               Column("Won", numeric=True)]  # fmt: skip
    rows = [
        Row([
            _bid_link(bid, keeps), pounds(bid.asked_pence), long_date(bid.sent_on), _result(bid),
            pounds(bid.won_pence) if bid.won_pence else "",
        ])
        for bid in bids
    ]  # fmt: skip
    return Table("Bids from here", columns, rows, hidden_caption=True, empty="No bid is entered yet.")


def _bid_link(bid: OutsideBid, keeps: Verdict) -> Any:
    said = f"{bid.bidder}: {bid.title}"
    if not keeps or bid.result != BidResult.WAITING:
        return said
    return Link(said, reverse("funding:settle_bid", args=[bid.pk]), "Enter the result")


def _result(bid: OutsideBid) -> str:
    return f"{bid.get_result_display()}, {long_date(bid.settled_on)}" if bid.settled_on else bid.get_result_display()


def _sums(bids: list[OutsideBid]) -> str:
    if not bids:
        return "Nobody from here has bid yet, as far as we know."
    won = [bid for bid in bids if bid.result == BidResult.WON]
    return f"{count_of(len(bids), 'bid')}, {len(won)} won: {pounds(sum(bid.won_pence for bid in won))} in all."
