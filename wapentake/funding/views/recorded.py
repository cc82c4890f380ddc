"""An award that a ward's or a cluster's members decided elsewhere, entered by the officer who approves awards."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest
from wapentake.places.queries import wards_on

from .. import actions, queries
from ..forms.recorded import ChoosePotForm, RecordAwardForm
from ..pages.recorded import entering, funds_to_enter
from ..rules.minutes import may_enter_awards
from .asking import Question, ask, fund_of, sent

TITLE = "Enter what members decided elsewhere"
QUEUE = ("Applications", "/desk/money/")


@require_http_methods(["GET", "HEAD", "POST"])
def choose_pot(request: DeskRequest) -> HttpResponse:
    """Choose the fund and the ward of an award that is to be entered."""
    may_enter_awards(request.roles).demand()
    lead = "For money of a ward or a cluster that its members awarded at a meeting. They need not vote here."
    form = ChoosePotForm(funds_to_enter(), wards_on(request.roles.on), sent(request))

    def act(said: dict[str, Any]) -> tuple[str, str]:
        href = reverse("funding:enter_award", args=[said["fund"].key, said["ward"].slug])
        return f"{said['fund']}, {said['ward']}.", href

    return ask(request, Question(TITLE, "Go on", QUEUE, lead), form, act)


@require_http_methods(["GET", "HEAD", "POST"])
def enter_award(request: DeskRequest, key: str, slug: str) -> HttpResponse:
    """Enter the award, with the minute of the meeting at which it was decided."""
    may_enter_awards(request.roles).demand()
    fund, at = fund_of(key), calendars.now()
    ward = get_object_or_404(wards_on(request.roles.on), slug=slug)
    page = entering(fund, ward, request.roles)
    question = Question(TITLE, "Enter the award", QUEUE, page.lead, page.may)
    form = RecordAwardForm(*page.offered, request.roles.on, sent(request), initial=page.initial)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        made = actions.record_award(
            form.asked(queries.organisation_named(said["group"])), reasons=said["reasons"],
            alternatives=said["alternatives"], equality=said["equality"], minuted=form.minuted,
            by=request.roles.user, at=at, key=said["key"],
        )  # fmt: skip
        return f"{made.reference} is entered, and published.", reverse("funding:application", args=[made.reference])

    return ask(request, question, form, act)
