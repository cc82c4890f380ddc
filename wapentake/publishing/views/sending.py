"""Sending a bulletin from the desk; and the links and pictures of its mails, which anybody's mail program asks for."""

import base64
import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wapentake.design.forms import Action, GovForm, Question, ask
from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries, rules
from ..models import Bulletin
from ..readers import called_back, is_machine

form_or_sent = require_http_methods(["GET", "HEAD", "POST"])
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@form_or_sent
def send_bulletin(request: DeskRequest, pk: int) -> HttpResponse:
    """Send it to everybody who asked for it."""
    found = _bulletin(request, pk)
    lead = f"It goes to {queries.readers_of(found.wards).count():,} people. You can pause it, and see how far it is."
    return _ask(request, found, actions.start_sending, Question("Send the bulletin", "Send it", _back(found), lead))


@form_or_sent
def pause_bulletin(request: DeskRequest, pk: int) -> HttpResponse:
    """Stop it until somebody lets it go on."""
    found = _bulletin(request, pk)
    question = Question("Pause the bulletin", "Pause it", _back(found), "The next mail does not leave.")
    return _ask(request, found, actions.pause_sending, question, forms.WhyForm)


@form_or_sent
def go_on_bulletin(request: DeskRequest, pk: int) -> HttpResponse:
    """Let it go on."""
    found = _bulletin(request, pk)
    lead = "Everybody who has not had it yet gets it."
    return _ask(request, found, actions.go_on_sending, Question("Let it go on", "Let it go on", _back(found), lead))


@form_or_sent
def send_despite_hold(request: DeskRequest, pk: int) -> HttpResponse:
    """The Monitoring Officer lets it out while publicity is held."""
    found = _bulletin(request, pk)
    rules.may_send_despite_hold(request.roles, found, calendars.now()).demand()
    lead = "It goes out in the weeks before an election. Your reason is kept with it."
    question = Question("Let it out all the same", "Let it out", _back(found), lead, warning=True)
    return _ask(request, found, actions.send_despite_hold, question, forms.WhyForm)


@form_or_sent
def resume_all_sending(request: DeskRequest) -> HttpResponse:
    """After a restore: let mail go out again."""
    rules.may_resume_all(request.roles).demand()

    def act(said: dict[str, Any]) -> str:
        actions.resume_all_sending(by=request.roles.user, at=calendars.now(), **said)
        messages.success(request, "Sending is on. What was waiting goes out within minutes.")
        return reverse("publishing:desk_bulletins")

    back = ("Bulletins", reverse("publishing:desk_bulletins"))
    question = Question("Let mail go out again", "Turn sending on", back, pages.resume_words())
    return ask(request, question, forms.WhyForm(request.POST or None), act)


def _ask(
    request: DeskRequest, found: Bulletin, action: Action, question: Question, form: type[GovForm] = GovForm
) -> HttpResponse:
    def act(said: dict[str, Any]) -> str:
        action(found, by=request.roles.user, at=calendars.now(), **said)
        messages.success(request, "It is done.")
        return _back(found)[1]

    sent = request.POST if request.method == "POST" else None
    return ask(request, question, form(sent), act)


def _back(bulletin: Bulletin) -> tuple[str, str]:
    return bulletin.subject, reverse("publishing:desk_bulletin", args=[bulletin.pk])


def _bulletin(request: DeskRequest, pk: int) -> Bulletin:
    return get_object_or_404(queries.bulletins_visible_to(request.roles), pk=pk)


@login_not_required
@never_cache
@require_safe
def click(request: HttpRequest, pk: int, number: int, token: str = "") -> HttpResponse:
    """Go where a bulletin's link leads, which is what is stored under its number and nowhere else."""
    link = queries.link_of(pk, number)
    if link is None:
        raise Http404("There is no such link.")
    if request.method == "GET" and not is_machine(request.headers.get("User-Agent", "")):
        actions.count_click(link, mail=queries.mail_of_token(token) if token else None, at=calendars.now())
    return HttpResponseRedirect(link.target)


@login_not_required
@never_cache
@require_safe
def seen(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Give the picture of one point, whoever asks, and count it for who agreed."""
    mail = queries.mail_of_token(token)
    if mail is not None and request.method == "GET" and not is_machine(request.headers.get("User-Agent", "")):
        actions.count_open(pk, mail, at=calendars.now())
    return HttpResponse(PIXEL, content_type="image/gif")


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def called_back_by(request: HttpRequest) -> HttpResponse:
    """What a provider calls back about a mail, under the secret that was agreed with it."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.WAPENTAKE_CALLBACK_SECRET or not constant_time_compare(given, settings.WAPENTAKE_CALLBACK_SECRET):
        return HttpResponse("The secret is wrong.", status=403, content_type="text/plain")
    try:
        said = json.loads(request.body)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        return HttpResponse("Send one JSON object.", status=400, content_type="text/plain")
    found = called_back(said)
    if found is not None:
        actions.take_bounce(found, queries.bounce_limits(), at=calendars.now())
    return HttpResponse(status=204)
