"""Carrying forward into a new cycle's plan."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest
from wapentake.places.queries import ward_by_slug

from .. import actions, forms, queries, rules


@require_http_methods(["GET", "POST"])
def carry(request: DeskRequest, slug: str) -> HttpResponse:
    """Choose what goes on in the new cycle, one by one."""
    if (place := ward_by_slug(slug, request.roles.on)) is None:
        raise Http404
    rules.may_draft(request.roles, place).demand()
    offered = queries.can_be_carried(request.roles, place)
    form = forms.CarryForm(offered, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            for priority, chosen in form.chosen:
                actions.carry_forward(priority, place, chosen, by=request.roles.user, at=calendars.now())
            messages.success(request, "They are drafts of this cycle now. Look them over, and put them to the members.")
            return redirect("plans:ward", slug=slug)
        except Refused as refused:
            form.add_error(None, refused.reason)
    return render(request, "plans/carry.html", {"ward": place, "form": form, "forms": [form]})
