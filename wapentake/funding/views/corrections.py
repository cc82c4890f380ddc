"""A published decision record is corrected by another one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, queries, rules
from ..states import DecisionKind
from .asking import Question, ask, sent


@require_http_methods(["GET", "HEAD", "POST"])
def correct_record(request: DeskRequest, reference: str) -> HttpResponse:
    """Correct the words of a published decision record: the one before stays, and says that it is superseded."""
    found = get_object_or_404(queries.applications_visible_to(request.roles), reference=reference)
    may, back = rules.may_correct_record(request.roles, found), reverse("funding:application", args=[reference])
    lead = (
        "The record that is published now stays as it is, and says that this one supersedes it. Money is not corrected "
        "here: record what came back on the award’s page, or correct the posting under Funds."
    )
    question = Question("Correct the published record", "Publish the corrected record", (reference, back), lead, may)
    decision = queries.decision_of(found, DecisionKind.APPROVE)
    newest = queries.records_of(decision)[0] if decision else None
    fields = ("reasons", "alternatives", "equality")
    initial = {name: getattr(newest, name) for name in fields} if newest and may else {}
    form = forms.CorrectForm(sent(request), initial=initial)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        made = actions.correct_record(found, **said, by=request.roles.user, at=calendars.now())
        return f"Record {made.number} is published, and supersedes the one before.", back

    return ask(request, question, form, act)
