"""Publicity holds and withdrawn pages at the desk."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.foundation.calendars import DAY
from wapentake.foundation.models import Hold

from .. import actions, forms, pages, queries, rules
from ..models import Poll
from ..queries import DeskRequest, moment_words

FACTS_STAY = (
    "Facts, decision records and money stay on the pages. What promotes is left out, and the reason stands in its "
    "place. Pages are made ahead, so it begins on time. It stops no award: that is a switch of its own."
)
form_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def publicity(request: DeskRequest) -> HttpResponse:
    """Every hold, what is proposed for polls, and the withdrawn pages."""
    rules.may_see_publicity(request.roles).demand()
    page = pages.publicity_page(request.roles, calendars.now())
    return render(request, "office/publicity.html", {"page": page, "notes": messages.get_messages(request)})


@require_safe
def publicity_hold(request: DeskRequest, pk: int) -> HttpResponse:
    """One hold."""
    rules.may_see_publicity(request.roles).demand()
    page = pages.hold_page(get_object_or_404(queries.holds(), pk=pk), request.roles, calendars.now())
    return render(request, "office/publicity_hold.html", {"page": page, "notes": messages.get_messages(request)})


@form_or_sent
def hold_publicity(request: DeskRequest) -> HttpResponse:
    """Set a hold of a ward, or of the whole council."""
    rules.may_keep_holds(request.roles).demand()
    form = forms.HoldForm(request.roles.on, request.POST or None)

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        return _made(request, actions.hold_publicity(form.holding(said["ward"], "other"), by=by, at=at))

    return ask(request, Question("Hold publicity", "Hold publicity", _back(), FACTS_STAY), form, act)


@form_or_sent
def hold_for_poll(request: DeskRequest, pk: int) -> HttpResponse:
    """Set the hold that is proposed for a poll; its dates can be changed first."""
    rules.may_keep_holds(request.roles).demand()
    poll = get_object_or_404(Poll.objects.select_related("ward", "parish"), pk=pk)
    rules.may_hold_for(poll).demand()
    wards = queries.wards_of_poll(poll)
    one = queries.hold_proposal(poll)
    initial = {"begins": one.begins, "last": one.over - DAY, "reason": one.reason} if one else {}
    form = forms.HoldDaysForm(request.POST or None, initial=initial)

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        return _made(request, actions.hold_publicity(form.holding(None, "election", wards), by=by, at=at))

    title = f"Hold publicity: {pages.title_of(poll)}"
    return ask(request, Question(title, "Hold publicity", _back(), FACTS_STAY), form, act)


@form_or_sent
def lift_hold(request: DeskRequest, pk: int) -> HttpResponse:
    """End a hold now."""
    found, back = get_object_or_404(queries.holds(), pk=pk), reverse("office:publicity_hold", args=[pk])
    rules.may_lift_hold(request.roles, found, calendars.now()).demand()
    lead = "Within seconds its pages show again what was left out. The record says who lifted it, and why."

    def act(said: dict[str, Any]) -> str:
        actions.lift_hold(found, reason=said["reason"], by=request.roles.user, at=calendars.now())
        messages.success(request, "The hold is lifted.")
        return back

    question = Question("Lift the publicity hold", "Lift it now", ("The hold", back), lead, warning=True)
    return ask(request, question, forms.WhyForm(request.POST or None), act)


@form_or_sent
def withdraw_page(request: DeskRequest) -> HttpResponse:
    """Take a page of the public site down now."""
    rules.may_keep_pages(request.roles).demand()
    lead = "Its address says within seconds, everywhere, that the page was withdrawn. You can put it back."

    def act(said: dict[str, Any]) -> str:
        actions.withdraw_page(said["path"], reason=said["reason"], by=request.roles.user, at=calendars.now())
        messages.success(request, f"{said['path']} is withdrawn.")
        return _back()[1]

    question = Question("Withdraw a page now", "Withdraw it now", _back(), lead, warning=True)
    return ask(request, question, forms.PageForm(request.POST or None), act)


@form_or_sent
def reinstate_page(request: DeskRequest, pk: int) -> HttpResponse:
    """Publish a withdrawn page again."""
    found = get_object_or_404(queries.withdrawn_pages(), pk=pk)
    rules.may_reinstate_page(request.roles, found).demand()
    lead = "It is published again within seconds, as it is now: look first that what was wrong has been mended."

    def act(said: dict[str, Any]) -> str:
        actions.reinstate_page(found.path, reason=said["reason"], by=request.roles.user, at=calendars.now())
        messages.success(request, f"{found.path} is published again.")
        return _back()[1]

    question = Question(f"Reinstate {found.path}", "Publish it again", _back(), lead)
    return ask(request, question, forms.WhyForm(request.POST or None), act)


def _back() -> tuple[str, str]:
    return "Publicity", reverse("office:publicity")


def _made(request: DeskRequest, hold: Hold) -> str:
    messages.success(request, f"Publicity is held from {moment_words(hold.starts)}.")
    return reverse("office:publicity_hold", args=[hold.pk])
