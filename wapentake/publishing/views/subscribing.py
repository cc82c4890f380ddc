"""The e-bulletin as residents subscribe to it and leave it: without an account, a cookie or JavaScript.

What is at stake is guarded by the links alone: who reads the mail of an address has them. A link that is opened changes
nothing, since programs open links too: only a button does.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac

from wapentake.design.views import error_page, open_to_all
from wapentake.foundation import calendars
from wapentake.foundation.mail import mailbox_of
from wapentake.foundation.verdicts import Refused

from .. import actions, forms, pages, queries
from ..models import Subscriber
from ..queries import preferences_path, subscription_rule_on
from ..rules import Agreed
from ..states import ConsentBy

TRAP = "website"  # no person sees this field, so what fills it in is a machine
ONE_CLICK = "One-Click"


@open_to_all
def subscribe(request: HttpRequest) -> HttpResponseBase:
    """Choose wards and give an address. Whatever the address, the answer is the same."""
    at = calendars.now()
    page = pages.subscribe_page(
        at, postcode=request.GET.get("postcode", ""), ward=request.GET.get("ward", ""),
        priorities=request.GET.getlist("priority")[:9], place=request.GET.get("place", ""),
    )  # fmt: skip
    sent = request.POST if request.method == "POST" else None
    rule = subscription_rule_on(calendars.london_date(at))
    form = forms.SubscribeForm(page.offers, rule, at, sent, wanted=page.wanted, found=page.found)
    if sent is not None and form.is_valid():
        if not (
            ratelimit.consume(request, action="subscribe")
            and ratelimit.consume(request, action="subscribe_all", key="all")
        ):
            return error_page(HTTPStatus.TOO_MANY_REQUESTS)
        email = form.cleaned_data["email"]
        if not request.POST.get(TRAP) and _mailbox_has_room(request, email):
            actions.ask_to_subscribe(email, form.wanted, at=at)
        return redirect("publishing:asked")
    return render(request, "publishing/subscribe.html", {"page": page, "form": form})


def _mailbox_has_room(request: HttpRequest, email: str) -> bool:
    """Count what is asked for one mailbox."""
    return bool(ratelimit.consume(request, action="subscribe_mailbox", key=mailbox_of(email)))


@open_to_all
def asked(request: HttpRequest) -> HttpResponse:
    """Check your mail."""
    return render(request, "publishing/asked.html", {"contact": settings.WAPENTAKE_CONTACT_EMAIL})


@open_to_all
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """What was asked for, and the button that confirms it."""
    at, found = calendars.now(), queries.who_confirms(token)
    if found is None:
        raise Http404("There is nothing to confirm at this address.")
    page = pages.confirm_page(found, at)
    asked = Getting(forms.ConfirmForm, actions.confirm, page.may, "confirmed")
    return _get(request, "confirm", found, page, asked, at)


@open_to_all
def preferences(request: HttpRequest, token: str) -> HttpResponseBase:
    """What one gets, to change it."""
    at, found = calendars.now(), queries.who_prefers(token)
    if found is None:
        raise Http404("There are no preferences at this address.")
    page = pages.preferences_page(found, at, request.GET.get("done", ""))
    asked = Getting(forms.PreferencesForm, actions.change_preferences, page.subscribed, "saved")
    return _get(request, "preferences", found, page, asked, at)


@dataclass(frozen=True)
class Getting:
    """How what one gets is asked for: the form, the action, whether it may be taken, and the word for it when done."""

    form: type[forms.ConfirmForm | forms.PreferencesForm]
    act: Callable[..., Subscriber]
    may: object
    done: str


def _get(
    request: HttpRequest, name: str, found: Subscriber, page: Any, asked: Getting, at: dt.datetime
) -> HttpResponseBase:
    """Show what somebody gets, and once it is sent and sound let the action make it so."""
    agreed, refused = {"opens": found.opens_agreed, "promotions": found.promotions_agreed}, ""
    sent = request.POST if request.method == "POST" else None
    form = asked.form(page.offers, sent, wanted=page.wanted, initial=agreed)
    if sent is not None and asked.may and form.is_valid():
        try:
            asked.act(found, form.wanted, _agreed(request, form), at=at)
            return redirect(f"{preferences_path(found)}?done={asked.done}")
        except Refused as refusal:
            refused = refusal.reason
    return render(request, f"publishing/{name}.html", {"page": page, "form": form, "refused": refused})


@open_to_all
def unsubscribe(request: HttpRequest, token: str) -> HttpResponseBase:
    """Leave: by the button of this page, or by that of a mail program (RFC 8058), which gets no page back."""
    said = queries.who_leaves(token)
    if said is None:
        raise Http404("There is nobody to unsubscribe at this address.")
    found, bulletin = said
    if request.method != "POST":
        return render(request, "publishing/unsubscribe.html", {"page": pages.leave_page(found)})
    one_click = request.POST.get("List-Unsubscribe", "") == ONE_CLICK
    how = ConsentBy.ONE_CLICK if one_click else ConsentBy.UNSUBSCRIBED
    actions.leave(found, at=calendars.now(), how=how, bulletin=bulletin, ip_hash=_ip_hash(request))
    return HttpResponse("You are unsubscribed.", content_type="text/plain") if one_click else redirect(request.path)


def _agreed(request: HttpRequest, form: forms.ConfirmForm | forms.PreferencesForm) -> Agreed:
    said = form.cleaned_data
    return Agreed(opens=said["opens"], promotions=said["promotions"], ip_hash=_ip_hash(request))


def _ip_hash(request: HttpRequest) -> str:
    """Return a keyed hash of where somebody is: it proves nothing to who does not know the address."""
    return salted_hmac("publishing.consent", get_adapter().get_client_ip(request)).hexdigest()
