"""The levy by development: the list, one development, receipts, what goes back, plans and dwellings."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import DeskRequest

from .. import actions, documents, forms, pages, queries, rules
from ..models import Development, LevyReceipt
from ..states.levy import PlanKind, ReceiptKind
from .asking import Question, ask, sent, year_of

View = Callable[..., HttpResponse]


def levy_officers_only(view: View) -> View:
    """Close a view to everybody but planning and finance officers and administrators; the reason is shown."""

    @wraps(view)
    def kept(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rules.may_keep_levy(request.roles).demand()
        return view(request, *args, **kwargs)

    return require_http_methods(["GET", "HEAD", "POST"])(kept)


@levy_officers_only
def levy(request: DeskRequest) -> HttpResponse:
    """Every development that pays the levy, and how old each pot is."""
    page = pages.levy_page(request.roles, request.GET.dict())
    return render(
        request, "funding/levy.html",
        {
            "page": page, "form": page.form, "notes": messages.get_messages(request),
            "may_import": rules.may_run_funds(request.roles),
        },
    )  # fmt: skip


@levy_officers_only
def levy_csv(request: DeskRequest) -> HttpResponse:
    """The list as it is narrowed, as CSV."""
    form = forms.LevyFilterForm(request.roles.on, request.GET)
    answer = HttpResponse(documents.developments_csv(pages.narrowed(form)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="developments.csv"'
    return answer


@levy_officers_only
def add_development(request: DeskRequest) -> HttpResponse:
    """Add a development."""
    lead = "The local share of what it pays follows the site: to the parish, or into the ward’s pot."
    question = Question("Add a development", "Add the development", ("Levy", reverse("funding:levy")), lead)
    form = forms.SiteForm(request.roles.on, sent(request))

    def act(_: dict[str, Any]) -> tuple[str, str]:
        made = actions.add_development(form.asked, by=request.roles.user, at=calendars.now())
        return f"{made.reference} is added, in {made.ward}.", reverse("funding:development", args=[made.pk])

    return ask(request, question, form, act)


@levy_officers_only
def development(request: DeskRequest, pk: int) -> HttpResponse:
    """One development with its receipts."""
    page = pages.development_page(get_object_or_404(queries.developments(), pk=pk))
    return render(request, "funding/development.html", {"page": page, "notes": messages.get_messages(request)})


@levy_officers_only
def receive_levy(request: DeskRequest, pk: int) -> HttpResponse:
    """Enter a payment of a development's levy."""
    found = get_object_or_404(Development.objects.select_related("ward", "parish", "plan"), pk=pk)
    back = (found.reference, reverse("funding:development", args=[pk]))
    lead = pages.receipt_lead(found, request.roles.on)
    may = rules.may_receive(request.roles, request.roles.on)
    question = Question(f"Enter a receipt of {found.reference}", "Enter the receipt", back, lead, may)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        by, at = request.roles.user, calendars.now()
        row = actions.receive_levy(found, said["amount"], on=said["on"], by=by, at=at, key=said["key"])
        return f"{pounds(row.pence)} is entered. {pages.became(row)}", back[1]

    return ask(request, question, forms.ReceiptForm(sent(request)), act)


@levy_officers_only
def take_back_levy(request: DeskRequest, pk: int) -> HttpResponse:
    """Enter what went back, or take out what was entered wrongly."""
    found = get_object_or_404(LevyReceipt.objects.select_related("development"), pk=pk)
    standing, _ = queries.stands(found)
    back = (found.development.reference, reverse("funding:development", args=[found.development_id]))
    may = rules.may_take_back(request.roles, found, min(1, standing) or 1, standing)
    stands = f"{pounds(standing)} stands of the receipt of {calendars.long_date(found.on)}."
    lead = f"{stands} Its local share goes back with it: the ward’s pot must have so much left."
    question = Question("Take a receipt back", "Take it back", back, lead, may, warning=True)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        kind, given = ReceiptKind(said["kind"]), {name: said[name] for name in ("reason", "on", "key")}
        row = actions.take_back_levy(found, said["amount"], kind, by=request.roles.user, at=calendars.now(), **given)
        return f"{pounds(-row.pence)} is taken back. {pages.became(row)}", back[1]

    return ask(request, question, forms.TakeBackForm(sent(request), initial={"on": request.roles.on}), act)


@levy_officers_only
def add_plan(request: DeskRequest) -> HttpResponse:
    """Write down a neighbourhood plan or order."""
    back = ("Levy", reverse("funding:levy"))
    lead = "For receipts of a site that it covers, the local share is larger from the day on which it was made."
    question = Question("Write down a neighbourhood plan", "Write it down", back, lead)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        given = {"from_date": said["from_date"], "source": said["source"]}
        made = actions.add_plan(
            said["name"], PlanKind(said["kind"]), **given, by=request.roles.user, at=calendars.now()
        )
        return f"{made} counts from {calendars.long_date(made.from_date)}.", back[1]

    return ask(request, question, forms.PlanForm(sent(request)), act)


@levy_officers_only
def dwellings(request: DeskRequest, year: int) -> HttpResponse:
    """Write down how many dwellings areas have in a year."""
    when, back = year_of(year), ("Levy", reverse("funding:levy"))
    lead = "Without a neighbourhood plan, the local share of an area’s levy in a year is limited by its dwellings."
    question = Question(f"Dwellings in {when.label}", "Save the dwellings", back, lead)
    form = forms.DwellingsForm(request.roles.on, sent(request))

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.count_dwellings(when, said["lines"], source=said["source"], by=request.roles.user, at=calendars.now())
        return f"The dwellings of {len(said['lines'])} areas are saved.", back[1]

    return ask(request, question, form, act)


@levy_officers_only
def change_development(request: DeskRequest, pk: int) -> HttpResponse:
    """Put a development right."""
    found = get_object_or_404(Development.objects.select_related("ward", "parish", "plan"), pk=pk)
    back = (found.reference, reverse("funding:development", args=[pk]))
    may = rules.may_change_development(found)
    question = Question(f"Put {found.reference} right", "Save the change", back, pages.change_lead(found), may)
    form = forms.ChangeSiteForm(request.roles.on, found, sent(request))

    def act(said: dict[str, Any]) -> tuple[str, str]:
        given = {"why": said["why"], "key": said["key"]}
        row = actions.change_development(found, form.asked, by=request.roles.user, at=calendars.now(), **given)
        return f"{row.reference} is put right. It lies in {row.ward}, {row.parish or 'in no parish'}.", back[1]

    return ask(request, question, form, act)


@levy_officers_only
def withdraw_development(request: DeskRequest, pk: int) -> HttpResponse:
    """Withdraw a development that was entered by mistake."""
    found = get_object_or_404(Development.objects.select_related("ward", "parish", "plan"), pk=pk)
    back = (found.reference, reverse("funding:development", args=[pk]))
    lead, may = pages.withdraw_lead(found), rules.may_change_development(found)
    question = Question(f"Withdraw {found.reference}", "Withdraw it", back, lead, may, warning=True)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        given = {"why": said["why"], "key": said["key"]}
        actions.withdraw_development(found, by=request.roles.user, at=calendars.now(), **given)
        return f"{found.reference} is withdrawn. Nothing stands of its receipts.", back[1]

    return ask(request, question, forms.WithdrawSiteForm(sent(request)), act)


@levy_officers_only
def put_back_development(request: DeskRequest, pk: int) -> HttpResponse:
    """Undo a withdrawal."""
    found = get_object_or_404(Development.objects.select_related("ward"), pk=pk)
    back = (found.reference, reverse("funding:development", args=[pk]))
    lead = "It counts again. Its receipts were taken out: enter them anew."
    may = Verdict.yes() if found.withdrawn_on else Verdict.no("It is not withdrawn.")
    question = Question(f"Put {found.reference} back", "Put it back", back, lead, may)

    def act(_: dict[str, Any]) -> tuple[str, str]:
        actions.put_back_development(found, by=request.roles.user, at=calendars.now())
        return f"{found.reference} is put back.", back[1]

    return ask(request, question, forms.PutBackForm(sent(request)), act)
