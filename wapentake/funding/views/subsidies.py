"""Whether a group sells goods or services: what it says when an officer asks."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, queries
from ..pages.subsidies import selling_page
from ..rules.subsidies import may_ask_selling
from .asking import Question, ask, sent


@require_http_methods(["GET", "HEAD", "POST"])
def say_sells(request: DeskRequest, reference: str) -> HttpResponse:
    """Write down what a group says about selling."""
    found = get_object_or_404(queries.applications_visible_to(request.roles), reference=reference)
    may_ask_selling(request.roles, found).demand()
    page = selling_page(found, request.roles, calendars.today())
    back = reverse("funding:application", args=[reference])
    question = Question(page.title, "Write it down", (reference, back), page.lead, page.may)
    form = forms.SellsForm(sent(request), initial=page.initial)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        sells = said["sells"] == "yes"
        actions.say_sells(found, sells, said["sold"], by=request.roles.user, at=calendars.now())
        return "What the group says about selling is written down.", back

    return ask(request, question, form, act)
