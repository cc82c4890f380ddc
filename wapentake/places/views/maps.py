"""The desk's boundaries and postcodes: load, compare, switch. For administrators."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wapentake.design.forms import Question, ask
from wapentake.foundation.calendars import long_date
from wapentake.foundation.files import on_disk

from .. import actions, forms, pages
from ..models import BoundarySet
from ..queries import standing_days
from ..readers.boundaries import read_boundaries
from ..readers.postcodes import read_code_point
from ..rules import ActingRequest, may_switch
from .asking import by, keepers_only, typed, typed_with_files


def _href(chosen: BoundarySet) -> str:
    return reverse("places:boundary_set", args=[chosen.pk])


@keepers_only
def boundaries(request: ActingRequest) -> HttpResponse:
    """Every set of boundaries."""
    return render(request, "places/desk/boundaries.html", {"page": pages.sets_page(request.roles.on)})


@keepers_only
def boundary_set(request: ActingRequest, pk: int) -> HttpResponse:
    """One set, compared with the one in use."""
    chosen = get_object_or_404(BoundarySet, pk=pk)
    return render(request, "places/desk/boundary_set.html", {"page": pages.set_page(chosen, request.roles.on)})


@keepers_only
def load_boundaries(request: ActingRequest) -> HttpResponse:
    """Load a file of boundaries. It is not in use until somebody has compared it and switched."""
    lead = "The file is checked and kept. Nothing changes for residents until you have compared it and put it to use."
    question = Question("Load boundaries", "Load them", ("Boundaries", reverse("places:boundaries")), lead)

    def act(said: dict[str, Any]) -> str:
        kind = said["kind"]
        with on_disk(said["file"]) as path:
            areas, source = read_boundaries(path, kind, settings.WAPENTAKE_COUNCIL_CODE)
        asked, codes = (said["from_date"], said["to_date"]), [area.code for area in areas]
        begins, ends = standing_days(codes, kind, *asked, request.roles.on)
        words = {"name": said["name"], "attribution": said["attribution"], **by(request)}
        return _href(actions.load_boundary_set(areas, source, kind=kind, from_date=begins, to_date=ends, **words)[0])

    return ask(request, question, forms.BoundaryFileForm(*typed_with_files(request)), act)


@keepers_only
def switch_boundaries(request: ActingRequest, pk: int) -> HttpResponse:
    """Put a set to use, after asking once more."""
    chosen = get_object_or_404(BoundarySet, pk=pk)
    lead = (
        f"From {long_date(chosen.from_date)} the maps of wards are drawn from it, and each postcode’s ward is worked "
        "out anew. The set that it replaces is kept, and can be put to use again."
    )
    question = Question(f"Put to use: {chosen}", "Put it to use", ("The comparison", _href(chosen)), lead, warning=True)
    if not may_switch(chosen):
        return redirect(_href(chosen))

    def act(said: dict[str, Any]) -> str:
        actions.switch_boundary_set(chosen, on=request.roles.on, **by(request))
        return _href(chosen)

    return ask(request, question, Form(typed(request)), act)


@keepers_only
def postcodes(request: ActingRequest) -> HttpResponse:
    """How many postcodes there are, and the loads of them."""
    notes = messages.get_messages(request)
    return render(request, "places/desk/postcodes.html", {"page": pages.postcodes_page(), "notes": notes})


@keepers_only
def load_postcodes(request: ActingRequest) -> HttpResponse:
    """Load a file of postcodes, all of it or nothing."""
    lead = "All of the file is taken or nothing, and each postcode’s ward is worked out. It may take a minute."
    question = Question("Load postcodes", "Load them", ("Postcodes", reverse("places:postcodes")), lead)

    def act(said: dict[str, Any]) -> str:
        with on_disk(said["file"]) as path:
            rows, source = read_code_point([path])
            asked = {"live": True, "many_ended": said["many_ended"]}
            load = actions.load_postcodes(rows, source, on=request.roles.on, **asked, **by(request))
        counts = f"{load.added:,} added, {load.changed:,} changed, {load.ended:,} no longer in use"
        messages.success(request, f"{load.read:,} postcodes read: {counts}; {load.replaced_wards:,} have a new ward.")
        return reverse("places:postcodes")

    return ask(request, question, forms.PostcodeFileForm(*typed_with_files(request)), act)
