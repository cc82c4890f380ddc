"""The offer of an award: the group's letter and answer by its link, and the co-ordinator's for it."""

from typing import Any, cast
from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.design.views import open_to_all
from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest

from .. import actions, documents, pages, queries
from ..forms import OfferForm
from ..models import Application
from .applying import TOO_MANY
from .asking import Question, ask, followed, sent


@open_to_all
def answer_offer(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """The group reads the offer and answers it; its link alone opens this."""
    application, at = _by_link(token), calendars.now()
    page = pages.offer_letter(application, None, calendars.london_date(at))
    form = _form(page, sent(request) if page.may else None)
    if form.is_valid():
        try:
            if not ratelimit.consume(request, action="apply_send"):
                raise Refused(TOO_MANY)
            actions.answer_offer(application, form.given, by=None, at=at)
            return followed(token, "offer")
        except Refused as refusal:
            form.add_error(None, refusal.reason)
    back = reverse("funding:follow", args=[token])
    return render(request, "funding/offer.html", {"page": page, "form": form, "back_href": back})


@open_to_all
def offer_pdf(request: HttpRequest, token: UUID) -> HttpResponse:
    """The letter as a file, to keep."""
    application, on = _by_link(token), calendars.today()
    page = pages.offer_letter(application, None, on)
    answer = HttpResponse(documents.offer_pdf(page, on), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="offer-{application.reference}.pdf"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def enter_answer(request: HttpRequest, reference: str) -> HttpResponse:
    """The ward's co-ordinator writes down what a group answered on paper or by telephone."""
    roles = cast(DeskRequest, request).roles
    rows = queries.applications_visible_to(roles).select_related("particulars")
    found = get_object_or_404(rows, reference=reference)
    page = pages.offer_letter(found, roles, calendars.today())
    back = reverse("funding:application", args=[reference])
    lead = page.stands or f"Write down what the group answered on paper or by telephone. {page.until}"
    question = Question(page.title, "Keep the answer", (f"{found.organisation}: the award", back), lead, page.may)
    form = _form(page, sent(request))

    def do(clean: dict[str, Any]) -> tuple[str, str]:
        actions.answer_offer(found, form.given, by=roles.user, at=calendars.now())
        return "The group’s answer is kept.", back

    return ask(request, question, form, do)


def _form(page: pages.OfferLetter, given: QueryDict | None) -> OfferForm:
    return OfferForm(given, declares=page.declares, sells=page.sells, read=page.print)


def _by_link(token: UUID) -> Application:
    found = Application.objects.select_related("fund", "ward", "councillor", "organisation", "particulars")
    return get_object_or_404(found, token=token)
