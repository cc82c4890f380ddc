"""The desk's places: how they stand, and the wards. For administrators."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wapentake.design.forms import Question, ask
from wapentake.foundation.files import on_disk

from .. import actions, forms, pages
from ..models import Ward
from ..queries import cover_of, locality_of
from ..readers.council import read_council
from ..rules import ActingRequest
from .asking import by, keepers_only, typed, typed_with_files


def _ward(code: str) -> Ward:
    return get_object_or_404(Ward.objects.select_related("edition"), code=code)


def _href(ward: Ward) -> str:
    return reverse("places:desk_ward", args=[ward.code])


@keepers_only
def overview(request: ActingRequest) -> HttpResponse:
    """What the council's places are made of, and what to do first."""
    page, notes = pages.overview(request.roles.on), messages.get_messages(request)
    return render(request, "places/desk/overview.html", {"page": page, "notes": notes})


@keepers_only
def set_up(request: ActingRequest) -> HttpResponse:
    """Set up wards, localities, parishes and named places from a file."""
    question = Question(
        "Set up the council’s places",
        "Set them up",
        ("Places", reverse("places:desk")),
        "Everything that is missing is added, and nothing that is there is changed: a second time does nothing.",
    )

    def act(said: dict[str, Any]) -> str:
        with on_disk(said["file"]) as path:
            data, source = read_council(path)
        added = actions.set_up_council(data, source=source, **by(request))
        counted = ", ".join(f"{count} {name}" for name, count in added.items())
        messages.success(request, f"Added: {counted}." if counted else "Everything was there already.")
        return reverse("places:desk")

    return ask(request, question, forms.CouncilFileForm(*typed_with_files(request)), act)


@keepers_only
def wards(request: ActingRequest) -> HttpResponse:
    """The wards of today."""
    return render(request, "places/desk/wards.html", {"page": pages.desk_wards(request.roles.on)})


@keepers_only
def ward(request: ActingRequest, code: str) -> HttpResponse:
    """One ward and all that hangs on it."""
    return render(request, "places/desk/thing.html", {"page": pages.desk_ward(_ward(code), request.roles.on)})


@keepers_only
def change_ward(request: ActingRequest, code: str) -> HttpResponse:
    """Another name, number of seats or description for a ward."""
    found = _ward(code)
    initial = {"name": found.name, "seats": found.seats, "description": found.description, "on": request.roles.on}
    lead = "The address of its page stays. Other wards, or other edges, come with a new order: load its file then."
    question = Question(f"Change {found}", "Save", (found.name, _href(found)), lead)

    def act(said: dict[str, Any]) -> str:
        actions.change_ward(found, **said, **by(request))
        return _href(found)

    return ask(request, question, forms.WardForm(typed(request), initial=initial), act)


@keepers_only
def move_ward(request: ActingRequest, code: str) -> HttpResponse:
    """Put a ward into another locality from a day on."""
    found, on = _ward(code), request.roles.on
    now = locality_of(found, on)
    lead = f"It is in {now} now." if now else "It is in no locality now."
    question = Question(f"Move {found} to a locality", "Move it", (found.name, _href(found)), lead)

    def act(said: dict[str, Any]) -> str:
        actions.move_ward_to_locality(found, said["locality"], on=said["on"], **by(request))
        return _href(found)

    return ask(request, question, forms.MoveWardForm(typed(request), on=on), act)


@keepers_only
def confirm_cover(request: ActingRequest, code: str) -> HttpResponse:
    """Say as a fact whether a ward is parished."""
    found, on = _ward(code), request.roles.on
    now = cover_of(found, on)
    lead = "Residents read it on the ward’s page. Levy money follows the site of a development, never this."
    question = Question(f"Is {found} parished?", "Confirm it", (found.name, _href(found)), lead)
    initial = {"cover": now.cover if now else None, "on": on}

    def act(said: dict[str, Any]) -> str:
        actions.confirm_cover(found, said["cover"], on=said["on"], **by(request))
        return _href(found)

    return ask(request, question, forms.CoverForm(typed(request), initial=initial), act)
