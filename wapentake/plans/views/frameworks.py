"""The lists that priorities name: all of them, one, and what is done with them."""

from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries, rules
from ..models import Framework

BACK = "What priorities may name"


@require_GET
def frameworks(request: DeskRequest) -> HttpResponse:
    """Every list."""
    page = pages.frameworks_page(request.roles)
    return render(request, "plans/frameworks.html", {"page": page, "messages": get_messages(request)})


@require_GET
def framework(request: DeskRequest, key: str) -> HttpResponse:
    """One list."""
    page = pages.framework_page(_framework(key), request.roles)
    return render(request, "plans/framework.html", {"page": page, "messages": get_messages(request)})


@require_http_methods(["GET", "POST"])
def begin_framework(request: DeskRequest) -> HttpResponse:
    """Begin a list."""
    rules.may_keep_frameworks(request.roles).demand()
    lead = "Priorities can name what stands on it from its first day. What was named before is kept."
    question = Question("Begin a list", "Begin the list", (BACK, reverse("plans:frameworks")), lead)

    def act(said: dict[str, Any]) -> str:
        made = actions.begin_framework(**said, by=request.roles.user, at=calendars.now())
        messages.success(request, f"{made.name} can be named from its first day.")
        return reverse("plans:framework", args=[made.key])

    return ask(request, question, forms.FrameworkForm(_sent(request)), act)


@require_http_methods(["GET", "POST"])
def add_outcome(request: DeskRequest, key: str) -> HttpResponse:
    """Add one to a list."""
    rules.may_keep_frameworks(request.roles).demand()
    found = _framework(key)
    back = reverse("plans:framework", args=[key])
    form = forms.OutcomeForm(found, _sent(request))

    def act(said: dict[str, Any]) -> str:
        actions.add_outcome(found, said["name"], part_of=form.whole, by=request.roles.user, at=calendars.now())
        messages.success(request, "It is added.")
        return back

    return ask(request, Question(f"Add to {found}", "Add it", (found.name, back)), form, act)


@require_http_methods(["GET", "POST"])
def end_framework(request: DeskRequest, key: str) -> HttpResponse:
    """End a list."""
    rules.may_keep_frameworks(request.roles).demand()
    found = _framework(key)
    back = reverse("plans:framework", args=[key])
    lead = "Priorities that name it keep what they said. Drafts can name it until that day."
    question = Question(f"End {found}", "End the list", (found.name, back), lead, warning=True)

    def act(said: dict[str, Any]) -> str:
        actions.end_framework(found, said["on"], by=request.roles.user, at=calendars.now())
        messages.success(request, "The list has its last day.")
        return back

    return ask(request, question, forms.EndFrameworkForm(_sent(request)), act)


def _framework(key: str) -> Framework:
    found = next((one for one in queries.all_frameworks() if one.key == key), None)
    if found is None:
        raise Http404
    return found


def _sent(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None
