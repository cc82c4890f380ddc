"""What everybody may see of the money: the year's funds, ward by ward, and every award. Nothing personal."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from wapentake.design.pictures import Column, FundLine, Link, Row, Table
from wapentake.design.words import count_of
from wapentake.foundation.calendars import FinancialYear, long_date, start_of_day
from wapentake.foundation.money import pounds
from wapentake.places.models import Cluster, Ward
from wapentake.places.queries import clusters_of, wards_on

from .. import queries, rules
from ..models import Application, Decision, Fund, ReviewClosed
from ..queries import Pot, Record
from ..queries.as_at import used_of
from ..queries.cancellations import released
from ..queries.money import came_back
from ..queries.refusals import office_of, refusals
from ..queries.statement import statement_years
from ..rules.clusters import VOTERS
from ..states import ApplicationState, DecisionKind, LegalBasis
from ..states.refs import MONEY
from .award_tests import answer_facts
from .cancellations import cancelled_words, kept_of
from .declared import declared_words
from .footing import copy_words, delegation_fact
from .freezes import override_words
from .money import line_of, ward_href
from .officer_checks import checked_facts
from .projects import PublishedProject, published_project
from .purposes import used_for_now
from .recorded import minute_facts
from .refusals import refusal_paths, refused_table
from .routing import votes_by_name
from .statement import statement_href

# So many awards stand on the page; each ward's page and the file have all of them.
SHOWN = 20


def award_paths() -> list[str]:
    """Return the address of every award that was ever approved, withdrawn or not, and of every published refusal."""
    decided = Decision.objects.filter(kind=DecisionKind.APPROVE)
    references = decided.order_by("application__reference").values_list("application__reference", flat=True)
    return [*(reverse("funding:award", args=[reference]) for reference in references), *refusal_paths()]


def award_near(refs: Collection[str]) -> dict[str, bool]:
    """Return the addresses of awards and refusals that some refs may add, for the published site."""
    named = [ref.partition(":")[2] for ref in refs]
    decided = (Decision.objects.filter(kind=DecisionKind.APPROVE), refusals())
    rows = (each.filter(application__reference__in=named).select_related(None).order_by() for each in decided)
    there = {reference for each in rows for reference in each.values_list("application__reference", flat=True)}
    return {reverse("funding:award", args=[reference]): reference in there for reference in named}


@dataclass(frozen=True)
class AwardPage:
    """The published record of an award: what the Transparency Code and SI 2012/2089 ask for."""

    application: Application
    payee: str
    facts: list[tuple[str, str]]
    state: str
    support: Decision | None
    approval: Decision
    approved_by: str
    footing: str
    declared: str
    votes: list[tuple[str, str]]
    ward_href: str
    refs: set[str]
    looked_at: list[ReviewClosed]
    checked: list[tuple[str, str]]
    copy: str
    records: list[Record]
    project: PublishedProject | None


def award_page(reference: str, on: dt.date) -> AwardPage | None:
    """Return an award's page on a day, or nothing where nothing was awarded under this reference."""
    application = queries.for_its_page(reference)
    approval = queries.decision_of(application, DecisionKind.APPROVE) if application else None
    if application is None or approval is None:
        return None
    support = queries.decision_of(application, DecisionKind.SUPPORT)
    return AwardPage(
        application=application,
        payee=queries.payee_of(application).name,
        facts=_facts(application, approval) + minute_facts(application) + answer_facts(application),
        state=_state(application),
        support=support,
        approval=approval,
        approved_by=office_of(approval),
        footing=_footing(support, approval),
        declared=declared_words(application, support, approval),
        votes=votes_by_name(application),
        ward_href=ward_href(application.ward, on),
        refs={application.ref, application.ward.ref, application.organisation.ref}
        | queries.whose(application).holder_refs,
        looked_at=queries.told_of(application),
        checked=checked_facts(approval),
        copy=copy_words(support),
        records=queries.records_of(approval),
        project=published_project(application),
    )


def _footing(support: Decision | None, approval: Decision) -> str:
    """Return on what footing it was decided: of members who voted, that they recommend together."""
    first = support if support is not None and support.basis == LegalBasis.MEMBERS else approval
    return f"{first.get_basis_display()}."


def _facts(application: Application, approval: Decision) -> list[tuple[str, str]]:
    payee, now = queries.payee_of(application), queries.named_now(application)
    sector = application.organisation.get_sector_display().lower()
    facts = [
        ("Amount", pounds(application.pence)),
        ("To", f"{payee.name} ({sector}{f', now known as {now}' if now else ''})"),
        ("Registered number", payee.number or "None"),
        ("What for", application.title),
        ("Fund", f"{application.fund}, {FinancialYear(application.year).label}"),
        ("Ward", application.ward.name),
        ("Awarded on", long_date(approval.on)),
        delegation_fact(application, approval.on),
    ]
    if used := used_for_now(application):
        facts.insert(4, ("Used for now", used))
    if application.councillor is not None:
        facts.insert(-3, ("Councillor", str(application.councillor)))
    if application.cluster is not None:
        facts.insert(-3, ("Held by", f"{application.cluster}, a cluster of wards. {VOTERS}"))
    facts += [("In spite of an award freeze", said) for said in override_words(application)]
    if application.priority is not None:
        facts.append(("Ward priority that it serves", application.priority.title))
    return facts


def _state(application: Application) -> str:
    cancelled = cancelled_words(application)
    if application.state == ApplicationState.CANCELLED:
        return f"Cancelled by the council. {cancelled}"
    if application.state == ApplicationState.WITHDRAWN:
        return "Withdrawn before it was paid: the money is left to award again."
    if application.state == ApplicationState.APPROVED:
        paid = rules.paid_words(application)
        return f"{paid}. The rest is committed." if paid else "Committed: awarded, not yet paid."
    returned = came_back(application)
    said = ["Paid.", f"{pounds(returned)} of it came back." if returned else "", cancelled]
    return " ".join(filter(None, said))


def money_paths() -> list[str]:
    return [reverse("funding:money")]


@dataclass(frozen=True)
class MoneyPage:
    """A year of the borough's money. `until` is when the next year begins."""

    year: FinancialYear
    as_at: dt.date
    lines: list[FundLine]
    funds: Table
    spelt_out: str
    left: int
    allotted: int
    wards: Table
    awards: Table
    awarded: int
    more: int
    refused: Table
    by_ward: list[tuple[str, str]]
    agrees: bool
    files: list[tuple[str, str]]
    statements: list[tuple[str, str]]
    refs: set[str]
    until: dt.datetime


def money_page(on: dt.date) -> MoneyPage:
    """Return the year that a day falls in. Every figure is a sum over the ledger; the sums are compared here."""
    year = FinancialYear.of(on)
    totals, by_ward = [pot for pot in queries.totals(year) if pot.allotted], queries.pots_by_ward(year)
    clusters = queries.pots_of_clusters(year)
    awards = queries.awards(year=year).annotate(cancelled_pence=released())
    awarded = awards.count()
    across = sum(pot.allotted for pots in (*by_ward.values(), *clusters.values()) for pot in pots)
    # An award is listed whole, also what came back of it and is left to award again.
    spent = sum(used_of(pot) + pot.settled for pot in totals)
    return MoneyPage(
        year=year,
        as_at=on,
        lines=[line_of(pot) for pot in totals if pot.allotted],
        funds=_funds_table(totals),
        spelt_out=queries.spelt_out(totals),
        left=sum(pot.left for pot in totals),
        allotted=sum(pot.allotted for pot in totals),
        wards=_wards_table(by_ward, clusters, totals, on),
        awards=_awards_table(list(awards[:SHOWN])),
        awarded=awarded,
        more=max(0, awarded - SHOWN),
        refused=refused_table(year),
        by_ward=[(ward.name, reverse("funding:ward_awards", args=[ward.slug])) for ward in wards_on(on)],
        agrees=across == sum(pot.allotted for pot in totals) and spent == sum(kept_of(row) for row in awards),
        statements=[(each.label, statement_href(each)) for each in statement_years()],
        files=[(f"Awards of {each.label}", awards_file(each)) for each in queries.years_with_awards(year)],
        refs={"council:all", MONEY, *(f"fund:{fund.key}" for fund in Fund.objects.all())},
        until=start_of_day(dt.date(year.starts_in + 1, 4, 1)),
    )


def ward_awards_paths(on: dt.date) -> list[str]:
    """Return the address of the year's awards of every ward of a day."""
    return [reverse("funding:ward_awards", args=[ward.slug]) for ward in wards_on(on)]


@dataclass(frozen=True)
class WardAwardsPage:
    """A year's awards in a ward. `until` is when the next year begins."""

    ward: str
    ward_href: str
    year: FinancialYear
    lede: str
    clusters: list[tuple[str, str]]
    awards: Table
    refused: Table
    refs: set[str]
    until: dt.datetime


def ward_awards_page(ward: Ward, on: dt.date) -> WardAwardsPage:
    """Return what was awarded in a ward in the year that a day falls in, newest first."""
    year = FinancialYear.of(on)
    rows: list[Any] = list(queries.awards(ward=ward, year=year).annotate(cancelled_pence=released()))
    own = [row for row in rows if row.cluster is None]
    lede = f"{count_of(len(own), 'award')}, {pounds(sum(kept_of(row) for row in own))} in all."
    if shared := len(rows) - len(own):
        lede += f" {count_of(shared, 'award')} more {'is' if shared == 1 else 'are'} from money that a cluster holds."
    return WardAwardsPage(
        ward=ward.name,
        ward_href=reverse("site:ward", args=[ward.slug]),
        year=year,
        lede=lede if rows else "Nothing has been awarded yet this year.",
        clusters=[(one.name, reverse("funding:cluster", args=[one.slug])) for one in clusters_of(ward, on)],
        awards=_awards_table(rows),
        refused=refused_table(year, ward),
        refs={ward.ref, "council:all"},
        until=start_of_day(dt.date(year.starts_in + 1, 4, 1)),
    )


def awards_file(year: FinancialYear) -> str:
    """Return the address of a year's awards as a file."""
    return reverse("funding:awards_csv", args=[year.starts_in])


FIGURES = {
    "Allotted": "allotted", "Paid": "paid", "Committed": "committed", "Reserved": "reserved",
    "Returned, not settled": "returned", "Left": "left",
}  # fmt: skip


def _funds_table(totals: list[Pot]) -> Table:
    columns = [Column("Fund"), *(Column(name, numeric=True) for name in FIGURES)]
    rows = [Row([pot.fund.name, *_figures([pot])]) for pot in totals]
    return Table(
        "The same, to the penny", columns, rows, total=Row(["All funds", *_figures(totals)]), hidden_caption=False
    )


def _wards_table(
    by_ward: dict[int, list[Pot]], clusters: dict[str, list[Pot]], totals: list[Pot], on: dt.date
) -> Table:
    columns = [Column("Ward")]
    columns += [Column(name, numeric=True) for name in FIGURES]
    wards = Ward.objects.filter(pk__in=by_ward).select_related("edition").order_by("name")
    rows = [Row([Link(ward.name, ward_href(ward, on)), *_figures(by_ward[ward.pk])]) for ward in wards]
    held = dict(Cluster.objects.filter(name__in=clusters).values_list("name", "slug")) if clusters else {}
    rows += [
        Row([Link(f"Held by {name}", reverse("funding:cluster", args=[held[name]])), *_figures(pots)])
        for name, pots in clusters.items()
    ]
    whose = "All wards and clusters" if clusters else "All wards"
    return Table("Ward by ward, all funds", columns, rows, total=Row([whose, *_figures(totals)]) if rows else None)


def _figures(pots: list[Pot]) -> list[str]:
    return [pounds(sum(getattr(pot, name) for pot in pots)) for name in FIGURES.values()]


def _awards_table(rows: list[Application]) -> Table:
    columns = [Column("Awarded to"), Column("Ward"), Column("Fund"), Column("Amount", numeric=True), Column("Date")]
    found = [
        Row(
            [
                Link(f"{queries.payee_of(row).name}: {row.title}", reverse("funding:award", args=[row.reference])),
                row.ward.name,
                f"{row.fund} (held by {row.cluster})" if row.cluster else row.fund.name,
                pounds(kept_of(row)),
                long_date(row.decided_on) if row.decided_on else "",
            ]
        )
        for row in rows
    ]
    return Table("Awards this year, newest first", columns, found, empty="No awards yet this year.")


def department() -> str:
    """Return which part of the council awards, as the Transparency Code asks."""
    return f"{settings.WAPENTAKE_COUNCIL} Council, Neighbourhoods"
