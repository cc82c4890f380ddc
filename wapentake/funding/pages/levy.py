"""The desk's pages on the levy: the developments, one of them with its receipts, and how old each pot is."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Table
from wapentake.design.words import count_of
from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import Roles

from .. import queries, rules
from ..forms import LevyFilterForm
from ..forms.levy import WHERE
from ..models import Development, LevyReceipt
from ..states.levy import Placed, ReceiptKind
from .infrastructure import statements_table

PER_PAGE = 25
SORTS = {
    "reference": ("Planning reference", ("reference",)),
    "-last": ("Latest receipt", ("-last", "reference")),
    "-received": ("Largest", ("-received", "reference")),
}


@dataclass(frozen=True)
class LevyPage:
    """The developments that pay the levy, narrowed and sorted as asked."""

    lede: str
    form: LevyFilterForm
    on: int
    chips: list[tuple[str, str]]
    sorts: list[NavLink]
    table: Table
    pages: Pages
    csv_href: str
    kept: list[tuple[str, str]]
    pots: Table
    year: FinancialYear
    statements: Table


def narrowed(form: LevyFilterForm) -> Any:
    """Return the developments that a filter asks for."""
    rows, asked = queries.developments(), form.asked
    if "q" in asked:
        rows = rows.filter(Q(reference__icontains=asked["q"]) | Q(site__icontains=asked["q"]))
    if "ward" in asked:
        rows = rows.filter(ward__code=asked["ward"])
    if "where" in asked:
        rows = rows.filter(parish__isnull=asked["where"] == "out")
    return rows


def levy_page(roles: Roles, asked: dict[str, str]) -> LevyPage:
    """Return the list as asked for: `sort`, `page` and the filters. What cannot be read is left out."""
    form = LevyFilterForm(roles.on, {name: asked.get(name, "") for name in ("q", "ward", "where")})
    sort = asked.get("sort", "") if asked.get("sort") in SORTS else "reference"
    rows = narrowed(form).order_by(*SORTS[sort][1])
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    state = form.asked | {"sort": sort}
    return LevyPage(
        lede=_lede(page.paginator.count),
        form=form,
        on=len(form.asked),
        chips=[(_chip(form, name, value), _href(state, name)) for name, value in form.asked.items()],
        sorts=[NavLink(label, _href(state | {"sort": key}), key == sort) for key, (label, _) in SORTS.items()],
        table=_table(list(page.object_list)),
        pages=Pages.of(page.number, page.paginator.num_pages, _href(state | {"page": "{}"}).replace("%7B%7D", "{}")),
        csv_href=f"{reverse('funding:levy_csv')}?{urlencode(form.asked)}",
        kept=[("sort", sort)],
        pots=_pots(roles.on),
        year=FinancialYear.of(roles.on),
        statements=statements_table(roles.on),
    )


def _lede(count: int) -> str:
    if not count:
        return "No development is entered, or none is like this."
    return f"{count_of(count, 'development')}. The money follows the site: in a parish, the local share is its own."


def _chip(form: LevyFilterForm, name: str, value: str) -> str:
    if name == "where":
        return WHERE[value]
    return value if name == "q" else dict(form.fields["ward"].choices).get(value, value)  # type: ignore[attr-defined]


def _href(state: dict[str, str], without: str = "") -> str:
    said = {name: value for name, value in state.items() if name != without}
    return f"{reverse('funding:levy')}?{urlencode(said)}"


def _table(rows: list[Any]) -> Table:
    columns = [Column("Development"), Column("Ward"), Column("Parish"), Column("Received", numeric=True),
               Column("Local share", numeric=True), Column("Where the share is")]  # fmt: skip
    shown = [
        Row([
            Link(row.reference, reverse("funding:development", args=[row.pk]), row.site),
            row.ward.name, str(row.parish or "None"), pounds(row.received), pounds(row.share), _where(row),
        ])
        for row in rows
    ]  # fmt: skip
    return Table("Developments that pay the levy", columns, shown, empty="No development is like this.")


def _where(row: Any) -> str:
    if row.withdrawn_on is not None:
        return f"Withdrawn on {long_date(row.withdrawn_on)}"
    if row.last is None:
        return "Nothing received yet"
    if row.parish is not None:
        return f"For {row.parish}"
    return "Waits for the fund’s year" if row.waits else "In the ward’s pot"


AGES = (
    ("Under one year", 0, 1),
    ("One to three years", 1, 3),
    ("Three to five years", 3, 5),
    ("Over five years", 5, 99),
)


def _pots(on: dt.date) -> Table:
    """Return how old the money in each pot is: what is left counts as the latest that came in."""
    left = _left(on)
    shares: dict[Any, list[tuple[dt.date, int]]] = {}
    for row in queries.oldest_first().exclude(transfer=None):
        shares.setdefault(row.ward, []).append((row.on, row.share))
    rows = []
    for ward, lines in sorted(shares.items(), key=lambda each: each[0].number):
        ages = aged(lines, left.get(ward.pk, 0), on)
        came = sum(pence for _, pence in lines)
        href = f"{reverse('funding:levy')}?{urlencode({'ward': ward.code, 'where': 'out'})}"
        rows.append(Row([Link(ward.name, href), pounds(came), pounds(left.get(ward.pk, 0)), *map(pounds, ages)]))
    columns = [Column("Ward"), Column("Came in", numeric=True), Column("Left", numeric=True)]
    columns += [Column(label, numeric=True) for label, _, _ in AGES]
    return Table("What is left in each ward’s pot, by age", columns, rows, empty="No pot holds levy of a development.")


def _left(on: dt.date) -> dict[int, int]:
    fund = queries.levy_fund()
    holders = queries.holders_of(fund, FinancialYear.of(on)) if fund else []
    return {one.ward.pk: one.pot.left for one in holders if one.ward}


def aged(lines: list[tuple[dt.date, int]], left: int, on: dt.date) -> list[int]:
    """Return what is left by age, in pence: the oldest money is spent first, so what is left came in last."""
    found = [0] * len(AGES)
    for day, pence in reversed(lines):
        part = min(pence, left) if pence > 0 else 0
        left -= part
        years = on.year - day.year - ((on.month, on.day) < (day.month, day.day))
        place = next((i for i, (_, least, most) in enumerate(AGES) if least <= years < most), 0)
        found[place] += part
    return found


@dataclass(frozen=True)
class DevelopmentPage:
    """One development: where it lies and how that is known, its receipts and what became of each share."""

    development: Development
    facts: list[tuple[str, str]]
    table: Table
    sums: str
    receive_href: str


def development_page(development: Development) -> DevelopmentPage:
    """Return a development's page."""
    rows = queries.receipts_of(development)
    gone: dict[int, int] = {}
    for row in rows:
        if row.corrects_id:
            gone[row.corrects_id] = gone.get(row.corrects_id, 0) - row.pence
    columns = [Column("Line"), Column("Amount", numeric=True), Column("Per cent", numeric=True),
               Column("Local share", numeric=True), Column("What became of it"), Column("Put right")]  # fmt: skip
    lines = [Row(_line(row, gone.get(row.pk, 0))) for row in rows]
    total = Row(["In all", pounds(sum(r.pence for r in rows)), "", pounds(sum(r.share for r in rows)), "", ""])
    return DevelopmentPage(
        development=development,
        facts=_facts(development),
        table=Table("What was received", columns, lines, total=total if rows else None, empty="Nothing received yet."),
        sums=_sums(rows),
        receive_href=reverse("funding:receive_levy", args=[development.pk]),
    )


def _line(row: LevyReceipt, gone: int) -> list[Any]:
    why = f" {row.reason}" if row.reason else ""
    said = f"{row.get_kind_display()}, {long_date(row.on)}"
    right: Any = "All of it is back" if gone and gone == row.pence else ""
    if row.kind == ReceiptKind.RECEIVED and gone < row.pence:
        note = f"{pounds(gone)} is back" if gone else ""
        about = f"{pounds(row.pence)}, {said[:1].lower()}{said[1:]}"
        right = Link("Take back", reverse("funding:take_back_levy", args=[row.pk]), note, about)
    return [said, pounds(row.pence), f"{row.percent}%", pounds(row.share), f"{became(row)}{why}", right]


def became(row: LevyReceipt) -> str:
    """Return what became of a line's share, as a sentence."""
    share = pounds(abs(row.share))
    if not row.share:
        return "No share: the year’s limit for the area is reached." if row.cap is not None else "No share."
    if row.parish is not None:
        return f"{share} is for {row.parish}." if row.share > 0 else f"{share} less for {row.parish}."
    if row.transfer_id is None:
        return f"{share} waits until the fund’s year is open and allotted."
    return f"{share} {'came into' if row.share > 0 else 'left'} the pot of {row.ward}."


def _facts(one: Development) -> list[tuple[str, str]]:
    point = f"{one.latitude:.5f}, {one.longitude:.5f}" if one.latitude is not None else "Not entered"
    ward = f"{one.ward}, {Placed(one.ward_placed).label.lower()}"
    parish = f"{one.parish or 'None at the site'}, {Placed(one.parish_placed).label.lower()}"
    plan = f"{one.plan}, since {long_date(one.plan.from_date)}" if one.plan else "None"
    facts = [("Site", one.site), ("Point", point), ("Ward", ward), ("Parish", parish), ("Neighbourhood plan", plan)]
    facts.append(("New dwellings", f"{one.dwellings:,}"))
    if one.ward_reason:
        facts.append(("Why by hand", one.ward_reason))
    if one.withdrawn_on is not None:
        facts.append(("Withdrawn", f"{long_date(one.withdrawn_on)}. {one.withdrawn_why}"))
    return facts


def _sums(rows: list[LevyReceipt]) -> str:
    if not rows:
        return "Nothing received yet. Enter the first instalment once it has come."
    strategic, kept = sum(row.strategic for row in rows), sum(row.kept for row in rows)
    local = sum(row.share for row in rows)
    rest = f"{pounds(strategic)} for larger infrastructure, {pounds(kept)} for administration"
    return f"{pounds(local)} local, {rest}."


def change_lead(development: Development) -> str:
    """Return what an officer should know before putting a development right."""
    rows = queries.standing_receipts(development)
    if not rows:
        return "Nothing was received yet, so no money moves."
    return (
        f"{count_of(len(rows), 'receipt')} stand{'s' if len(rows) == 1 else ''}. If another ward, parish or plan is "
        "right, each is taken out and entered anew on its day, so that its share follows the site."
    )


def withdraw_lead(development: Development) -> str:
    """Return what goes with a development that is withdrawn."""
    rows = queries.standing_receipts(development)
    pence, share = sum(row.left for row in rows), sum(row.share_left for row in rows)
    if not rows:
        return "Nothing stands of its receipts. It stays on the list, marked as withdrawn, and can be put back."
    return (
        f"{pounds(pence)} stands of its receipts, with a local share of {pounds(share)}: all of it is taken out. A pot "
        "must have so much left. It stays on the list, marked as withdrawn."
    )


def receipt_lead(development: Development, on: dt.date) -> str:
    """Return what an officer should know before entering a receipt: whose it would be today, and what is taken."""
    try:
        share = rules.worked_out(development, on, 0)
    except Refused as refused:
        return refused.reason
    return f"Received today, its local share would go to {share.goes_to}: {share.words}"
