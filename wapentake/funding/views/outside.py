"""Other people's funds: the public list, the desk's list, one fund with its bids, and what is done with them."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.foundation import calendars, published
from wapentake.foundation.calendars import london_date
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest
from wapentake.places.queries import ward_by_slug

from .. import actions, documents, forms, pages, queries, rules
from ..models import OutsideBid
from ..states.outside import BidResult
from .asking import Question, ask, sent

BACK = "Other funds"
CSV = "text/csv; charset=utf-8"


@published.published_page(
    "other_funds", paths=lambda: pages.other_funds_paths(calendars.today()), watches={"council", "other-funds"}
)
def other_funds(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The funds that others give: for whoever was refused here, or needs more."""
    on = london_date(published.moment(request))
    ward = ward_by_slug(slug, on) if slug else None
    if slug and ward is None:
        raise Http404("There is no such ward.")
    page = pages.other_funds_page(on, ward)
    return published.response(
        request, "funding/other_funds.html", {"page": page}, shows=page.refs, valid_until=page.until, promotes=False
    )


@login_not_required
@require_safe
def other_funds_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The funds that take bids, or will, as CSV."""
    rows = queries.outside_funds().filter(queries.listed(calendars.today()))
    answer = StreamingHttpResponse(documents.other_funds_csv(rows), content_type=CSV)
    answer["Content-Disposition"] = 'attachment; filename="other-funds.csv"'
    return answer


@require_safe
def outside_funds(request: HttpRequest) -> HttpResponse:
    """The desk's list."""
    roles = cast(DeskRequest, request).roles
    page = pages.outside_funds_page(roles, request.GET.dict())
    notes = messages.get_messages(request)
    return render(request, "funding/outside_funds.html", {"page": page, "form": page.form, "notes": notes})


@require_safe
def outside_funds_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list as it is narrowed, as CSV."""
    on = cast(DeskRequest, request).roles.on
    rows = pages.narrowed_funds(forms.OtherFundsFilterForm(on, request.GET), on)
    answer = StreamingHttpResponse(documents.other_funds_csv(rows), content_type=CSV)
    answer["Content-Disposition"] = 'attachment; filename="other-funds-narrowed.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def add_outside_fund(request: DeskRequest) -> HttpResponse:
    """Write a fund down."""
    may = rules.may_keep_other_funds(request.roles)
    lead = "It is published on the list of other funds at once, as looked at today."
    question = Question("Add a fund", "Add the fund", (BACK, reverse("funding:outside_funds")), lead, may)
    form = forms.OutsideFundForm(request.roles.on, sent(request))

    def act(_: dict[str, Any]) -> tuple[str, str]:
        made = actions.add_outside_fund(form.facts, by=request.roles.user, at=calendars.now())
        return f"{made} is on the list.", reverse("funding:outside_fund", args=[made.slug])

    return ask(request, question, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
def change_outside_fund(request: DeskRequest, slug: str) -> HttpResponse:
    """Change what is known of a fund."""
    fund = get_object_or_404(queries.outside_funds(), slug=slug)
    back = (fund.name, reverse("funding:outside_fund", args=[slug]))
    may = rules.may_keep_other_funds(request.roles)
    question = Question(f"Change {fund}", "Save the changes", back, "Saved, it counts as looked at today.", may)
    form = forms.OutsideFundForm(request.roles.on, sent(request), fund=fund)

    def act(_: dict[str, Any]) -> tuple[str, str]:
        actions.change_outside_fund(fund, form.facts, by=request.roles.user, at=calendars.now())
        return "The changes are saved.", back[1]

    return ask(request, question, form, act)


ACTS = {
    "check": (actions.check_outside_fund, "It is marked as looked at today."),
    "end": (actions.end_outside_fund, "It is off the list."),
    "follow": (actions.follow_outside_fund, "You will be reminded by e-mail four weeks and one week before it closes."),
    "leave": (actions.leave_outside_fund, "You will not be reminded of it."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def outside_fund(request: DeskRequest, slug: str) -> HttpResponse:
    """One fund; a POST does one of the small acts, and leads back here."""
    fund = get_object_or_404(queries.outside_funds(), slug=slug)
    refused = ""
    if request.method == "POST" and (chosen := ACTS.get(request.POST.get("act", ""))):
        act, said = chosen
        try:
            act(fund, by=request.roles.user, at=calendars.now())
        except Refused as error:
            refused = error.reason
        else:
            messages.success(request, said)
            return redirect("funding:outside_fund", slug)
    page = pages.outside_fund_page(fund, request.roles)
    shown = {"page": page, "refused": refused, "notes": messages.get_messages(request)}
    return render(request, "funding/outside_fund.html", shown, status=403 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def enter_bid(request: DeskRequest, slug: str) -> HttpResponse:
    """Enter a bid that was sent."""
    fund = get_object_or_404(queries.outside_funds(), slug=slug)
    back = (fund.name, reverse("funding:outside_fund", args=[slug]))
    may = rules.may_keep_other_funds(request.roles)
    question = Question(f"Enter a bid to {fund}", "Enter the bid", back, may=may)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        given = {"organisation": said["group"], "ward": said["ward"], "sent_on": said["sent_on"]}
        bid = actions.enter_bid(fund, said["title"], said["asked"], **given, by=request.roles.user, at=calendars.now())
        return f"The bid of {bid.bidder} is entered. Enter its result once it is known.", back[1]

    return ask(request, question, forms.BidForm(request.roles.on, sent(request)), act)


@require_http_methods(["GET", "HEAD", "POST"])
def settle_bid(request: DeskRequest, pk: int) -> HttpResponse:
    """Enter how a bid came out."""
    bid = get_object_or_404(OutsideBid.objects.select_related("fund", "organisation"), pk=pk)
    back = (bid.fund.name, reverse("funding:outside_fund", args=[bid.fund.slug]))
    may = rules.may_settle_bid(request.roles, bid)
    question = Question(f"How did “{bid.title}” come out?", "Enter the result", back, may=may)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        result, won = BidResult(said["result"]), said["won"] or 0
        actions.settle_bid(bid, result, won, on=said["on"], by=request.roles.user, at=calendars.now())
        return "The result is entered.", back[1]

    return ask(request, question, forms.BidResultForm(sent(request), initial={"on": request.roles.on}), act)
