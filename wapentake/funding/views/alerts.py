"""Alerts of money that is left: the page, and another rule."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages
from .asking import Question, ask, money_officers_only, sent


@money_officers_only
def alerts(request: DeskRequest) -> HttpResponse:
    """By which rule alerts go out, whom they would reach, and who was told."""
    context = {"page": pages.alerts_page(request.roles), "notes": messages.get_messages(request)}
    return render(request, "funding/alerts.html", context)


@money_officers_only
def alert_rule(request: DeskRequest) -> HttpResponse:
    """Put another rule in force by which alerts go out."""
    back = ("Alerts of money left", reverse("funding:alerts"))
    lead = "Whoever was told in a month is not told again in it."
    question = Question("When are councillors told that money is left?", "Put it in force", back, lead)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        given = {name: said[name] for name in ("month", "day", "last_days", "source", "from_date")}
        actions.set_alert_rule(**given, by=request.roles.user, at=calendars.now())
        return f"The rule is in force from {calendars.long_date(said['from_date'])}.", back[1]

    return ask(request, question, forms.AlertRuleForm(sent(request)), act)
