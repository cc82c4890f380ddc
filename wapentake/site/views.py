"""Pages gathered from many rooms."""

import datetime as dt
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from wapentake.design.views import error_page
from wapentake.foundation import audit, calendars, published
from wapentake.foundation.operations import health
from wapentake.funding import actions as funding
from wapentake.office.queries import DeskRequest, LeftOut, left_out
from wapentake.people import actions as people
from wapentake.people.models import User
from wapentake.places.models import Ward
from wapentake.places.queries import localities_on, named_places_on, normalise, ward_by_slug, wards_on
from wapentake.plans.queries import published_priority

from . import documents, pages
from .forms import SearchForm
from .readers import cast

ATOM = "application/atom+xml; charset=utf-8"


@published.published_page("front", paths=lambda: pages.front_paths())
def front(request: HttpRequest) -> HttpResponse:
    """The front page."""
    page = pages.front_page(published.moment(request), _left_out(request))
    return published.response(
        request, "site/front.html", {"page": page}, shows=page.shows, valid_until=page.valid_until
    )


@published.published_page("ward", paths=lambda: pages.ward_paths(calendars.today()), watches={"council"})
def ward(request: HttpRequest, slug: str) -> HttpResponse:
    """A ward of today's edition."""
    on = _day(request)
    if (found := ward_by_slug(slug, on)) is None:
        raise Http404
    page = pages.ward_page(found, on, _left_out(request, found.ref), published.moment(request))
    return published.response(request, "site/ward.html", {"page": page}, shows=page.shows, valid_until=page.valid_until)


@published.published_page(
    "one_page",
    paths=lambda: [f"{path}one-page/" for path in pages.ward_paths(calendars.today())],
    watches={"council"},
)
def one_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A ward on one page, for taking into a room."""
    on = _day(request)
    if (found := ward_by_slug(slug, on)) is None:
        raise Http404
    page = pages.one_page(found, on, _left_out(request, found.ref))
    return published.response(
        request, "site/one_page.html", {"page": page}, shows=page.shows, valid_until=page.valid_until
    )


@login_not_required
@require_safe
def one_page_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """A ward on one side of a sheet, as PDF/UA."""
    now = calendars.now()
    on = calendars.london_date(now)
    if (found := ward_by_slug(slug, on)) is None:
        raise Http404
    page = pages.one_page(found, on, left_out({"council:all", found.ref}, now))
    answer = HttpResponse(documents.one_page_pdf(page, on), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-one-page.pdf"'
    return answer


@published.published_page(
    "priority",
    paths=lambda: pages.priority_paths(calendars.today()),
    watches={"priority", "council"},
    near=lambda refs: pages.priority_near(refs, calendars.today()),
)
def priority(request: HttpRequest, ward_slug: str, slug: str) -> HttpResponse:
    """A published priority of a ward."""
    on = _day(request)
    if (place := ward_by_slug(ward_slug, on)) is None or (found := published_priority(place, slug, on)) is None:
        raise Http404
    page = pages.priority_page(found, on, _left_out(request, place.ref, found.ref))
    return published.response(
        request, "site/priority.html", {"page": page}, shows=page.shows, valid_until=page.valid_until
    )


def _section(
    request: HttpRequest, slug: str, template: str, make: Callable[[Ward, dt.date, LeftOut], Any], *, promotes: bool
) -> HttpResponse:
    """A section of a ward of today's edition."""
    on = _day(request)
    if (found := ward_by_slug(slug, on)) is None:
        raise Http404
    page = make(found, on, _left_out(request, found.ref))
    head = page.head
    return published.response(
        request, template, {"page": page}, shows=head.shows, valid_until=head.valid_until, promotes=promotes
    )


@published.published_page(
    "ward_members", paths=lambda: pages.section_paths("site:ward_members", calendars.today()), watches={"council"}
)
def ward_members(request: HttpRequest, slug: str) -> HttpResponse:
    """Who speaks for a ward, and who did."""
    return _section(
        request, slug, "site/members.html", lambda ward, on, held: pages.members_page(ward, on), promotes=False
    )


@published.published_page(
    "ward_priorities", paths=lambda: pages.section_paths("site:ward_priorities", calendars.today()), watches={"council"}
)
def ward_priorities(request: HttpRequest, slug: str) -> HttpResponse:
    """What a ward works on, and did."""
    return _section(request, slug, "site/priorities.html", pages.priorities_page, promotes=True)


@published.published_page(
    "ward_asked", paths=lambda: pages.section_paths("site:ward_asked", calendars.today()), watches={"council"}
)
def ward_asked(request: HttpRequest, slug: str) -> HttpResponse:
    """What a ward's residents are asked."""
    return _section(request, slug, "site/asked.html", pages.asked_page, promotes=True)


@published.published_page(
    "ward_groups", paths=lambda: pages.section_paths("site:ward_groups", calendars.today()), watches={"council"}
)
def ward_groups(request: HttpRequest, slug: str) -> HttpResponse:
    """Who works in a ward."""
    return _section(
        request, slug, "site/groups.html", lambda ward, on, held: pages.groups_page(ward, on), promotes=False
    )


@published.published_page(
    "ward_reports", paths=lambda: pages.section_paths("site:ward_reports", calendars.today()), watches={"council"}
)
def ward_reports(request: HttpRequest, slug: str) -> HttpResponse:
    """Every paper about a ward."""
    return _section(
        request, slug, "site/reports.html", lambda ward, on, held: pages.reports_page(ward, on), promotes=False
    )


def _feed(request: HttpRequest, slug: str, make: Callable[[Ward, dt.date, LeftOut], Any]) -> HttpResponse:
    on = _day(request)
    if (found := ward_by_slug(slug, on)) is None:
        raise Http404
    page = make(found, on, _left_out(request, found.ref))
    context = {"page": page, "site": settings.WAPENTAKE_ADDRESS.rstrip("/")}
    return published.response(
        request, "site/feed.xml", context, shows=page.shows, valid_until=page.valid_until, content_type=ATOM
    )


@published.published_page(
    "ward_priorities_feed",
    paths=lambda: pages.section_paths("site:ward_priorities_feed", calendars.today()),
    watches={"council"},
)
def ward_priorities_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What came of a ward's priorities, as an Atom feed."""
    return _feed(request, slug, pages.priorities_feed)


@published.published_page(
    "ward_asked_feed", paths=lambda: pages.section_paths("site:ward_asked_feed", calendars.today()), watches={"council"}
)
def ward_asked_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What a ward's residents are asked, as an Atom feed."""
    return _feed(request, slug, pages.asked_feed)


@published.published_page("asked", paths=lambda: ["/have-your-say/"])
def asked(request: HttpRequest) -> HttpResponse:
    """What residents of any ward are asked."""
    page = pages.all_asked_page(published.moment(request), _left_out(request))
    return published.response(
        request, "site/asked.html", {"page": page}, shows=page.shows, valid_until=page.valid_until
    )


@published.published_page("locality", paths=lambda: pages.locality_paths(calendars.today()), watches={"council"})
def locality(request: HttpRequest, slug: str) -> HttpResponse:
    """Several wards with one team."""
    return _area(request, localities_on(_day(request)).filter(slug=slug).first(), pages.locality_page)


@published.published_page("named_place", paths=lambda: pages.place_paths(calendars.today()), watches={"council"})
def named_place(request: HttpRequest, slug: str) -> HttpResponse:
    """A town centre, or another place with a name of its own."""
    return _area(request, named_places_on(_day(request)).filter(slug=slug).first(), pages.place_page)


def _area(request: HttpRequest, found: Any, make: Callable[[Any, dt.datetime], Any]) -> HttpResponse:
    if found is None:
        raise Http404
    page = make(found, published.moment(request))
    return published.response(request, "site/area.html", {"page": page}, shows=page.shows, valid_until=page.valid_until)


@published.published_page("how", paths=lambda: ["/how-it-works/"])
def how(request: HttpRequest) -> HttpResponse:
    """How neighbourhood working works."""
    return published.response(
        request, "site/how.html", {"page": pages.how_page(_day(request))}, shows={"council:all"}, promotes=False
    )


@published.published_page("accessibility", paths=lambda: ["/accessibility/"])
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    page = pages.statement_page(_day(request))
    until = None if page.overdue else calendars.start_of_day(page.next_review + calendars.DAY)
    return published.response(
        request,
        "site/accessibility.html",
        {"page": page},
        shows={"council:all"},
        valid_until=until,
        promotes=False,
    )


@published.published_page("privacy", paths=lambda: ["/privacy/"])
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice."""
    return published.response(request, "site/privacy.html", {"page": _contact()}, shows={"council:all"}, promotes=False)


@published.published_page("open_data", paths=lambda: ["/open-data/"])
def open_data(request: HttpRequest) -> HttpResponse:
    """Every data set, and the audit's daily digests."""
    page = pages.open_data_page(_day(request))
    shows = {"council:all", audit.DIGESTS}
    return published.response(request, "site/open_data.html", {"page": page}, shows=shows, promotes=False)


@published.published_page("data", paths=lambda: ["/data/"])
def data(request: HttpRequest) -> HttpResponse:
    """The index of every data set."""
    page, shows = pages.data_page(_day(request)), {"council:all", "data:all"}
    return published.response(
        request, "site/data.html", {"page": page}, shows=shows, valid_until=page.valid_until, promotes=False
    )


@published.published_page("data_catalogue", paths=lambda: ["/data/catalogue.json"])
def data_catalogue(request: HttpRequest) -> HttpResponse:
    """The same as a DCAT catalogue."""
    on = _day(request)
    until, shows = pages.data_page(on).valid_until, {"council:all", "data:all"}
    return published.as_published(
        request, pages.catalogue(on), "application/ld+json", shows=shows, valid_until=until, promotes=False
    )


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search everything that is public; a postcode leads to its ward. What is typed is kept nowhere."""
    at = calendars.now()
    form = SearchForm(request.GET or {"q": ""}, wards=list(wards_on(calendars.london_date(at))))
    if form.is_valid() and normalise(form.cleaned_data["q"]):
        return redirect(f"{reverse('places:find')}?{urlencode({'postcode': form.cleaned_data['q']})}")
    kind, number = request.GET.get("kind", ""), request.GET.get("page", "")
    page = pages.search_page(form, kind, number, at) if form.is_valid() else None
    return render(request, "site/search.html", {"page": page, "form": form})


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> StreamingHttpResponse:
    """Every public page, for search engines."""
    part = request.GET.get("part", "")
    number = int(part) if part.isdecimal() and part.isascii() and len(part) < 6 else 0
    return StreamingHttpResponse(documents.sitemap(calendars.now(), number or None), content_type="application/xml")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read."""
    return HttpResponse(documents.robots(), content_type="text/plain; charset=utf-8")


def _day(request: HttpRequest) -> dt.date:
    """The day that a published page is made for."""
    return calendars.london_date(published.moment(request))


def _left_out(request: HttpRequest, *refs: str) -> LeftOut:
    """What a hold of these, or of this page, or of the whole council, leaves out at the page's moment."""
    return left_out({"council:all", published.page_ref(request.path), *refs}, published.moment(request))


def _contact() -> dict[str, str]:
    return {"contact": settings.WAPENTAKE_CONTACT_EMAIL}


@require_GET
def desk(request: DeskRequest) -> HttpResponse:
    """What needs the person who is signed in."""
    context = {"page": pages.desk_page(request.roles, calendars.now()), "notes": messages.get_messages(request)}
    return render(request, "site/desk.html", context)


@require_POST
def check_records(request: DeskRequest) -> HttpResponse:
    """Have all records looked over again, in the background."""
    asked = funding.ask_for_check(by=request.roles.user, at=calendars.now())
    words = "The records are being checked." if asked else "The records are being checked already."
    messages.success(request, f"{words} It takes a minute or less: open this page again then.")
    return redirect("site:desk")


@login_not_required
@require_http_methods(["GET", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Who can sign in to the demonstration, and one-click sign-in. Outside demo mode there is no such page."""
    if not settings.WAPENTAKE_DEMO:
        raise Http404
    if request.method == "POST":
        member = next((person for person in cast() if person.key == request.POST.get("person")), None)
        user = User.objects.filter(email__iexact=member.email).first() if member else None
        if user is None:
            raise Http404
        people.demo_sign_in(request, user)
        return redirect("site:desk")
    return render(request, "site/demo.html", {"page": pages.demo_page()})


@login_not_required
@require_GET
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether the database and a worker answer."""
    state = health.state()
    ready = all(state.values())
    return JsonResponse({"ready": ready, **state}, status=HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE)


@login_not_required
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; the front says it before Django is asked."""
    return HttpResponse("alive\n", content_type="text/plain")


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do when a form came without its proof of origin, most often because a cookie had gone."""
    return error_page(
        HTTPStatus.FORBIDDEN,
        "This form could not be checked, and nothing was saved. Go back, load the page again, and send it once more. "
        "Signing in and forms need cookies: allow them for this site.",
    )
