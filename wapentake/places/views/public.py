"""Public pages of places."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wapentake.foundation import published
from wapentake.foundation.calendars import london_date, today

from .. import pages
from ..forms import PostcodeForm
from ..queries import shown, ward_by_slug
from ..states import AnswerKind


@published.published_page("wards", paths=pages.wards_paths, watches={"council"})
def wards(request: HttpRequest) -> HttpResponse:
    """Show the wards on a map and in a list."""
    page = pages.wards_page(london_date(published.moment(request)))
    if page is None:
        raise Http404("No wards are set up yet.")
    return published.response(
        request,
        "places/wards.html",
        {"page": page},
        shows={"council:all"},
        valid_until=page.valid_until,
        promotes=False,
    )


@published.published_page("earlier wards", paths=lambda: pages.earlier_paths(today()), watches={"council"})
def earlier(request: HttpRequest, slug: str, from_year: int) -> HttpResponse:
    """Show a ward of an earlier edition; the ward of today's edition is at its own address."""
    on = london_date(published.moment(request))
    ward = ward_by_slug(slug, from_year=from_year)
    if ward is None:
        raise Http404("There was no ward of that name in an edition from that year.")
    if ward.edition.is_on(on):
        return redirect("site:ward", slug)
    page = pages.earlier_page(ward)
    return published.response(request, "places/earlier.html", {"page": page}, shows=page.shows, promotes=False)


@login_not_required
@require_safe
@never_cache
def find(request: HttpRequest) -> HttpResponse:
    """Lead a postcode to its ward's page, or say why it does not. What is typed is kept nowhere."""
    typed = request.GET.get("postcode")
    form = PostcodeForm(None if typed is None else {"postcode": typed})
    answer = form.answer if form.is_valid() else None
    if answer and answer.kind is AnswerKind.FOUND and answer.ward:
        return redirect("site:ward", answer.ward.slug)
    context = {"page": pages.find_page(answer), "form": form, "typed": shown(typed or "")}
    return render(request, "places/find.html", context)
