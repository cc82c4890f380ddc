"""What is held on a person: found, given, erased. The name is never in an address."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.foundation.operations.held import held_in_rooms
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest
from wapentake.people.models import User

from .. import actions, pages, queries, rules
from ..forms import HeldForm

MOST = 100  # applications on the page; the file has all of them


@require_http_methods(["GET", "HEAD", "POST"])
def held(request: HttpRequest) -> HttpResponseBase:
    """Search, then give or erase. Each is on record."""
    rules.may_search_people(cast(DeskRequest, request).roles).demand()
    form = HeldForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "funding/held.html", {"form": form, "found": None, "said": ""})
    text, by, at = form.cleaned_data["text"], cast(User, request.user), calendars.now()
    if request.POST.get("act") == "give":
        answer = JsonResponse(actions.give_what_is_held(text, by=by, at=at), json_dumps_params={"indent": 1})
        answer["Content-Disposition"] = "attachment; filename=what-is-held.json"
        answer["Cache-Control"] = "no-store"
        return answer
    return _shown(request, form, _erased(text, request.POST.get("erase", ""), by))


def _erased(text: str, what: str, by: User) -> str:
    """Erase one thing that the search has found, and say so."""
    found, at = queries.held_on(text), calendars.now()
    try:
        for application in found.applications:
            if application.reference == what:
                actions.erase_application(application, by=by, at=at)
                return f"The names and addresses in {what} are erased."
        for draft in found.drafts:
            if f"draft-{draft.pk}" == what:
                actions.erase_draft(draft, by=by, at=at)
                return "The draft is deleted."
        called, _, key = what.rpartition(" ")
        if called and key.isdecimal() and len(key) < 19:
            actions.erase_held_row(text, called, int(key), by=by, at=at)
            return f"{called}: erased."
    except Refused as refused:
        return refused.reason
    return ""


def _shown(request: HttpRequest, form: HeldForm, said: str) -> HttpResponse:
    found = queries.held_on(form.cleaned_data["text"])
    shown = found.applications[:MOST]
    may = {one.reference: rules.may_erase(cast(DeskRequest, request).roles, one) for one in shown}
    rooms = pages.held_rows(held_in_rooms(form.cleaned_data["text"]))
    context = {"form": form, "found": found, "said": said, "may": may, "most": MOST, "rooms": rooms}
    return render(request, "funding/held.html", context | {"accounts": pages.accounts_words(shown, calendars.today())})
