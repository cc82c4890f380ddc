"""The public record of a refusal: what was refused, who decided, when and why. A voluntary group is not named in it."""

import datetime as dt
import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.money import pounds
from wapentake.organisations.states import ONE_PERSON, OrganisationKind, Sector
from wapentake.places.models import Ward

from .. import queries
from ..models import Application, Decision
from ..queries.refusals import refusal_of, refusals, who_decided
from ..rules.complaints import Complaint, how_to_complain
from .declared import declared_at_refusal
from .footing import copy_words, delegation_fact
from .money import ward_href
from .routing import votes_by_name

# So many refusals stand on a page of the money.
SHOWN = 20
GROUP = "A voluntary group"
UNNAMED = (
    "The group is not named, and where its name stood in the reasons they say “the group”. The law asks for a record "
    "of the decision, not of who was refused."
)


def refusal_paths() -> list[str]:
    """Return the address of the record of every refusal that has one."""
    references = refusals().values_list("application__reference", flat=True)
    return [reverse("funding:award", args=[reference]) for reference in references]


@dataclass(frozen=True)
class RefusalPage:
    """The published record of a refusal."""

    application: Application
    who: str
    facts: list[tuple[str, str]]
    decided: str
    on: dt.date
    reasons: str
    alternatives: str
    declared: str
    basis: str
    unnamed: str
    copy: str
    votes: list[tuple[str, str]]
    complaint: Complaint
    ward_href: str
    refs: set[str]


def refusal_page(reference: str, on: dt.date) -> RefusalPage | None:
    """Return the record of a refusal, or nothing where none is published under this reference."""
    decision = refusal_of(reference)
    if decision is None:
        return None
    application = decision.application
    return RefusalPage(
        application=application,
        who=asker(application),
        facts=_facts(application, decision),
        decided=capfirst(who_decided(application, decision)),
        on=decision.on,
        reasons=unnamed(application, decision.reasons),
        alternatives=unnamed(application, decision.alternatives) or "Nothing was recorded.",
        declared=declared_at_refusal(application, decision),
        basis=decision.get_basis_display(),
        unnamed=UNNAMED if is_unnamed(application) else "",
        copy=copy_words(decision),
        votes=[(name, unnamed(application, said)) for name, said in votes_by_name(application)],
        complaint=how_to_complain(),
        ward_href=ward_href(application.ward, on),
        refs={application.ref, application.ward.ref, application.organisation.ref}
        | queries.whose(application).holder_refs,
    )


def is_unnamed(application: Application) -> bool:
    """Say whether a refusal leaves out who asked: volunteers, and people, who did nothing but ask."""
    group = application.organisation
    return group.sector == Sector.VOLUNTARY or group.kind == OrganisationKind.PERSON


def asker(application: Application) -> str:
    """Return who asked, as the record of a refusal says it: a public or private body by its name."""
    group = application.organisation
    if group.kind == OrganisationKind.PERSON:
        return ONE_PERSON
    return GROUP if is_unnamed(application) else group.name


def unnamed(application: Application, text: str) -> str:
    """Return words of a decision without the names of a group that the record does not name."""
    if not is_unnamed(application):
        return text
    names = {application.organisation.name, application.typed_name, application.contact_name} - {""}
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", "the group", text, flags=re.IGNORECASE)
    return text


def _facts(application: Application, decision: Decision) -> list[tuple[str, str]]:
    sector = application.organisation.get_sector_display().lower()
    facts = [
        ("Asked for", pounds(application.pence)),
        ("By", GROUP if asker(application) == GROUP else f"{asker(application)} ({sector})"),
        ("Fund", f"{application.fund}, {FinancialYear(application.year).label}"),
        ("Ward", application.ward.name),
        ("Refused on", long_date(decision.on)),
        delegation_fact(application, decision.on),
    ]
    if application.councillor is not None:
        facts.insert(3, ("Councillor", str(application.councillor)))
    if application.cluster is not None:
        facts.insert(3, ("Held by", str(application.cluster)))
    return facts


def refused_table(year: FinancialYear, ward: Ward | None = None) -> Table:
    """Return the newest refusals of a year with a record, of a ward or of all."""
    columns = [Column("Record"), Column("Ward"), Column("Fund"), Column("Asked for", numeric=True), Column("Date")]
    rows = [
        Row([
            Link(row.application.reference, reverse("funding:award", args=[row.application.reference])),
            row.application.ward.name, row.application.fund.name, pounds(row.application.pence), long_date(row.on),
        ])
        for row in refusals(ward=ward, year=year)[:SHOWN]
    ]  # fmt: skip
    return Table("Refused this year, newest first", columns, rows)
