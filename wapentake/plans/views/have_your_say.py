"""Calls for input as residents read and answer them: without an account, a cookie or JavaScript.

The forms carry no CSRF token on purpose: nobody is signed in here, so there is nothing that a browser sends by itself.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from wapentake.design.views import error_page, open_to_all
from wapentake.foundation import calendars, published
from wapentake.foundation.calendars import london_date
from wapentake.foundation.mail import mailbox_of
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import left_out
from wapentake.office.states import HeldPart
from wapentake.places.queries import ward_by_slug

from .. import actions, forms, pages, queries, rules
from ..models import InputAnswer, InputCall

TRAP = "website"  # no person sees this field, so what fills it in is a machine


@published.published_page("input", paths=pages.call_paths, watches={"input", "council"}, near=pages.call_near)
def input_page(request: HttpRequest, slug: str, call: str) -> HttpResponse:
    """What a ward asks, of whom and until when; then what was heard and decided."""
    at = published.moment(request)
    found = _public(slug, call, at)
    page = pages.public_call_page(found, at)
    held = left_out({"council:all", published.page_ref(request.path), found.ward.ref, found.ref}, at)
    context = {"page": page, "left_out": held.sentence if HeldPart.WORDS in held else ""}
    return published.response(request, "plans/input_page.html", context, shows=page.shows, valid_until=page.valid_until)


@open_to_all
def input_give(request: HttpRequest, slug: str, call: str) -> HttpResponseBase:
    """Answer: the questions, then the page that checks them, then the receipt.

    Past so many mails to one mailbox the answer is kept, and the page alone is its receipt.
    """
    at = calendars.now()
    found = _public(slug, call, at)

    def give(form: forms.AnswerForm) -> InputAnswer:
        email = form.words.email.strip()
        receipt = bool(email) and bool(ratelimit.consume(request, action="input_mail", key=mailbox_of(email)))
        return actions.give_answer(found, form.words, form.key, at=at, receipt=receipt)

    return _answering(request, found, None, give)


@open_to_all
def input_given(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """The receipt, and the answer as it stands."""
    found = _by_link(token)
    page = pages.given_page(found, calendars.now())
    return render(request, "plans/input_given.html", {"page": page})


@open_to_all
def input_change(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """Answer anew, until the call closes."""
    at, found = calendars.now(), _by_link(token)
    if not rules.may_change_answer(found, at):
        return redirect("plans:given_answer", token=token)
    return _answering(
        request, found.call, found, lambda form: actions.change_answer(found, form.words, form.key, at=at)
    )


@open_to_all
def input_take_back(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """Take an answer back, once that was asked."""
    at, found = calendars.now(), _by_link(token)
    if not rules.may_change_answer(found, at):
        return redirect("plans:given_answer", token=token)
    if request.method == "POST":
        actions.withdraw_answer(found, at=at)
        return redirect("plans:given_answer", token=token)
    return render(request, "plans/input_take_back.html", {"page": pages.given_page(found, at)})


def _answering(
    request: HttpRequest, call: InputCall, old: InputAnswer | None, act: Callable[[forms.AnswerForm], InputAnswer]
) -> HttpResponseBase:
    """Show the questions; what is sound is checked by its writer, and sent from there. Nothing typed is lost."""
    at = calendars.now()
    form = forms.AnswerForm(call, london_date(at), request.POST if request.method == "POST" else None, old=old)
    page, refused = pages.answering_page(call, at, old), ""
    if request.method == "POST" and page.takes and form.is_valid() and "change" not in request.POST:
        try:
            if "send" not in request.POST:
                return render(request, "plans/input_check.html", {"page": page, "form": form, "rows": form.in_words})
            if request.POST.get(TRAP) or not ratelimit.consume(request, action="input_send"):
                return error_page(HTTPStatus.TOO_MANY_REQUESTS)
            return redirect("plans:given_answer", token=act(form).token)
        except Refused as refusal:
            refused = refusal.reason
    return render(request, "plans/input_form.html", {"page": page, "form": form, "refused": refused})


def _public(slug: str, call: str, at: Any) -> InputCall:
    place = ward_by_slug(slug, london_date(at))
    found = queries.public_call(place, call) if place else None
    if found is None:
        raise Http404("Nothing is asked at this address.")
    return found


def _by_link(token: UUID) -> InputAnswer:
    found = queries.answer_by_token(token)
    if found is None:
        raise Http404("There is no answer at this address.")
    return found
