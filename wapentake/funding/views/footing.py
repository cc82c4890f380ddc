"""The copy of a member's own decision record, given to the proper officer."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.foundation.calendars import long_date
from wapentake.office.queries import DeskRequest

from .. import actions, forms, queries, rules
from .asking import Question, ask, sent


@require_http_methods(["GET", "HEAD", "POST"])
def give_copy(request: DeskRequest, reference: str) -> HttpResponse:
    """Say when the proper officer had the copy of a decision that a member took alone."""
    found = get_object_or_404(queries.applications_visible_to(request.roles), reference=reference)
    decision = queries.copy_to_give(found)
    if decision is None:
        raise Http404("No copy is to be given.")
    back = reverse("funding:application", args=[reference])
    due = long_date(rules.copy_due(decision))
    lead = f"{found.councillor} decided on {long_date(decision.on)} under {rules.ACT}. It is due by {due}."
    may = rules.may_give_copy(request.roles, decision, request.roles.on)
    question = Question("Give the copy of the decision record", "Save the day", (reference, back), lead, may)
    form = forms.CopyForm(sent(request), initial={"on": request.roles.on})

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.give_copy(decision, said["on"], by=request.roles.user, at=calendars.now())
        return "It is recorded when the copy was given.", back

    return ask(request, question, form, act)
