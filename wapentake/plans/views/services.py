"""The desk's pages of one service: what the wards ask of it; and of the protocol with all."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest
from wapentake.organisations.models import Organisation

from .. import actions, forms, pages, queries, rules
from .answers import csv_file, sent, show


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Every service and partner, with how asks of it stand."""
    desk = cast(DeskRequest, request)
    return show(desk, "services", pages.services_page(desk.roles))


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """What the wards ask of one service."""
    desk = cast(DeskRequest, request)
    return show(desk, "service", pages.service_page(_service(slug), desk.roles))


@require_safe
def service_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Everything that touches a service, as CSV."""
    body = _service(slug)
    return csv_file(body.slug, pages.SERVICE_HEADS, pages.service_cells(body, cast(DeskRequest, request).roles))


@require_safe
def protocol(request: HttpRequest) -> HttpResponse:
    """The protocol between wards and services."""
    desk = cast(DeskRequest, request)
    return show(desk, "protocol", pages.protocol_page(desk.roles))


BACK = "The protocol"


@require_http_methods(["GET", "HEAD", "POST"])
def write_protocol(request: DeskRequest) -> HttpResponse:
    """Write a new version of the protocol."""
    rules.may_keep_protocol(request.roles).demand()
    found = queries.protocol_on(request.roles.on)
    form = forms.ProtocolForm(sent(request), initial={"text": found.text if found else ""})
    lead = "Services agree to each version anew. The earlier ones are kept."

    def act(said: dict[str, Any]) -> str:
        made = actions.write_protocol(**said, by=request.roles.user, at=calendars.now())
        messages.success(request, f"{made} is written. It holds from {calendars.long_date(made.from_date)}.")
        return reverse("plans:protocol")

    return ask(request, Question("Write a new version", "Save it", (BACK, reverse("plans:protocol")), lead), form, act)


@require_http_methods(["GET", "HEAD", "POST"])
def agree_protocol(request: DeskRequest, slug: str) -> HttpResponse:
    """Say that a service agrees to the protocol."""
    body, found = _service(slug), queries.protocol_on(request.roles.on)
    rules.may_agree_protocol(request.roles, found, body).demand()
    assert found is not None
    form = forms.ProtocolAgreementForm(sent(request), initial={"on": request.roles.on})

    def act(said: dict[str, Any]) -> str:
        actions.agree_to_protocol(found, body, said["name"], said["on"], by=request.roles.user, at=calendars.now())
        messages.success(request, f"It is written down that {body} agrees.")
        return reverse("plans:protocol")

    question = Question(f"{body} agrees to the protocol", "Write it down", (BACK, reverse("plans:protocol")))
    return ask(request, question, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_time(request: DeskRequest) -> HttpResponse:
    """Say in how many days services answer."""
    rules.may_keep_protocol(request.roles).demand()

    def act(said: dict[str, Any]) -> str:
        days = (said["organisation"], said["working_days"], said["remind_days"], said["from_date"])
        actions.set_answer_time(*days, source=said["source"], by=request.roles.user, at=calendars.now())
        messages.success(request, "It is saved. What is asked from that day on has the new time.")
        return reverse("plans:protocol")

    lead = "What has been asked before keeps the day that it was given."
    question = Question("In how many days is an ask answered?", "Save", (BACK, reverse("plans:protocol")), lead)
    return ask(request, question, forms.AnswerTimeForm(sent(request)), act)


def _service(slug: str) -> Organisation:
    found = queries.service_by_slug(slug)
    if found is None:
        raise Http404
    return found
