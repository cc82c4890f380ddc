"""What is out is corrected."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest

from .. import actions, forms, rules
from ..models import Item
from ..states import ItemKind
from .desk import FORMS, item_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: DeskRequest, pk: int) -> HttpResponse:
    """Correct the words or times of an item; residents read what was corrected, and the words before are kept."""
    found = item_or_404(request, pk)
    rules.may_correct(request.roles, found, calendars.now()).demand()
    form = _form(found, request)
    if request.method == "POST" and form.is_valid():
        try:
            what = form.cleaned_data["what"]
            actions.correct(found, form.words, what=what, by=request.roles.user, at=calendars.now())
            messages.success(request, "It is corrected. Residents read it within seconds.")
            return redirect("publishing:desk_item", pk)
        except Refused as refused:
            form.add_error(None, refused.reason)
    return render(request, "publishing/edit.html", {"form": form, "title": "Correct what is out", "item": found})


def _form(found: Item, request: DeskRequest) -> forms.ItemForm:
    """Return the form that corrects an item of its kind."""
    sent, kind = request.POST or None, ItemKind(found.kind)
    initial = FORMS[kind].initial_of(found)
    if kind == ItemKind.DECISION:
        return forms.CorrectDecisionForm(sent, initial=initial, item=found, on=request.roles.on)
    of_kind = forms.CorrectEventForm if kind == ItemKind.EVENT else forms.CorrectForm
    return of_kind(sent, initial=initial, item=found)
