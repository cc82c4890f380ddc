"""Monitoring forms: the group's, the desk's list, and one to read."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.design.views import open_to_all
from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries
from ..models import Monitoring
from ..queries.recoveries import may_still_be_asked
from .asking import YES, Question, ask, followed, sent


@open_to_all
def send_monitoring(request: HttpRequest, token: UUID) -> HttpResponse:
    """The group says what its award did; its link alone opens this."""
    rows = Monitoring.objects.select_related("application__organisation", "application__fund", "application__ward")
    found = get_object_or_404(rows, application__token=token)
    at, form = calendars.now(), forms.MonitoringForm(sent(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            given = {
                "done": said["done"],
                "people": said["people"],
                "spent_pence": said["spent"],
                "receipts": form.receipts,
            }
            actions.send_monitoring(found, **given, at=at)
            return followed(token, "monitoring")
        except Refused as refused:
            form.add_error(None, refused.reason)
    page = pages.monitoring_page(found, calendars.london_date(at))
    return render(request, "funding/monitoring_form.html", {"page": page, "form": form})


@require_safe
def monitoring_list(request: HttpRequest) -> HttpResponse:
    """The monitoring forms that this person may see."""
    roles = cast(DeskRequest, request).roles
    given = request.GET.get("list", ""), request.GET.get("page", "1")
    page = pages.monitoring_list_page(roles, *given, calendars.today())
    return render(request, "funding/monitoring_list.html", {"page": page})


@require_safe
def monitoring(request: HttpRequest, reference: str) -> HttpResponse:
    """One monitoring form, with what its reader may do."""
    roles = cast(DeskRequest, request).roles
    page = pages.monitoring_desk_page(_found(request, reference), roles, calendars.today())
    notes = messages.get_messages(request)
    context = {"page": page, "reference": reference, "notes": notes}
    return render(request, "funding/monitoring.html", context)


ACTS = {
    "accept": (actions.accept_monitoring, "Accept the form", "The form is accepted, and the group has been thanked."),
    "again": (actions.send_monitoring_again, "Send it to the group again", "The group has been asked for more."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def settle_monitoring(request: DeskRequest, reference: str, act: str) -> HttpResponse:
    """Accept a form, send it again, or ask for the money back: asked for first, then done."""
    if act == "ask-back":
        return _ask_back(request, _found(request, reference))
    found, (action, button, done) = _found(request, reference), ACTS[act]
    page = pages.monitoring_desk_page(found, request.roles, calendars.today())
    back = reverse("funding:monitoring", args=[reference])
    lead = page.said if act == "accept" else page.lede
    question = Question(button, button, (page.title, back), lead, page.accept)
    given = sent(request)
    form = forms.AcceptForm(given, read=page.print) if act == "accept" else forms.MonitoringReasonForm(given)

    def do(clean: dict[str, Any]) -> tuple[str, str]:
        action(found, **clean, by=request.roles.user, at=calendars.now())  # type: ignore[operator]
        return done, back

    return ask(request, question, form, do)


def _ask_back(request: DeskRequest, found: Monitoring) -> HttpResponse:
    """Ask for what was paid, because the form never came: it is a recovery from then on."""
    award = found.application
    page = pages.monitoring_desk_page(found, request.roles, calendars.today())
    back = ("Monitoring form", reverse("funding:monitoring", args=[award.reference]))
    lead = f"{page.lede} {page.unreturned} The group is told how to pay and by when; it can still send the form."
    button = "Ask for the money back"
    may = YES if request.method == "POST" else page.ask_back  # the action asks: a form that comes twice asked once
    question = Question(button, button, back, lead, may, warning=True)
    form = forms.AskBackForm(award.reference, may_still_be_asked(award), sent(request))

    def do(said: dict[str, Any]) -> tuple[str, str]:
        made = actions.ask_back(found, said.pop("amount"), **said, by=request.roles.user, at=calendars.now())
        return "The group has been asked for the money back.", reverse("funding:recovery", args=[made.pk])

    return ask(request, question, form, do)


def _found(request: HttpRequest, reference: str) -> Monitoring:
    rows = queries.monitoring_visible_to(cast(DeskRequest, request).roles)
    return get_object_or_404(rows, application__reference=reference)
