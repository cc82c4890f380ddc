"""Addresses that have moved."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars, published
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, rules


@published.published_page("moved", paths=lambda: pages.moved_paths(), watches={"moved"})
def moved(request: HttpRequest) -> HttpResponse:
    """The list for residents. The addresses in it are of this family too: the store answers for them."""
    return published.response(
        request, "publishing/moved.html", {"page": pages.moved_page()}, shows={"moved:all"}, promotes=False
    )


@require_safe
def desk_moved(request: DeskRequest) -> HttpResponse:
    """The list at the desk."""
    page = pages.moved_page(request.roles)
    return render(request, "publishing/desk_moved.html", {"page": page, "notes": messages.get_messages(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def move_address(request: DeskRequest) -> HttpResponse:
    """Have an address lead on."""
    rules.may_move_addresses(request.roles).demand()

    def act(said: dict[str, Any]) -> str:
        given = {"because": said["because"], "by": request.roles.user, "at": calendars.now()}
        made = actions.move_address(said["old"], said["new"], **given)
        messages.success(request, f"{made.old} leads to {made.new} within seconds.")
        return reverse("publishing:desk_moved")

    lead = "Whoever follows an old link is led on. Nothing else changes, and it cannot be taken back, only changed."
    question = Question("Have an address lead on", "Lead on", ("Addresses", reverse("publishing:desk_moved")), lead)
    return ask(request, question, forms.MoveAddressForm(request.POST or None), act)
