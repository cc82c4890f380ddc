"""Subscriptions at the desk: the figures, earlier lists, figures as they were published, and one address."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.foundation.files import on_disk
from wapentake.foundation.tables import reading
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest
from wapentake.places.queries import wards_on

from .. import actions, documents, forms, pages, queries, rules
from ..models import SubscriberList

form_or_sent = require_http_methods(["GET", "HEAD", "POST"])
KEEP = (
    "The file is kept and compared with what is here. Nothing changes until you have looked and brought it in, and "
    "nobody is written to. A line without evidence of consent is refused."
)
SUBSCRIPTIONS = "Subscriptions"


@require_safe
def subscriptions(request: DeskRequest) -> HttpResponse:
    """Subscriptions against their target, by month, source and ward. No address is shown."""
    wards = list(wards_on(request.roles.on))
    asked = {"ward": request.GET.get("ward", ""), "source": request.GET.get("source", "")}
    form = forms.SubscriptionsFilterForm(wards, asked)
    said = form.cleaned_data if form.is_valid() else {}
    ward = next((one for one in wards if one.slug == said.get("ward")), None)
    page = pages.subscriptions_page(request.roles, calendars.now(), ward, said.get("source", ""))
    context = {"page": page, "form": form, "notes": messages.get_messages(request)}
    return render(request, "publishing/subscriptions.html", context)


@require_safe
def subscriptions_csv(request: DeskRequest) -> HttpResponseBase:
    """Joins and leaves by month, ward and source as a file."""
    lines = documents.subscriptions_csv(queries.movement(), wards_on(request.roles.on))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="subscriptions.csv"'
    return answer


@form_or_sent
def published_figure(request: DeskRequest) -> HttpResponse:
    """Enter a figure as it was published, or a target."""
    rules.may_keep_lists(request.roles).demand()

    def act(said: dict[str, Any]) -> str:
        actions.enter_published_figure(**said, by=request.roles.user, at=calendars.now())
        messages.success(request, "The figure is kept.")
        return reverse("publishing:subscriptions")

    lead = "It stands beside what the program counts, marked as published. One of the same kind and day is replaced."
    question = Question("Enter a published figure or a target", "Keep it", _back(), lead)
    return ask(request, question, forms.FigureForm(request.POST if request.method == "POST" else None), act)


@form_or_sent
def set_subscription_rule(request: DeskRequest) -> HttpResponse:
    """Say how subscribers are asked and kept, from a day on."""
    rules.may_set_subscription_rule(request.roles).demand()
    rule = queries.subscription_rule_on(request.roles.on)
    figures = ("hours_between", "days_to_confirm", "seconds_at_least", "months_kept")
    sent = request.POST if request.method == "POST" else None
    form = forms.SubscriptionRuleForm(sent, initial={name: getattr(rule, name) for name in figures})

    def act(said: dict[str, Any]) -> str:
        actions.set_subscription_rule(**said, by=request.roles.user, at=calendars.now())
        messages.success(request, "The rule is kept. It holds from its day on.")
        return reverse("publishing:subscriptions") + "#rule"

    lead = "What holds until that day stays as it was. It is filled in with what holds today."
    return ask(request, Question("Change the rule of subscriptions", "Keep it", _back(), lead), form, act)


@form_or_sent
def enter_subscription(request: DeskRequest) -> HttpResponse:
    """Enter what came on paper, by telephone or face to face."""
    rules.may_keep_lists(request.roles).demand()
    form = forms.EnterForm(
        forms.Offers(tuple(wards_on(request.roles.on)), True), request.POST if request.method == "POST" else None
    )

    def act(said: dict[str, Any]) -> str:
        given = {name: said[name] for name in ("evidence", "agreed_on", "source")}
        actions.enter_subscription(said["email"], form.wanted, **given, by=request.roles.user, at=calendars.now())
        messages.success(request, "The subscription is entered. They get the next bulletin, with the link to leave it.")
        return reverse("publishing:subscriptions")

    question = Question("Enter a subscription", "Enter it", _back(), "For somebody who asked without this site.")
    return ask(request, question, form, act)


@form_or_sent
def subscriber_lists(request: DeskRequest) -> HttpResponse:
    """Give an earlier list; see those that were given."""
    rules.may_keep_lists(request.roles).demand()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()

    def act(said: dict[str, Any]) -> str:
        with on_disk(said["file"]) as path, reading(path) as table:
            found, new = actions.stage_list(
                list(table.lines()), table.headings, table.source, by=request.roles.user, at=calendars.now()
            )
        if not new:
            messages.info(request, "This very file was given before: here is what became of it. Nothing was changed.")
        return reverse("publishing:subscriber_list", args=[found.pk])

    return ask(
        request, Question("Bring in an earlier list", "Keep and compare", _back(), KEEP), forms.ListFileForm(*sent), act
    )


@require_safe
def subscriber_files(request: DeskRequest) -> HttpResponse:
    """The files of earlier lists."""
    rules.may_keep_lists(request.roles).demand()
    context = {"page": pages.lists_page(), "notes": messages.get_messages(request)}
    return render(request, "publishing/subscriber_lists.html", context)


@require_safe
def subscriber_list(request: DeskRequest, pk: int) -> HttpResponse:
    """What a list would bring in, line by line."""
    page = pages.list_page(_list(request, pk), request.roles)
    return render(request, "publishing/subscriber_list.html", {"page": page, "notes": messages.get_messages(request)})


@form_or_sent
def map_list(request: DeskRequest, pk: int) -> HttpResponse:
    """Say which column holds what."""
    found = _list(request, pk)

    def act(said: dict[str, Any]) -> str:
        actions.map_list(found, said, by=request.roles.user, at=calendars.now())
        return _href(found)

    question = Question("What the columns hold", "Read it so", (found.name, _href(found)))
    sent = request.POST if request.method == "POST" else None
    return ask(request, question, forms.ListColumnsForm(found.headings, found.columns, sent), act)


@require_POST
def import_list(request: DeskRequest, pk: int) -> HttpResponse:
    """Bring a list in. A second time does nothing."""
    found = _list(request, pk)
    shown = request.POST.get("shown", "")
    try:
        actions.import_list(found, shown=shown, by=request.roles.user, at=calendars.now())
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, "The list is brought in.")
    return redirect(_href(found))


@require_POST
def discard_list(request: DeskRequest, pk: int) -> HttpResponse:
    """Forget a list that was only kept."""
    found = _list(request, pk)
    try:
        actions.discard_list(found, by=request.roles.user, at=calendars.now())
    except Refused as refused:
        messages.error(request, refused.reason)
    return redirect(_href(found))


@require_safe
def left_out_csv(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The lines of a list that do not come in, with what to do."""
    lines = documents.left_out_csv(pages.lines_of_list(_list(request, pk), request.roles.on))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="left-out-{pk}.csv"'
    return answer


@form_or_sent
def subscriber_address(request: DeskRequest) -> HttpResponse:
    """One address, as its owner asks: what is held, and leaving, erasing or being written to again."""
    rules.may_keep_lists(request.roles).demand()
    form, page, said = forms.AddressForm(request.POST if request.method == "POST" else None), None, ""
    if request.method == "POST" and form.is_valid():
        found = queries.subscriber_by_email(form.cleaned_data["email"])
        if found is not None:
            said = _as_asked(request, found)
            found = queries.subscriber_by_email(form.cleaned_data["email"])
        page = pages.address_page(found, request.roles) if found else None
        said = said or ("" if page else "Nothing is held of this address.")
    return render(request, "publishing/subscriber_address.html", {"form": form, "page": page, "said": said})


def _as_asked(request: DeskRequest, found: Any) -> str:
    """Do what was pressed, and say so."""
    by, at, act = request.roles.user, calendars.now(), request.POST.get("act", "")
    try:
        if act == "leave":
            actions.leave_for(found, by=by, at=at)
            return "They get no more bulletins."
        if act == "erase":
            actions.erase_subscriber(found, by=by, at=at)
            return "The address is erased."
        if act == "lift":
            actions.lift_suppression(found, because="Asked at the desk", by=by, at=at)
            return "They can subscribe again: nothing is sent before they confirm it."
    except Refused as refused:
        return refused.reason
    return ""


def _list(request: DeskRequest, pk: int) -> SubscriberList:
    rules.may_keep_lists(request.roles).demand()
    return get_object_or_404(SubscriberList.objects.select_related("read_by", "applied_by"), pk=pk)


def _href(found: SubscriberList) -> str:
    return reverse("publishing:subscriber_list", args=[found.pk])


def _back() -> tuple[str, str]:
    return SUBSCRIPTIONS, reverse("publishing:subscriptions")
