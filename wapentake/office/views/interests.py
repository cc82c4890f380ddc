"""The register of interests at the desk: each member keeps the own one."""

import datetime as dt
import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars

from .. import actions, forms, pages
from ..models import Councillor, Interest
from ..queries import DeskRequest, current_version
from ..rules import may_keep_register, may_read_registers, may_settle_withholding


def registers(request: DeskRequest) -> HttpResponse:
    """To the own register; for the Monitoring Officer, everybody's."""
    if request.roles.councillor is not None:
        return redirect("office:interests_of", slug=request.roles.councillor.slug)
    may_read_registers(request.roles).demand()
    page = pages.councillors_page(request.roles.on, to="office:interests_of")
    return render(request, "office/registers.html", {"page": page})


def register(request: DeskRequest, slug: str) -> HttpResponse:
    """One register, as it stands or as it stood at the end of a day."""
    councillor = get_object_or_404(Councillor, slug=slug)
    may_keep_register(request.roles, councillor).demand()
    now = calendars.now()
    form = forms.AsAtForm(request.GET if "on-day" in request.GET else None)
    at = _end_of(form.cleaned_data["on"]) if form.is_valid() else now
    page = pages.register_desk(councillor, request.roles, min(at, now), now=now)
    return render(request, "office/interests.html", {"page": page, "form": form})


def _end_of(day: dt.date) -> dt.datetime:
    return calendars.start_of_day(day + calendars.DAY)


def _back(councillor: Councillor) -> tuple[str, str]:
    return "Register of interests", reverse("office:interests_of", args=[councillor.slug])


def add(request: DeskRequest, slug: str) -> HttpResponse:
    """A new entry."""
    councillor = get_object_or_404(Councillor, slug=slug)
    may_keep_register(request.roles, councillor).demand()
    back = _back(councillor)
    form = forms.InterestForm(request.POST or None, on=request.roles.on)

    def act(said: dict[str, Any]) -> str:
        actions.register_interest(councillor, form.entry(), by=request.roles.user, at=calendars.now())
        return back[1]

    return ask(request, Question("Register an interest", "Register it", back), form, act)


def _standing(slug: str, entry: uuid.UUID) -> Interest:
    found = current_version(get_object_or_404(Councillor, slug=slug), entry)
    if found is None:
        raise Http404
    return found


def change(request: DeskRequest, slug: str, entry: uuid.UUID) -> HttpResponse:
    """Another version of an entry; the one before stays on record."""
    interest = _standing(slug, entry)
    may_keep_register(request.roles, interest.councillor).demand()
    back = _back(interest.councillor)
    form = forms.InterestForm(request.POST or None, on=request.roles.on, interest=interest)
    lead = "What it says now stays on record, with today’s date."

    def act(said: dict[str, Any]) -> str:
        actions.change_interest(interest, form.entry(), by=request.roles.user, at=calendars.now())
        return back[1]

    return ask(request, Question("Change an interest", "Save", back, lead), form, act)


def withhold(request: DeskRequest, slug: str, entry: uuid.UUID) -> HttpResponse:
    """The Monitoring Officer's answer to a request to withhold an entry."""
    interest = _standing(slug, entry)
    may_settle_withholding(request.roles, interest.councillor, interest).demand()
    back = _back(interest.councillor)
    lead = f"{interest.councillor} asks to withhold: {interest.description}. What you publish stands online at once."

    def act(said: dict[str, Any]) -> str:
        actions.settle_withholding(interest, said["agreed"] == "yes", by=request.roles.user, at=calendars.now())
        return back[1]

    form = forms.WithholdForm(request.POST or None)
    return ask(request, Question("Withhold an interest?", "Save", back, lead), form, act)


def end(request: DeskRequest, slug: str, entry: uuid.UUID) -> HttpResponse:
    """An interest that is no longer there."""
    interest = _standing(slug, entry)
    may_keep_register(request.roles, interest.councillor).demand()
    back = _back(interest.councillor)
    question = Question("End an interest", "Say that it ended", back, f"{interest.description}.")

    def act(said: dict[str, Any]) -> str:
        actions.end_interest(interest, said["on"], by=request.roles.user, at=calendars.now())
        return back[1]

    return ask(request, question, forms.EndInterestForm(request.POST or None), act)
