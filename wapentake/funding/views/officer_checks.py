"""The checks of an application: ticked by officers over days, and taken back while it is undecided."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest

from .. import actions, pages, queries
from ..forms.officer_checks import TickForm
from ..models import Application, OfficerCheck
from .asking import sent


@require_http_methods(["GET", "HEAD", "POST"])
def checks(request: DeskRequest, reference: str) -> HttpResponse:
    """Tick checks, each with a note, or take one back. What is refused comes back with the reason."""
    found, at = get_object_or_404(queries.applications_visible_to(request.roles), reference=reference), calendars.now()
    page, undo = pages.checks_page(found, request.roles, at), request.POST.get("undo", "")
    form, status = TickForm(page.every, page.found, None if undo else sent(request)), 200
    if request.method == "POST" and not page.may:
        form, status = _refused(page, request, page.may.reason), 403
    elif undo or form.is_valid():
        try:
            messages.success(request, _undone(request, found, undo) if undo else _ticked(request, found, form))
            return redirect("funding:checks", reference=reference)
        except Refused as refusal:
            form, status = _refused(page, request, refusal.reason), 403
    notes = messages.get_messages(request)
    return render(request, "funding/checks.html", {"page": page, "form": form, "notes": notes}, status=status)


def _ticked(request: DeskRequest, found: Application, form: TickForm) -> str:
    actions.tick_checks(found, form.ticks, by=request.roles.user, at=calendars.now())
    return "What you checked is kept, with your name and the time."


def _undone(request: DeskRequest, found: Application, key: str) -> str:
    rows = OfficerCheck.objects.filter(application=found).select_related("application")
    tick = get_object_or_404(rows, pk=int(key) if key.isdecimal() and len(key) < 19 else 0)
    actions.undo_tick(tick, by=request.roles.user, at=calendars.now())
    return "It is taken back: the check is to be made again."


def _refused(page: pages.ChecksPage, request: DeskRequest, reason: str) -> TickForm:
    """Return the form as it was sent, with why it was refused and nothing else."""
    form = TickForm(page.every, page.found, request.POST)
    form.full_clean()
    form.errors.clear()
    form.add_error(None, reason)
    return form
