"""The desk's roles, terms, suspensions, polls and vacancies. For administrators."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.foundation.calendars import long_date
from wapentake.people.models import User

from .. import actions, forms, pages
from ..models import Councillor, Poll, RoleHeld, Suspension, Term, Vacancy
from ..queries import DeskRequest
from .asking import keepers_only


def _person(user: User | None) -> tuple[str, str]:
    """Return the way back to a person's page, or to the list where there is no account."""
    if user is None:
        return "People", reverse("office:people")
    return user.name, reverse("office:person", args=[user.public_id])


@keepers_only
def grant_role(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give a person a role."""
    user = get_object_or_404(User, public_id=public_id)
    back = _person(user)
    form = forms.RoleForm(request.POST or None, on=request.roles.on)

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        begins, ends = said["from_date"], said["to_date"]
        place, title = said["place"], said["title"]
        actions.grant_role(user, said["kind"], begins, to_date=ends, place=place, title=title, by=by, at=at)
        return back[1]

    return ask(request, Question(f"Give {user.name} a role", "Give the role", back), form, act)


@keepers_only
def end_role(request: DeskRequest, pk: int) -> HttpResponse:
    """End a role from a day on."""
    role = get_object_or_404(RoleHeld.objects.select_related("user", "ward", "locality", "organisation"), pk=pk)
    back = _person(role.user)
    question = Question(f"End the role: {pages.role_words(role)}", "End the role", back, warning=True)

    def act(said: dict[str, Any]) -> str:
        actions.end_role(role, said["on"], handover_note=said["note"], by=request.roles.user, at=calendars.now())
        return back[1]

    return ask(request, question, forms.EndRoleForm(request.POST or None), act)


@keepers_only
def hand_over(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand a role to somebody else from a day on, with a note."""
    role = get_object_or_404(RoleHeld.objects.select_related("user", "ward", "locality", "organisation"), pk=pk)
    question = Question(f"Hand over: {pages.role_words(role)}", "Hand it over", _person(role.user))

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        actions.hand_over_role(role, said["email"], said["on"], handover_note=said["note"], by=by, at=at)
        return _person(said["email"])[1]

    return ask(request, question, forms.HandOverForm(request.POST or None), act)


@keepers_only
def cover(request: DeskRequest, pk: int) -> HttpResponse:
    """Somebody covers for a role for a time."""
    role = get_object_or_404(RoleHeld.objects.select_related("user", "ward", "locality", "organisation"), pk=pk)
    back = _person(role.user)
    question = Question(f"Cover for {role.user.name}: {pages.role_words(role)}", "Arrange the cover", back)

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        actions.arrange_cover(role, said["email"], said["from_date"], said["to_date"], by=by, at=at)
        return back[1]

    return ask(request, question, forms.CoverForm(request.POST or None), act)


@keepers_only
def end_term(request: DeskRequest, pk: int) -> HttpResponse:
    """End a councillor's term, for a reason that the law knows."""
    term = get_object_or_404(Term.objects.select_related("councillor__user", "ward"), pk=pk)
    lead = "They cannot use the desk from that day on, and the seat is vacant."
    question = Question(
        f"End {term.councillor}’s term for {term.ward}", "End the term", _person(term.councillor.user), lead, True
    )

    def act(said: dict[str, Any]) -> str:
        vacancy = actions.end_term(term, said["how"], said["on"], by=request.roles.user, at=calendars.now())
        return reverse("office:declare_vacancy", args=[vacancy.pk])

    return ask(request, question, forms.EndTermForm(request.POST or None), act)


@keepers_only
def declare_vacancy(request: DeskRequest, pk: int) -> HttpResponse:
    """Record when the council declared a seat vacant."""
    vacancy = get_object_or_404(Vacancy.objects.select_related("ward"), pk=pk)
    lead = "You can also do this later, from the list of polls."
    question = Question(
        f"When was the seat in {vacancy.ward} declared vacant?", "Save", ("Polls", reverse("office:polls")), lead
    )

    def act(said: dict[str, Any]) -> str:
        actions.declare_vacancy(vacancy, said["on"], by=request.roles.user, at=calendars.now())
        return reverse("office:polls")

    return ask(request, question, forms.DayForm(request.POST or None), act)


@keepers_only
def suspend(request: DeskRequest, slug: str) -> HttpResponse:
    """Suspend a councillor for a time."""
    councillor = get_object_or_404(Councillor.objects.select_related("user"), slug=slug)
    back = _person(councillor.user)
    lead = "They keep the seat and cannot use the desk. The public page says that they are suspended, not why."

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        actions.suspend(councillor, said["from_date"], said["to_date"], said["reason"], by=by, at=at)
        return back[1]

    question = Question(f"Suspend {councillor}", "Suspend", back, lead, warning=True)
    return ask(request, question, forms.SuspendForm(request.POST or None), act)


@keepers_only
def end_suspension(request: DeskRequest, pk: int) -> HttpResponse:
    """Lift a suspension."""
    suspension = get_object_or_404(Suspension.objects.select_related("councillor__user"), pk=pk)
    back = _person(suspension.councillor.user)

    def act(said: dict[str, Any]) -> str:
        actions.end_suspension(suspension, said["on"], by=request.roles.user, at=calendars.now())
        return back[1]

    question = Question(f"Lift {suspension.councillor}’s suspension", "Lift the suspension", back)
    return ask(request, question, forms.DayForm(request.POST or None), act)


@keepers_only
def polls(request: DeskRequest) -> HttpResponse:
    """Every poll, and the seats that stand empty."""
    return render(request, "office/polls.html", {"page": pages.polls_page(request.roles.on)})


@keepers_only
def poll(request: DeskRequest, pk: int) -> HttpResponse:
    """One poll and whom it elected."""
    found = get_object_or_404(Poll.objects.select_related("ward", "parish"), pk=pk)
    return render(request, "office/poll.html", {"page": pages.poll_page(found, request.roles.on)})


@keepers_only
def hold_poll(request: DeskRequest) -> HttpResponse:
    """Record a poll, past or to come."""
    lead = "An ordinary election ends every term on the fourth day after it, and whoever was elected begins then."
    question = Question("Record a poll", "Record the poll", ("Polls", reverse("office:polls")), lead)

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        made = actions.hold_poll(said["kind"], said["on"], said["ward"], parish=said["parish"], by=by, at=at)
        return reverse("office:poll", args=[made.pk])

    return ask(request, question, forms.PollForm(request.POST or None, on=request.roles.on), act)


@keepers_only
def move_poll(request: DeskRequest, pk: int) -> HttpResponse:
    """Move a poll to another day; the day on which terms end moves with it."""
    found = get_object_or_404(Poll.objects.select_related("ward", "parish"), pk=pk)
    title, href = pages.title_of(found), reverse("office:poll", args=[pk])
    lead = f"It stands on {long_date(found.on)}. The day on which terms end, and others begin, moves with it."

    def act(said: dict[str, Any]) -> str:
        actions.move_poll(found, said["on"], by=request.roles.user, at=calendars.now())
        return href

    question = Question(f"Move to another day: {title}", "Move the poll", ("The poll", href), lead)
    return ask(request, question, forms.MovePollForm(request.POST or None), act)


@keepers_only
def elect(request: DeskRequest, pk: int) -> HttpResponse:
    """Record somebody whom a poll elected."""
    found = get_object_or_404(Poll.objects.select_related("ward", "parish"), pk=pk)
    href = reverse("office:poll", args=[pk])
    form = forms.ElectForm(request.POST or None, on=found.on, ward=found.ward)

    def act(said: dict[str, Any]) -> str:
        by, at = request.roles.user, calendars.now()
        who = (said["name"], said["email"], said["group"])
        actions.record_result(found, said["ward"], *who, by=by, at=at)
        return href

    return ask(request, Question("Record who was elected", "Record the result", ("The poll", href)), form, act)
