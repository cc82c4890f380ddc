"""Instalments: set and read on the desk, shown for by the group through its link."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
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
from .applying import TOO_MANY
from .asking import followed, sent

Act = Callable[[Application, Any, User, Any], object]
ACTS: dict[str, tuple[Act, str]] = {
    "set": (
        lambda found, form, by, at: actions.set_instalments(found, form.parts, by=by, at=at),
        "It is set how the award is paid.",
    ),
    "see": (
        lambda found, form, by, at: actions.see_shown(found, **form.cleaned_data, by=by, at=at),
        "It is read: the instalment can be paid from its day on.",
    ),
    "paper": (
        lambda found, form, by, at: actions.show_for_instalment(found, form.said, by=by, at=at),
        "It is written down, and read: the instalment can be paid from its day on.",
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def instalments(request: HttpRequest, reference: str) -> HttpResponse:
    """How an award is paid; a POST sets it, or says that what the group showed has been read."""
    roles, at = cast(DeskRequest, request).roles, calendars.now()
    found = get_object_or_404(queries.applications_visible_to(roles), reference=reference)
    page = pages.instalments_page(found, roles)
    act, status = request.POST.get("act", ""), 200
    shown = _forms(page, act if act in ACTS else "", request)
    if act in ACTS and (form := shown[act]).is_valid():
        do, done = ACTS[act]
        try:
            do(found, form, roles.user, at)
            messages.success(request, done)
            return redirect("funding:instalments", reference=reference)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            status = 403
    context = {"page": page, "shown": shown, "forms": list(shown.values()), "notes": messages.get_messages(request)}
    return render(request, "funding/instalments.html", context, status=status)


def _forms(page: pages.InstalmentsPage, act: str, request: HttpRequest) -> dict[str, GovForm]:
    """Return the page's three forms, one of them with what was sent."""
    given = {act: sent(request)}
    return {
        "set": forms.InstalmentsForm(page.parts, given.get("set")),
        "see": forms.SeenForm(given.get("see"), read=page.print, initial={"number": page.number}),
        "paper": forms.ShowForm(page.first, given.get("paper")),
    }


@open_to_all
def show_instalment(request: HttpRequest, token: UUID) -> HttpResponse:
    """The group shows what its next instalment waits for; its link alone opens this."""
    rows = Application.objects.select_related("fund", "ward", "organisation")
    found, at = get_object_or_404(rows, token=token), calendars.now()
    page = pages.show_page(found)
    form = forms.ShowForm(page.first, sent(request) if page.may else None)
    if form.is_valid():
        try:
            if not ratelimit.consume(request, action="apply_send"):
                raise Refused(TOO_MANY)
            actions.show_for_instalment(found, form.said, by=None, at=at)
            return followed(token, "instalment")
        except Refused as refusal:
            form.add_error(None, refusal.reason)
    return render(request, "funding/show_instalment.html", {"page": page, "form": form})
