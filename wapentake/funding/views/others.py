"""What others gave to an award: the list, one more line, and the word that it has come."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.foundation.money import pounds
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries, rules
from ..models import Application, OtherMoney
from .asking import Question, ask, sent


def _award(request: DeskRequest, **wanted: Any) -> Application:
    found = queries.applications_visible_to(request.roles).filter(**wanted).first()
    if found is None:
        raise Http404("There is no such application that you may see.")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def match(request: DeskRequest, reference: str) -> HttpResponse:
    """What others gave to an award."""
    page = pages.match_page(_award(request, reference=reference), request.roles)
    return render(request, "funding/match.html", {"page": page, "notes": messages.get_messages(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def add_match(request: DeskRequest, reference: str) -> HttpResponse:
    """Write down what somebody gave."""
    award = _award(request, reference=reference)
    back = ("What others gave", reverse("funding:match", args=[reference]))
    may = rules.may_keep_match(request.roles, award)
    question = Question("Write down what somebody gave", "Write it down", back, f"To {award.title}.", may)
    form = forms.MatchForm(sent(request))

    def act(_: dict[str, Any]) -> tuple[str, str]:
        one = actions.add_match(award, form.other, by=request.roles.user, at=calendars.now())
        return f"{pounds(one.pence)} from {one.who} is written down.", back[1]

    return ask(request, question, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_match(request: DeskRequest, pk: int) -> HttpResponse:
    """Confirm that what was expected has come."""
    one = get_object_or_404(OtherMoney, pk=pk)
    award = _award(request, pk=one.application_id)
    back = ("What others gave", reverse("funding:match", args=[award.reference]))
    may = rules.may_keep_match(request.roles, award)
    lead = f"{pounds(one.pence)} was expected from {one.who} for {award.title}."
    question = Question("Confirm what others gave", "Confirm it", back, lead, may and rules.may_confirm_match(one))

    def act(said: dict[str, Any]) -> tuple[str, str]:
        done = actions.confirm_match(one, said["amount"], by=request.roles.user, at=calendars.now())
        return f"{pounds(done.pence)} from {done.who} counts as drawn in.", back[1]

    return ask(request, question, forms.ConfirmMatchForm(sent(request), initial={"amount": one.pence}), act)
