"""The offer letter: what is offered, on which conditions, until when, and how it was answered."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from wapentake.foundation.calendars import FinancialYear, london_date, long_date
from wapentake.foundation.money import pounds, pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Application
from ..queries import Offer
from ..rules.subsidies import own_words
from ..states.offers import OfferAnswered
from .payee_details import ToDo
from .people import sees_people

YEARS = 3  # this financial year and the two before: Subsidy Control Act 2022, section 36(1)


@dataclass(frozen=True)
class OfferLetter:
    """The letter, for the group's page, the desk's and the file."""

    council: str
    reference: str
    title: str
    group: str
    lede: str
    facts: list[tuple[str, str]]
    terms: list[tuple[str, str]]
    subsidy: list[str]
    until: str
    stands: str
    declares: bool
    sells: bool | None
    may: Verdict
    print: str
    pdf: str


def offer_letter(application: Application, roles: Roles | None, on: dt.date) -> OfferLetter:
    """Return the letter of an award. Raises Http404 where nothing is or was on offer."""
    offer = queries.offer_of(application)
    if offer is None:
        raise Http404("Nothing is on offer here.")
    told = getattr(application, "particulars", None)
    return OfferLetter(
        council=settings.WAPENTAKE_COUNCIL,
        reference=application.reference,
        title="Your offer" if roles is None else f"{application.organisation}: the offer",
        group=queries.payee_of(application).name,
        lede=f"{settings.WAPENTAKE_COUNCIL} Council offers {queries.payee_of(application).name} "
        f"{pounds_short(application.pence)} for {application.title}.",
        facts=[
            ("Amount", pounds(application.pence)),
            ("For", application.title),
            ("From", f"{application.fund}, {application.ward}, {FinancialYear(application.year).label}"),
            ("Awarded on", long_date(offer.made_on)),
            ("Reference", application.reference),
        ],
        terms=[(term.text, term.source) for term in offer.terms],
        subsidy=_subsidy(offer),
        until=f"Answer by {long_date(offer.until)}. After that the offer lapses, and the money is there for others. "
        f"{offer.rule.cited}",
        stands=_stands(offer, named=sees_people(roles)),
        declares=offer.limit is not None,
        sells=told.sells if told is not None else None,
        may=rules.may_answer_offer(roles, application, offer, on),
        print=offer.print,
        pdf=reverse("funding:offer_pdf", args=[application.token]),
    )


def _subsidy(offer: Offer) -> list[str]:
    """Return the notice of section 37(2): what this is, how much, and what the group must confirm before it is paid."""
    if offer.limit is None:
        return []
    limit, rule = offer.limit
    year = FinancialYear.of(offer.made_on)
    first = FinancialYear(year.starts_in - YEARS + 1)
    return [
        f"If the group sells goods or services, this award of {pounds(offer.application.pence)} is given as Minimal "
        "Financial Assistance.",
        f"The group confirms before it is paid that, with this award, it has had no more than "
        f"{pounds_short(limit.pence)} of Minimal Financial Assistance, or assistance for services of public economic "
        f"interest (SPEI), from 1 April {first.starts_in} until now. It "
        f"keeps this letter for three years. {rule.cited}",
        own_words(offer.application, offer.made_on),
    ]


def _stands(offer: Offer, *, named: bool) -> str:
    row = offer.answer
    if row is None:
        return ""
    day = long_date(london_date(row.at))
    if row.answer == OfferAnswered.LAPSED:
        return f"The offer lapsed: it stood until {long_date(row.until)}."
    who = f" by {row.name}" + (f", {row.position}" if row.position else "") if row.name and named else ""
    entered = f" Entered by {row.entered_by.name}." if row.entered_by else ""
    said = f"{row.get_answer_display()} on {day}{who}.{entered}"
    if row.sells is None:
        return said
    if not row.sells:
        return f"{said} It sells no goods or services."
    whence = f" from {row.other_from}" if row.other_from and named else ""
    other = "Other Minimal Financial Assistance, or assistance for services of public economic interest (SPEI)"
    return f"{said} {other}, declared: {pounds(row.other_pence or 0)}{whence}."


def offer_to_do(application: Application, on: dt.date) -> ToDo | None:
    """Return that the group is to answer the offer, while it can."""
    offer = queries.offer_of(application)
    if not rules.may_answer_offer(None, application, offer, on):
        return None
    assert offer is not None
    said = f"Read the conditions, and say by {long_date(offer.until)} whether you accept. Nothing is paid before that."
    href = reverse("funding:answer_offer", args=[application.token])
    return ToDo("We offer you the money", said, "Read and answer the offer", href)


def offer_words(application: Application, *, named: bool = True) -> str:
    """Return in a sentence how an award's offer stands, and by whom it was answered; nothing where none was made."""
    offer = queries.offer_of(application)
    if offer is None:
        return ""
    return _stands(offer, named=named) or f"The group can answer the offer until {long_date(offer.until)}."
