"""Another purpose of an award: asked for by the group's link or from paper, answered on the desk."""

import datetime as dt
from typing import cast
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from wapentake.design.forms import GovForm
from wapentake.design.views import open_to_all
from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest
from wapentake.people.models import User

from .. import actions, forms, pages, queries
from ..models import Application
from ..queries.purposes import print_of_purpose, purposes_of
from .applying import TOO_MANY
from .asking import followed, sent

DONE = {"ask": "It is written down, and waits for those who decide on the fund.", "answer": "Your answer is recorded."}


@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: HttpRequest, reference: str) -> HttpResponse:
    """What an award may be used for; a POST asks for something else from paper, or answers."""
    roles, at = cast(DeskRequest, request).roles, calendars.now()
    found = get_object_or_404(queries.applications_visible_to(roles), reference=reference)
    act, status = request.POST.get("act", ""), 200
    given = {act: sent(request)}
    shown = {"ask": forms.PurposeForm(given.get("ask")), "answer": _answer(found, given.get("answer"))}
    if act in DONE and shown[act].is_valid():
        try:
            _act(act, found, shown[act], roles.user, at)
            messages.success(request, DONE[act])
            return redirect("funding:purpose", reference=reference)
        except Refused as refusal:
            shown[act].add_error(None, refusal.reason)
            status = 403
    page = pages.purpose_page(found, roles, at)
    context = {"page": page, "shown": shown, "forms": list(shown.values()), "notes": messages.get_messages(request)}
    return render(request, "funding/purpose.html", context, status=status)


def _answer(found: Application, given: QueryDict | None) -> forms.AnswerPurposeForm:
    return forms.AnswerPurposeForm(given, read=print_of_purpose(next(iter(purposes_of(found)), None)))


def _act(act: str, found: Application, form: GovForm, by: User, at: dt.datetime) -> None:
    if act == "ask":
        actions.ask_purpose_change(found, **form.cleaned_data, by=by, at=at)
        return
    newest = next(iter(purposes_of(found)), None)
    if newest is None:
        raise Refused("No change of purpose waits for an answer.")
    actions.answer_purpose_change(newest, **cast(forms.AnswerPurposeForm, form).said, by=by, at=at)


@open_to_all
def ask_purpose(request: HttpRequest, token: UUID) -> HttpResponse:
    """The group asks to use its award for something else; its link alone opens this."""
    rows = Application.objects.select_related("fund", "ward", "councillor", "organisation")
    found, at = get_object_or_404(rows, token=token), calendars.now()
    page = pages.ask_purpose_page(found)
    form = forms.PurposeForm(sent(request) if page.may else None)
    if form.is_valid():
        try:
            if not ratelimit.consume(request, action="apply_send"):
                raise Refused(TOO_MANY)
            actions.ask_purpose_change(found, **form.cleaned_data, by=None, at=at)
            return followed(token, "purpose")
        except Refused as refusal:
            form.add_error(None, refusal.reason)
    return render(request, "funding/ask_purpose.html", {"page": page, "form": form})
