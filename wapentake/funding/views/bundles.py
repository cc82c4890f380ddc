"""The audit bundle of an award or of a year: asked for on one page, taken by a POST, and noted."""

from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.foundation.calendars import FinancialYear
from wapentake.office.queries import DeskRequest

from .. import actions, documents, forms, rules

NO_AWARD = "There is no application with this reference. Look it up under Money, like CLF-2026-0001"


@require_http_methods(["GET", "HEAD", "POST"])
def bundle(request: HttpRequest) -> HttpResponseBase:
    """Ask of what; a POST hands the file out, once it is noted who took it."""
    roles = cast(DeskRequest, request).roles
    rules.may_take_bundle(roles).demand()
    contacts = rules.may_read_contacts(roles)
    form = forms.BundleForm(request.POST if request.method == "POST" else None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        year = cast(FinancialYear | None, form.cleaned_data["year"])
        wanted = documents.Wanted(form.cleaned_data["reference"], year, contacts=bool(contacts))
        at = calendars.now()
        found = documents.bundle_of(wanted, at=at)
        if found is not None:
            stream = f"year:{year.slug}" if year else f"award:{wanted.reference}"
            actions.note_bundle(stream, sha256=found.sha256, contacts=wanted.contacts, by=roles.user, at=at)
            answer = FileResponse(found.file, as_attachment=True, filename=found.name, content_type="application/zip")
            answer["Cache-Control"] = "no-store"
            return answer
        form.add_error("year" if year else "reference", NO_AWARD if not year else "There is no award in this year")
    return render(request, "funding/bundle.html", {"form": form, "contacts": contacts})
