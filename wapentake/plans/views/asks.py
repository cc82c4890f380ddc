"""The desk's pages of what wards ask of services."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.design.forms import Question
from wapentake.design.forms import ask as ask_and_act
from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import DeskRequest
from wapentake.places.models import Ward
from wapentake.places.queries import ward_by_slug

from .. import actions, forms, pages, queries, rules
from ..models import Action, Ask, Priority
from .answers import csv_file, sent, show


@require_safe
def asks(request: HttpRequest) -> HttpResponse:
    """The list, for all staff."""
    desk = cast(DeskRequest, request)
    return show(desk, "asks", pages.asks_page(desk.roles, request.GET.dict()))


@require_safe
def asks_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list as it is narrowed, as CSV."""
    roles = cast(DeskRequest, request).roles
    rows = pages.narrowed_asks(roles, forms.AsksFilterForm(roles.on, request.GET))
    return csv_file("asks", pages.ASK_HEADS, (pages.ask_cells(row, roles) for row in rows))


@require_safe
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """One ask."""
    desk = cast(DeskRequest, request)
    return show(desk, "ask", pages.ask_page(_ask(pk), desk.roles))


@require_http_methods(["GET", "HEAD", "POST"])
def new_ask(request: DeskRequest) -> HttpResponse:
    """Ask a service for something: for a ward, from one of its priorities or actions, or as its members wish."""
    ward, priority, action = _origin(request)
    rules.may_ask_for(request.roles, ward).demand()
    owner = action.owner if action else None
    form = forms.WardAskForm(sent(request), initial={"organisation": owner})
    made_from = f"From the action “{action}”. " if action else f"From the priority “{priority}”. " if priority else ""
    lead = f"{made_from}The service is written to at once, and its time to answer begins."
    question = Question(f"What does {ward} ask for?", "Ask the service", ("Asks", reverse("plans:asks")), lead)

    def act(said: dict[str, Any]) -> str:
        words = form.words(priority, action)
        made = actions.ask_for(ward, words, key=said["key"], by=request.roles.user, at=calendars.now())
        messages.success(
            request, f"{made.organisation} is asked. Its answer is due on {calendars.long_date(made.due_on)}."
        )
        return pages.ask_href(made)

    return ask_and_act(request, question, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
def accept_ask(request: DeskRequest, pk: int) -> HttpResponse:
    """Accept an ask, with a date."""
    found = _ask(pk)

    def act(said: dict[str, Any]) -> None:
        by, at = request.roles.user, calendars.now()
        actions.accept_ask(found, said["promise"], said["due_on"], by=by, at=at)

    form = forms.AcceptForm(sent(request), initial={"promise": found.text})
    texts = ("Accept what is asked", "Accept it", "It is accepted, and is a commitment now.")
    return _answer(request, found, texts, form, act, rules.may_answer(request.roles, found))


@require_http_methods(["GET", "HEAD", "POST"])
def decline_ask(request: DeskRequest, pk: int) -> HttpResponse:
    """Decline an ask, with the reasons."""
    found = _ask(pk)

    def act(said: dict[str, Any]) -> None:
        actions.decline_ask(found, said["reason"], by=request.roles.user, at=calendars.now())

    texts = ("Decline what is asked", "Decline it", "It is declined. The ward reads your reasons.")
    form = forms.DeclineForm(sent(request))
    return _answer(request, found, texts, form, act, rules.may_answer(request.roles, found))


@require_http_methods(["GET", "HEAD", "POST"])
def more_time(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask for more time."""
    found = _ask(pk)

    def act(said: dict[str, Any]) -> None:
        actions.ask_for_time(found, said["until"], said["reason"], by=request.roles.user, at=calendars.now())

    texts = ("Ask for more time", "Ask for more time", "The ward is told until when, and why.")
    form = forms.MoreTimeForm(sent(request))
    return _answer(request, found, texts, form, act, rules.may_answer(request.roles, found))


@require_http_methods(["GET", "HEAD", "POST"])
def call_off_ask(request: DeskRequest, pk: int) -> HttpResponse:
    """Call an ask off."""
    found = _ask(pk)

    def act(said: dict[str, Any]) -> None:
        actions.call_off_ask(found, said["reason"], by=request.roles.user, at=calendars.now())

    texts = ("Ask for it no more?", "Call it off", "It is called off. It stays on record.")
    form = forms.CallOffAskForm(sent(request))
    return _answer(request, found, texts, form, act, rules.may_call_off_ask(request.roles, found))


def _answer(
    request: DeskRequest, found: Ask, texts: tuple[str, str, str], form: BaseForm, act: Callable[[Any], None],
    may: Verdict,
) -> HttpResponse:  # fmt: skip
    """Ask and act; the act leads back to the ask. What may not be done is refused with its reason."""
    may.demand()
    title, button, said = texts
    lead = f"{found.ward} asks: {found.text}"

    def acted(values: Any) -> str:
        act(values)
        messages.success(request, said)
        return pages.ask_href(found)

    return ask_and_act(request, Question(title, button, ("The ask", pages.ask_href(found)), lead), form, acted)


def _ask(pk: int) -> Ask:
    found = queries.asks().select_related("asked_by", "answered_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _origin(request: DeskRequest) -> tuple[Ward, Priority | None, Action | None]:
    """Return the ward that asks, and the priority or action that it asks from. 404 where they are not there."""
    action = _row(Action.objects.select_related("priority__ward", "owner"), request.GET.get("action", ""))
    asked_from = _row(Priority.objects.select_related("ward"), request.GET.get("priority", ""))
    priority = action.priority if action else asked_from
    ward = priority.ward if priority else ward_by_slug(request.GET.get("ward", ""), request.roles.on)
    if ward is None or (priority and not queries.priorities_visible_to(request.roles, ward).filter(pk=priority.pk)):
        raise Http404
    return ward, priority, action


def _row(rows: Any, key: str) -> Any:
    return rows.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 10 else None
