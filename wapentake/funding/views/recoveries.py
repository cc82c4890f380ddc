"""Money that is asked back: the list, one sum with what came of it, and asking for it."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.design.forms import GovForm
from wapentake.foundation import calendars
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest
from wapentake.people.models import User

from .. import actions, forms, pages, queries
from ..models import Recovery
from ..queries.recoveries import may_still_be_asked, open_write_off, print_of_write_off, recoveries_visible_to
from ..rules import recoveries as recovering
from .asking import Question, ask, sent

DONE = {
    "take_in": "What came back is recorded.",
    "write_off": "It is proposed: a second person agrees to it, or not.",
    "settle": "Your answer is recorded.",
}


@require_safe
def recoveries(request: HttpRequest) -> HttpResponse:
    """What is asked back, of the awards that this person may see."""
    given = request.GET.get("list", ""), request.GET.get("page", "1")
    page = pages.recoveries_page(cast(DeskRequest, request).roles, *given, calendars.today())
    return render(request, "funding/recoveries.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def recovery(request: HttpRequest, pk: int) -> HttpResponse:
    """One sum that is asked back; a POST says what came, or gives some of it up."""
    roles, at = cast(DeskRequest, request).roles, calendars.now()
    rows = recoveries_visible_to(roles).select_related("opened_by")
    found = get_object_or_404(rows, pk=pk)
    act, status = request.POST.get("act", ""), 200
    shown = _forms(act, request, found)
    if act in DONE and shown[act].is_valid():
        try:
            ACTS[act](found, shown[act].cleaned_data, roles.user, at)
            messages.success(request, DONE[act])
            return redirect("funding:recovery", pk=pk)
        except Refused as refusal:
            shown[act].add_error(None, refusal.reason)
            status = 403
    page = pages.recovery_page(rows.get(pk=pk), roles, calendars.london_date(at))
    context = {"page": page, "shown": shown, "forms": list(shown.values()), "notes": messages.get_messages(request)}
    return render(request, "funding/recovery.html", context, status=status)


def _forms(act: str, request: HttpRequest, found: Recovery) -> dict[str, GovForm]:
    given = {act: sent(request)}
    return {
        "take_in": forms.TakeInForm(given.get("take_in")),
        "write_off": forms.WriteOffForm(given.get("write_off")),
        "settle": forms.SettleWriteOffForm(given.get("settle"), read=print_of_write_off(open_write_off(found))),
    }


def _settle(found: Recovery, clean: dict[str, Any], by: User, at: Any) -> None:
    made = open_write_off(found)
    if made is None or print_of_write_off(made) != clean["seen"]:
        raise Refused(recovering.NOTHING_PROPOSED)
    actions.settle_write_off(made, agree=clean["answer"] == "agree", by=by, at=at)


ACTS: dict[str, Callable[[Recovery, dict[str, Any], User, Any], object]] = {
    "take_in": lambda found, clean, by, at: actions.take_in(found, clean["amount"], by=by, at=at, key=clean["key"]),
    "write_off": lambda found, clean, by, at: actions.propose_write_off(
        found, clean["amount"], reason=clean["reason"], by=by, at=at
    ),
    "settle": _settle,
}


@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: DeskRequest, reference: str) -> HttpResponse:
    """Ask a group for money back, all of what was paid or a part of it."""
    found = get_object_or_404(queries.applications_visible_to(request.roles), reference=reference)
    may, back = recovering.may_recover(request.roles, found), reverse("funding:application", args=[reference])
    most = may_still_be_asked(found)
    lead = f"Up to {pounds(most)} can be asked back. The group is told how, and by when." if most > 0 else ""
    question = Question("Ask for money back", "Ask for it", (reference, back), lead, may, warning=True)
    form = forms.RecoverForm(reference, sent(request))

    def act(said: dict[str, Any]) -> tuple[str, str]:
        amount = said.pop("amount")
        made = actions.open_recovery(found, amount, **said, by=request.roles.user, at=calendars.now())
        return "The group has been asked for it.", reverse("funding:recovery", args=[made.pk])

    return ask(request, question, form, act)
