"""What an award of ring-fenced money rests on, as it is shown, and what waits for the housing officer."""

from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.design.words import count_of
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds

from ..models import Application, LevyAnswer, Particulars, TenantBenefit


def answer_facts(application: Application) -> list[tuple[str, str]]:
    """Return the answers to the tests of an award; empty where its fund asks for none."""
    levy = LevyAnswer.objects.filter(application=application).prefetch_related("developments").first()
    benefit = TenantBenefit.objects.filter(application=application).first()
    facts: list[tuple[str, str]] = []
    if levy is not None:
        named = "; ".join(str(one) for one in levy.developments.all())
        facts += [("Demands of development that it meets", levy.demands), ("Of which development", named),
                  ("How the community was engaged", levy.engaged)]  # fmt: skip
    if benefit is not None:
        facts += [("How council tenants benefit", benefit.statement), ("Homes", homes_words(benefit)),
                  ("Who pays", split_words(benefit)), ("Signed off", signed_words(benefit))]  # fmt: skip
    return facts


def quotes_of(application: Application) -> dict[str, list[str]]:
    """Return what the group itself says, by the question of the tests beside which it stands."""
    row = Particulars.objects.filter(application=application).first()
    if row is None:
        return {}
    serves = f"It serves “{application.priority.title}”." if application.priority else ""
    people = f" of about {row.people:,} people who benefit" if row.people else ""
    among = f"About {row.tenants:,}{people} are council tenants." if row.tenants else ""
    said = {"demands": [serves, row.demands] if row.demands else [], "statement": [row.tenant_benefit],
            "tenancies": [among]}  # fmt: skip
    found = {name: [text for text in texts if text] for name, texts in said.items()}
    return {name: texts for name, texts in found.items() if texts}


def homes_words(row: TenantBenefit) -> str:
    """Return how many of the homes are council tenancies."""
    return f"{row.tenancies:,} of {row.homes:,} homes that benefit are council tenancies"


def split_words(row: TenantBenefit) -> str:
    """Return who pays which part of the cost, and why where it is not the tenants' share."""
    said = f"Of {pounds(row.cost_pence)}, council rents can pay {pounds(row.housing_pence)}"
    if row.general_pence:
        said += f", and {row.other_source} pays {pounds(row.general_pence)}"
    return f"{said}. {row.override_reason}".strip() if row.override_reason else f"{said}."


def signed_words(row: TenantBenefit) -> str:
    """Return whether and when a housing officer signed it off."""
    if row.signed_at is None:
        return "Waits for a housing officer. It is not paid before."
    return f"By a housing officer on {long_date(london_date(row.signed_at))}."


@dataclass(frozen=True)
class HousingPage:
    """Awards of housing money that wait for a housing officer, the oldest first, and the latest that were signed."""

    lede: str
    waiting: Table
    signed: Table


SHOWN = 50


def housing_page() -> HousingPage:
    """Return the housing officer's page. Two queries, whatever the number."""
    rows = TenantBenefit.objects.select_related("application__organisation", "application__ward")
    waiting = list(rows.filter(signed_by=None).order_by("at", "pk")[:SHOWN])
    signed = list(rows.exclude(signed_by=None).order_by("-signed_at", "-pk")[:SHOWN])
    awaits = f"{count_of(len(waiting), 'award')} {'waits' if len(waiting) == 1 else 'wait'} for you."
    return HousingPage(
        lede=f"{awaits} Housing money is tenants’ rent: it pays for what benefits them, and for their share only.",
        waiting=_table("Waiting for you", waiting, "No award waits for you."),
        signed=_table("Signed off", signed, "Nothing is signed off yet."),
    )


def _table(caption: str, rows: list[TenantBenefit], empty: str) -> Table:
    columns = [
        Column("Award"),
        Column("Ward"),
        Column("Amount", numeric=True),
        Column("Tenancies"),
        Column("Signed off"),
    ]
    shown = [
        Row([
            Link(row.application.reference, reverse("funding:sign_off", args=[row.application.reference]),
                 f"{row.application.title}, {row.application.organisation}"),
            row.application.ward.name, pounds(row.application.pence), f"{row.tenancies:,} of {row.homes:,}",
            long_date(london_date(row.signed_at)) if row.signed_at else "Not yet",
        ])
        for row in rows
    ]  # fmt: skip
    return Table(caption, columns, shown, empty=empty)
