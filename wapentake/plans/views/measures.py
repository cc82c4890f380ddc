"""The desk's pages of what priorities are measured by."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries, rules
from ..models import Measure, MeasureReading
from .priorities import _priority

BY_HAND = "A figure that somebody counts or asks about. Say where it began, and what it is meant to come to."
FOLLOW = "A figure of the ward profile. New readings come by themselves, each with how it came to the ward."


@require_GET
def measure(request: DeskRequest, pk: int) -> HttpResponse:
    """A measure."""
    page = pages.measure_page(_measure(request, pk), request.roles)
    return render(request, "plans/measure.html", {"page": page, "messages": get_messages(request)})


@require_http_methods(["GET", "POST"])
def add_measure(request: DeskRequest, pk: int) -> HttpResponse:
    """Add a measure whose readings are entered by hand."""
    return _add(request, pk, forms.HandMeasureForm(_sent(request)), BY_HAND)


@require_http_methods(["GET", "POST"])
def follow_figure(request: DeskRequest, pk: int) -> HttpResponse:
    """Add a measure whose readings come from the ward's evidence."""
    known = queries.possible_indicators(request.roles.on)
    return _add(request, pk, forms.EvidenceMeasureForm(_sent(request), known=known), FOLLOW)


def _add(
    request: DeskRequest, pk: int, form: forms.HandMeasureForm | forms.EvidenceMeasureForm, lead: str
) -> HttpResponse:
    found = _priority(request, pk)
    rules.may_keep_measures(request.roles, found).demand()
    question = Question("Say how we will know", "Add the measure", (found.title, pages.href_of(found)), lead)

    def act(_: Any) -> str:
        made = actions.add_measure(found, form.measure, by=request.roles.user, at=calendars.now())
        messages.success(request, "The measure is added.")
        return pages.measure_href(made)

    return ask(request, question, form, act)


@require_http_methods(["GET", "POST"])
def enter_reading(request: DeskRequest, pk: int) -> HttpResponse:
    """Enter what a measure came to."""
    found, form = _measure(request, pk), forms.ReadingForm(_sent(request))
    rules.may_enter_reading(request.roles, found).demand()

    def act(_: Any) -> str:
        actions.enter_reading(found, form.words, by=request.roles.user, at=calendars.now())
        return "The reading is entered."

    return _ask_of(request, found, "Enter a reading", form, act)


@require_http_methods(["GET", "POST"])
def set_target(request: DeskRequest, pk: int) -> HttpResponse:
    """Set a new target."""
    found, form = _measure(request, pk), forms.TargetForm(_sent(request))
    rules.may_change_measure(request.roles, found).demand()

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        actions.set_target(found, float(said["target"]), said["by_date"], because=said["because"], by=by, at=at)
        return "The target is changed. The earlier one stays on the page, with your reason."

    return _ask_of(request, found, "Change the target", form, act)


@require_http_methods(["GET", "POST"])
def end_measure(request: DeskRequest, pk: int) -> HttpResponse:
    """End a measure."""
    found, form = _measure(request, pk), forms.BecauseForm(_sent(request))
    rules.may_change_measure(request.roles, found).demand()

    def act(said: dict[str, Any]) -> str:
        actions.end_measure(found, because=said["because"], by=request.roles.user, at=calendars.now())
        return "The measure is ended. It is no longer on the public page."

    return _ask_of(request, found, "End this measure", form, act)


@require_http_methods(["GET", "POST"])
def strike_reading(request: DeskRequest, pk: int) -> HttpResponse:
    """Strike out a reading that was wrong."""
    row = MeasureReading.objects.select_related("measure__priority__ward").filter(pk=pk).first()
    if row is None:
        raise Http404
    found, form = _measure(request, row.measure_id), forms.BecauseForm(_sent(request))
    rules.may_enter_reading(request.roles, found).demand()

    def act(said: dict[str, Any]) -> str:
        actions.strike_reading(row, because=said["because"], by=request.roles.user, at=calendars.now())
        return "The reading is struck out, and kept with your reason."

    return _ask_of(request, found, "Strike out this reading", form, act)


def _ask_of(
    request: DeskRequest, found: Measure, title: str, form: BaseForm, act: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """Ask about a measure; once it is done, say so on its page."""
    where = pages.measure_href(found)

    def done(said: dict[str, Any]) -> str:
        messages.success(request, act(said))
        return where

    return ask(request, Question(title, title, (found.name, where), found.name), form, done)


def _sent(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _measure(request: DeskRequest, pk: int) -> Measure:
    """Return a measure of a priority that this person may see, or 404."""
    rows = Measure.objects.select_related("priority__ward", "priority__cycle", "indicator")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    _priority(request, found.priority_id)
    return found
