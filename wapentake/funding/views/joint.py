"""What several wards are to buy: the list, one purchase, and that somebody takes it up."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries, rules


@require_http_methods(["GET", "HEAD", "POST"])
def same_purchases(request: DeskRequest) -> HttpResponse:
    """Cost lines alike in several wards."""
    rules.may_buy_together(request.roles).demand()
    page = pages.same_purchases_page(request.roles, request.GET.get("days", ""))
    return render(request, "funding/same_purchases.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def same_purchase(request: DeskRequest, words: str) -> HttpResponse:
    """One purchase; a POST takes it up."""
    rules.may_buy_together(request.roles).demand()
    longest = max(queries.PERIODS)
    found = next((each for each in queries.same_purchases(request.roles.on, longest) if each.words == words), None)
    if found is None:
        raise Http404("No lines of several wards are alike in these words any more.")
    form = forms.TakeUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.take_up(found, form.cleaned_data["note"], by=request.roles.user, at=calendars.now())
        messages.success(request, "It is taken up.")
        return redirect("funding:same_purchase", words)
    page = pages.same_purchase_page(found, request.roles)
    shown = {"page": page, "form": form, "notes": messages.get_messages(request)}
    return render(request, "funding/same_purchase.html", shown)
