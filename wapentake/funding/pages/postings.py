"""The postings behind a figure of a fund, and one posting with its legs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse

from wapentake.design.pictures import Column, Link, Pages, Row, Table
from wapentake.design.words import brief_date, count_of
from wapentake.foundation.calendars import FinancialYear, clock_time, london_date, long_date
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Account, Entry, Fund, Transfer
from ..queries import ALLOTTED, Holder, Whose
from ..states import Stage

FIGURES = (ALLOTTED, "reserved", "committed", "paid", "returned", "left")
# What becomes of money at and after the year's end, shown where there is any.
LATER = {"carried": "Carried over", "lapsed": "Lapsed", "refunded": "Came back late"}
LATER |= {"settled": "Came back, and was settled", "given_on": "Came back late, left again"}
PER_PAGE = 50
# Whose act a posting was that no person ordered.
THE_PROGRAM = "The program"


def who(transfer: Transfer) -> str:
    """Return who ordered a posting."""
    return transfer.by.name if transfer.by else THE_PROGRAM


def year_href(fund: Fund, year: FinancialYear) -> str:
    """Return the address of a fund's year."""
    return reverse("funding:fund_year", args=[fund.key, year.starts_in])


def postings_href(fund: Fund, year: FinancialYear, figure: str, holder: Holder | None = None) -> str:
    """Return the address of the postings behind a figure."""
    asked = {"figure": figure}
    if holder is not None:
        named = {
            "ward": holder.ward.code if holder.ward else "",
            "councillor": holder.councillor.slug if holder.councillor else "",
            "cluster": holder.cluster.slug if holder.cluster else "",
        }
        asked |= {name: value for name, value in named.items() if value}
    return f"{reverse('funding:postings', args=[fund.key, year.starts_in])}?{urlencode(asked)}"


@dataclass(frozen=True)
class PostingsPage:
    """Every posting behind one figure, newest first; they add up to it."""

    title: str
    fund: Fund
    year: FinancialYear
    words: str
    table: Table
    pages: Pages


def postings_page(
    fund: Fund,
    year: FinancialYear,
    asked: dict[str, str],
    holder: Whose | None = None,
) -> PostingsPage:
    """Return the postings behind a figure: `figure`, `page`. A figure that does not exist means all of them."""
    figure = asked.get("figure", "") if asked.get("figure") in (*FIGURES, *LATER) else ""
    entries = queries.postings(fund, year, figure, holder=holder)
    whose = holder.in_full if holder else "all holders"
    page = Paginator(entries, PER_PAGE).get_page(asked.get("page"))
    kept = {name: value for name, value in asked.items() if name != "page"}
    total = queries.sum_of(entries)
    return PostingsPage(
        title=f"{LATER.get(figure, figure.capitalize()) or 'All postings'}: {whose}",
        fund=fund,
        year=year,
        words=f"{count_of(page.paginator.count, 'posting')}, {pounds(total)} in all.",
        table=_postings_table(list(page.object_list), total if page.paginator.num_pages == 1 else None),
        pages=Pages.of(page.number, page.paginator.num_pages, f"?{urlencode({**kept, 'page': ''})}{{}}"),
    )


def _postings_table(entries: list[Entry], total: int | None) -> Table:
    columns = [Column("Posting"), Column("What"), Column("Holder"), Column("By"), Column("Amount", numeric=True)]
    rows = [Row([_number(one.transfer), _what(one), holder_name(one.account), who(one.transfer), pounds(one.pence)])
            for one in entries]  # fmt: skip
    sum_row = Row(["In all", "", "", "", pounds(total)]) if total is not None and rows else None
    return Table("Postings, newest first", columns, rows, total=sum_row, empty="There is no posting behind this.")


def _number(transfer: Transfer) -> Link:
    made = brief_date(transfer.on) if _is_of_its_day(transfer) else counted_words(transfer)
    return Link(f"Number {transfer.pk}", reverse("funding:transfer", args=[transfer.pk]), made)


def _is_of_its_day(transfer: Transfer) -> bool:
    return london_date(transfer.at) == transfer.on


def counted_words(transfer: Transfer) -> str:
    """Return in which year a posting counts that was made after it, and when: what settles a year has its last day."""
    made = long_date(london_date(transfer.at))
    return f"Counted in {FinancialYear.of(transfer.on).label}, made on {made}"


def _what(entry: Entry) -> str:
    kind, application = entry.transfer.get_kind_display(), entry.transfer.application
    return f"{kind}: {application.organisation}, {application.reference}" if application else kind


def holder_name(account: Account) -> str:
    """Return whose pot an account is."""
    return "The fund itself" if account.stage == Stage.SOURCE else queries.whose(account).in_full


@dataclass(frozen=True)
class TransferPage:
    """One posting with its legs, what it corrects or was corrected by, and whether it may be corrected."""

    transfer: Transfer
    title: str
    facts: list[tuple[str, str]]
    links: list[tuple[str, str]]
    legs: Table
    may_reverse: Verdict


def transfer_page(transfer: Transfer, roles: Roles) -> TransferPage:
    legs = queries.legs_of(transfer)
    return TransferPage(
        transfer=transfer,
        title=f"Posting {transfer.pk}: {transfer.get_kind_display().lower()}",
        facts=_facts(transfer, queries.reason_of(transfer, legs)),
        links=_links(transfer, legs, roles),
        legs=_legs_table(legs),
        may_reverse=rules.may_reverse(roles, transfer),
    )


def _facts(transfer: Transfer, reason: str) -> list[tuple[str, str]]:
    facts = [
        ("Date", long_date(transfer.on) if _is_of_its_day(transfer) else counted_words(transfer)),
        ("Written", f"{long_date(london_date(transfer.at))} at {clock_time(transfer.at)}"),
        ("By", who(transfer)),
    ]
    if reason:
        facts.append(("Why", reason))
    return facts


def _links(transfer: Transfer, legs: list[Entry], roles: Roles) -> list[tuple[str, str]]:
    found = []
    application = transfer.application
    if application and queries.applications_visible_to(roles).filter(pk=application.pk).exists():
        href = reverse("funding:application", args=[application.reference])
        found.append((f"The application: {application.reference}", href))
    if transfer.reverses is not None:
        href = reverse("funding:transfer", args=[transfer.reverses_id])
        found.append((f"It corrects posting {transfer.reverses_id}", href))
    corrected: Any = getattr(transfer, "reversed_by", None)
    if corrected is not None:
        href = reverse("funding:transfer", args=[corrected.pk])
        found.append((f"It was corrected by posting {corrected.pk}", href))
    for account in {leg.account.fund_id: leg.account for leg in legs}.values():
        year = FinancialYear(account.year)
        found.append((f"{account.fund}, {year.label}", year_href(account.fund, year)))
    return found


def _legs_table(legs: Sequence[Entry]) -> Table:
    columns = [Column("Pot"), Column("Fund and year"), Column("Stage"), Column("Amount", numeric=True)]
    rows = [
        Row(
            [
                holder_name(leg.account),
                f"{leg.account.fund}, {FinancialYear(leg.account.year).label}",
                Stage(leg.account.stage).label,
                pounds(leg.pence),
            ]
        )
        for leg in legs
    ]
    return Table("Its legs, which add up to nought", columns, rows, hidden_caption=False)
