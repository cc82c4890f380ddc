"""The tests of ring-fenced money, answered by the ward's co-ordinator before members decide."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries, rules
from .asking import Question, ask, sent

LEAD = "Members can vote for it once the tests of {} are answered. The answers are published with the award."


@require_http_methods(["GET", "HEAD", "POST"])
def answer_tests(request: DeskRequest, reference: str) -> HttpResponse:
    """Answer the tests of an application's fund; the answers that are there are shown to be put right."""
    found = get_object_or_404(queries.applications_visible_to(request.roles), reference=reference)
    at = calendars.now()
    on, back = calendars.london_date(at), reverse("funding:application", args=[reference])
    may = rules.may_answer_tests(request.roles, found, on)
    question = Question(
        f"The tests of {found.fund}", "Save the answers", (reference, back), LEAD.format(found.fund), may,
        quotes=pages.quotes_of(found),
    )  # fmt: skip
    form = forms.AwardTestsForm(found, rules.tests_of(found.fund, on), sent(request))

    def act(_: dict[str, Any]) -> tuple[str, str]:
        actions.answer_tests(found, **form.answers, by=request.roles.user, at=at)
        return "The answers are saved: members can decide.", back

    return ask(request, question, form, act)
