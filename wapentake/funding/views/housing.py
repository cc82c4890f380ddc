"""Housing money: what waits for a housing officer, and the sign-off of one award."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.foundation.money import pounds
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, rules
from ..models import Application
from .asking import Question, ask, sent


@require_http_methods(["GET", "HEAD", "POST"])
def housing(request: DeskRequest) -> HttpResponse:
    """What waits for a housing officer."""
    rules.may_see_housing(request.roles).demand()
    context = {"page": pages.housing_page(), "notes": messages.get_messages(request)}
    return render(request, "funding/housing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request: DeskRequest, reference: str) -> HttpResponse:
    """Sign off that an award benefits council tenants directly, and its split."""
    rules.may_see_housing(request.roles).demand()
    about = Application.objects.select_related("organisation", "tenant_benefit")
    found = get_object_or_404(about, reference=reference, tenant_benefit__isnull=False)
    row, back = found.tenant_benefit, ("Housing money", reverse("funding:housing"))
    said = f"{row.statement} {pages.homes_words(row)}. {pages.split_words(row)}"
    lead = f"{pounds(found.pence)} for {found.organisation}. {said}"
    may = rules.may_sign_off(request.roles, found)
    title = f"Sign off: {found.title}"
    question = Question(title, "Sign it off", back, lead, may)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.sign_off(found, note=said["note"], by=request.roles.user, at=calendars.now())
        return f"{found.reference} is signed off: it can be paid.", back[1]

    return ask(request, question, forms.SignOffForm(sent(request)), act)
