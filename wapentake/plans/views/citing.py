"""Citing figures and findings for a draft."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, queries, rules
from ..models import Citation, FindingCited, Priority

NOTHING_KNOWN = "Nothing more is known of this ward: record a finding under Evidence first."


@require_http_methods(["GET", "POST"])
def cite(request: DeskRequest, pk: int) -> HttpResponse:
    """Cite a figure of the ward for a draft."""
    found = _seen(request, pk)
    rules.may_cite(request.roles, found).demand()
    form = forms.CiteForm(
        rules.figures_beside(found.ward), _sent(request), initial={"indicator": request.GET.get("indicator")}
    )
    lead = "Its source stands beside it. A later reading changes nothing of what is cited."

    def act(said: dict[str, Any]) -> str:
        actions.cite(found, int(said["indicator"]), says=said["says"], by=request.roles.user, at=calendars.now())
        return _cited(request, found, "It is cited as it stands today.")

    return ask(request, Question("Cite a figure", "Cite it", _back(found), lead), form, act)


@require_http_methods(["GET", "POST"])
def take_out(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a figure out of a draft."""
    row = get_object_or_404(Citation.objects.select_related("indicator", "priority__ward"), pk=pk)
    found = _seen(request, row.priority_id)
    rules.may_edit(request.roles, found).demand()

    def act(_: dict[str, Any]) -> str:
        actions.take_out_citation(row, by=request.roles.user, at=calendars.now())
        return _cited(request, found, "It is taken out.")

    question = Question(f"Take out: {row.indicator}", "Take it out", _back(found), row.says, warning=True)
    return ask(request, question, forms.QuestionForm(_sent(request)), act)


@require_http_methods(["GET", "POST"])
def cite_finding(request: DeskRequest, pk: int) -> HttpResponse:
    """Cite what is known of the ward for a draft."""
    found = _seen(request, pk)
    rules.may_cite_finding(request.roles, found).demand()
    known = queries.findings_to_cite(found)
    form = forms.CiteFindingForm(known, _sent(request))
    lead = NOTHING_KNOWN if not known else "A later finding that replaces it is shown beside it, not instead of it."

    def act(said: dict[str, Any]) -> str:
        chosen = next(one for one in known if str(one.pk) == said["finding"])
        actions.cite_finding(found, chosen, by=request.roles.user, at=calendars.now())
        return _cited(request, found, "The priority rests on it now.")

    return ask(request, Question("Cite a finding", "Cite it", _back(found), lead), form, act)


@require_http_methods(["GET", "POST"])
def take_out_finding(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a finding out of a draft."""
    row = get_object_or_404(FindingCited.objects.select_related("finding", "priority__ward"), pk=pk)
    found = _seen(request, row.priority_id)
    rules.may_edit(request.roles, found).demand()

    def act(_: dict[str, Any]) -> str:
        actions.take_out_finding(row, by=request.roles.user, at=calendars.now())
        return _cited(request, found, "It is taken out.")

    question = Question("Take out this finding", "Take it out", _back(found), row.finding.text, warning=True)
    return ask(request, question, forms.QuestionForm(_sent(request)), act)


def _seen(request: DeskRequest, pk: int) -> Priority:
    found = Priority.objects.select_related("ward").filter(pk=pk).first()
    if found is None:
        raise Http404
    return get_object_or_404(queries.priorities_visible_to(request.roles, found.ward), pk=pk)


def _back(found: Priority) -> tuple[str, str]:
    return (found.title, reverse("plans:priority", args=[found.pk]))


def _cited(request: DeskRequest, found: Priority, words: str) -> str:
    messages.success(request, words)
    return reverse("plans:priority", args=[found.pk])


def _sent(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None
