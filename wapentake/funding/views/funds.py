"""Running the funds: set up, open, allot, move, correct, and every posting behind a figure. For money officers."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wapentake.foundation import calendars
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import Councillor
from wapentake.office.queries import DeskRequest
from wapentake.places.models import Cluster, Ward

from .. import actions, forms, pages, queries, rules
from ..models import Transfer
from ..queries import Whose
from ..rules import Allotment
from ..states.rotherham import FUNDS
from .asking import Question, ask, fund_of, ledger_readers_too, money_officers_only, sent, year_of


@ledger_readers_too
def funds(request: DeskRequest) -> HttpResponse:
    """Every fund with how it stands this year."""
    notes = messages.get_messages(request)
    return render(request, "funding/funds.html", {"page": pages.funds_page(request.roles), "notes": notes})


@money_officers_only
def set_up(request: DeskRequest) -> HttpResponse:
    """Set up the four usual funds in one step, with their rules and sources."""
    if request.method == "POST":
        made = actions.set_up_funds(by=request.roles.user, at=calendars.now())
        messages.success(request, f"{len(made)} funds are set up. Open the year of each, then allot its money.")
        return redirect("funding:funds")
    return render(request, "funding/set_up.html", {"rows": FUNDS})


@money_officers_only
def add_fund(request: DeskRequest) -> HttpResponse:
    """Set up a fund of the council's own."""
    question = Question(
        "Add a fund",
        "Add the fund",
        ("Funds", reverse("funding:funds")),
        "It takes no money until you open a year and allot it.",
    )
    form = forms.FundForm(sent(request))

    def act(said: dict[str, Any]) -> tuple[str, str]:
        made = actions.add_fund(form.row, by=request.roles.user, at=calendars.now())
        return f"{made} is set up.", reverse("funding:fund", args=[made.key])

    return ask(request, question, form, act)


@ledger_readers_too
def fund(request: DeskRequest, key: str, year: int | None = None) -> HttpResponse:
    """One fund in a year: this one, if none is asked for."""
    when = year_of(year) if year is not None else FinancialYear.of(request.roles.on)
    page = pages.fund_page(fund_of(key), when, request.roles)
    return render(request, "funding/fund.html", {"page": page, "notes": messages.get_messages(request)})


@money_officers_only
def open_year(request: DeskRequest, key: str, year: int) -> HttpResponse:
    """Open a fund's year, once confirmed."""
    found, when = fund_of(key), year_of(year)
    href = pages.year_href(found, when)
    lead = f"Money of {found} can then move from {calendars.long_date(when.start)} to {calendars.long_date(when.end)}."
    may = rules.may_open_year(request.roles, found, when)
    question = Question(f"Open {when.label} for {found}", f"Open {when.label}", (str(found), href), lead, may)

    def act(_: dict[str, Any]) -> tuple[str, str]:
        actions.open_year(found, when, by=request.roles.user, at=calendars.now())
        return f"{when.label} is open for {found}.", href

    return ask(request, question, _nothing(request), act)


@money_officers_only
def allot(request: DeskRequest, key: str, year: int) -> HttpResponse:
    """Give every holder the year's money, once every amount and the sum have been seen."""
    found, when, refused = fund_of(key), year_of(year), ""
    form = forms.AllotForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            shown = form.cleaned_data["shown"]
            actions.allot_year(found, when, by=request.roles.user, at=calendars.now(), shown=shown)
        except Refused as refusal:
            refused = refusal.reason
        else:
            messages.success(request, f"The money of {found} for {when.label} is allotted.")
            return redirect(pages.year_href(found, when))
    page = pages.allot_page(found, when, request.roles)
    status = 403 if refused else 200
    return render(request, "funding/allot.html", {"page": page, "refused": refused}, status=status)


@money_officers_only
def top_up(request: DeskRequest, key: str, year: int) -> HttpResponse:
    """Give one holder money of a fund's year."""
    found, when = fund_of(key), year_of(year)
    href = pages.year_href(found, when)
    question = Question(
        f"Give money of {found} to one holder",
        "Give the money",
        (f"{found}, {when.label}", href),
        "For what the year’s allotment leaves out: a councillor who came in later, or the levy of a development.",
        rules.may_allot(request.roles, found, when),
    )
    form = forms.TopUpForm(rules.holders_on(found, request.roles.on), sent(request))

    def act(said: dict[str, Any]) -> tuple[str, str]:
        holder = form.holders[said["holder"]]
        due = Allotment(holder.ward, holder.councillor, said["amount"], holder.cluster)
        by, at = request.roles.user, calendars.now()
        actions.allot(found, when, due, by=by, at=at, key=said["key"], note=said["note"])
        return f"{pounds(said['amount'])} is given to {holder.named}.", href

    return ask(request, question, form, act)


@ledger_readers_too
def postings(request: DeskRequest, key: str, year: int) -> HttpResponse:
    """Every posting behind a figure of a fund's year."""
    asked = request.GET.dict()
    page = pages.postings_page(fund_of(key), year_of(year), asked, _holder(asked))
    return render(request, "funding/postings.html", {"page": page})


def _holder(asked: dict[str, str]) -> Whose | None:
    """Return the holder that an address names: a ward, one of its councillors, or a cluster."""
    if "cluster" in asked:
        return Whose(None, None, get_object_or_404(Cluster, slug=asked["cluster"]))
    if "ward" not in asked:
        return None
    member = get_object_or_404(Councillor, slug=asked["councillor"]) if "councillor" in asked else None
    return Whose(get_object_or_404(Ward, code=asked["ward"]), member)


@ledger_readers_too
def transfer(request: DeskRequest, pk: int) -> HttpResponse:
    """One posting; a POST corrects it by another that undoes it."""
    found = queries.transfer_with_legs(pk)
    if found is None:
        raise Http404("There is no such posting.")
    form, status = forms.ReasonForm(sent(request)), 200
    if request.method == "POST" and (done := _corrected(request, found, form)) is not None:
        return redirect("funding:transfer", pk=done)
    if request.method == "POST":
        status = 403 if form.non_field_errors() else 200
    page = pages.transfer_page(found, request.roles)
    context = {"page": page, "form": form, "notes": messages.get_messages(request)}
    return render(request, "funding/transfer.html", context, status=status)


def _corrected(request: DeskRequest, found: Transfer, form: django_forms.Form) -> int | None:
    """Correct a posting and return the correction's key, or nothing with what is wrong in the form."""
    may = rules.may_reverse(request.roles, found)
    if not may:
        form.full_clean()
        form.errors.clear()
        form.add_error(None, may.reason)
        return None
    if not form.is_valid():
        return None
    try:
        done = actions.reverse(found, reason=form.cleaned_data["reason"], by=request.roles.user, at=calendars.now())
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return None
    messages.success(request, f"Posting {found.pk} is corrected by posting {done}.")
    return done


def _nothing(request: DeskRequest) -> django_forms.Form:
    """Return a form without a question: only its button is pressed."""
    return django_forms.Form(sent(request))
