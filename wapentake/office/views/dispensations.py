"""The Monitoring Officer's dispensations at the desk."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars

from .. import actions, forms, pages
from ..models import Dispensation
from ..queries import DeskRequest
from ..rules import may_see_dispensations, may_withdraw_dispensation

LEAD = (
    "The member has asked you in writing. It counts from the moment you record it, for this member, this body and what "
    "you choose here, and for nothing else. It is published with each decision made under it (Localism Act 2011, "
    "section 33)."
)


@require_safe
def dispensations(request: DeskRequest) -> HttpResponse:
    """All of them, those that count first."""
    may_see_dispensations(request.roles).demand()
    return render(request, "office/dispensations.html", {"page": pages.dispensations_page(calendars.now())})


def add(request: DeskRequest) -> HttpResponse:
    """A new one."""
    may_see_dispensations(request.roles).demand()
    form, home = forms.DispensationForm(request.POST or None, on=request.roles.on), reverse("office:dispensations")

    def act(said: dict[str, Any]) -> str:
        actions.record_dispensation(said["councillor"], form.said(), by=request.roles.user, at=calendars.now())
        return home

    return ask(request, Question("Record a dispensation", "Record it", ("Dispensations", home), LEAD), form, act)


def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """It no longer counts, from now on."""
    may_see_dispensations(request.roles).demand()
    found, home = get_object_or_404(Dispensation, pk=pk), reverse("office:dispensations")
    may_withdraw_dispensation(request.roles, found, calendars.now()).demand()
    lead = f"{found.councillor} can then take no part in what concerns {found.organisation}, from this moment on."
    question = Question(f"Withdraw {found.reference}", "Withdraw it", ("Dispensations", home), lead, warning=True)

    def act(said: dict[str, Any]) -> str:
        actions.withdraw_dispensation(found, said["because"], by=request.roles.user, at=calendars.now())
        return home

    return ask(request, question, forms.BecauseForm(request.POST or None), act)
