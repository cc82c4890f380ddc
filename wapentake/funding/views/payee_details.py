"""Bank details: the group's page by its link, and the desk's."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wapentake.design.forms import GovForm
from wapentake.design.views import open_to_all
from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest
from wapentake.people.models import User

from .. import actions, pages, queries, rules
from ..forms import CheckDetailsForm, PayeeForm, RefuseDetailsForm
from ..models import Application, PayeeDetails
from ..states.payees import CheckedBy
from .applying import TOO_MANY
from .asking import Question, ask, followed, sent

NUMBERS = ("account_name", "sort_code", "account_number")


@open_to_all
@sensitive_post_parameters(*NUMBERS)
def give_details(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """The group says where to pay; its link alone opens this."""
    found = Application.objects.select_related("fund", "ward", "councillor", "organisation", "priority")
    application = get_object_or_404(found, token=token)
    may = rules.may_give_details(None, application)
    form = PayeeForm(sent(request) if may else None)
    if form.is_valid():
        try:
            if not ratelimit.consume(request, action="apply_send"):
                raise Refused(TOO_MANY)
            actions.give_details(application, form.account, by=None, at=calendars.now())
            return followed(token, "payee")
        except Refused as refusal:
            form.add_error(None, refusal.reason)
    return render(request, "funding/give_details.html", {"application": application, "form": form, "may": may})


@sensitive_post_parameters(*NUMBERS)
def type_details(request: DeskRequest, reference: str) -> HttpResponse:
    """The ward's co-ordinator types bank details in that a group gave on paper or in person."""
    found = _award(request, reference)
    back = reverse("funding:payee", args=[reference])
    question = Question(
        "Type bank details in", "Keep them", (f"{found.organisation}: where it is paid to", back),
        "For a group that gave them on paper or in person. Another officer checks them before anything is paid.",
        rules.may_give_details(request.roles, found),
    )  # fmt: skip
    form = PayeeForm(sent(request))

    def do(clean: dict[str, Any]) -> tuple[str, str]:
        actions.give_details(found, form.account, by=request.roles.user, at=calendars.now())
        return "The bank details are kept. A finance officer checks them next.", back

    return ask(request, question, form, do)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def payee(request: HttpRequest, reference: str) -> HttpResponse:
    """Where an award is paid to. A POST names its act: show the numbers, check them, refuse them."""
    roles, found = cast(DeskRequest, request).roles, _award(request, reference)
    forms: dict[str, GovForm] = {"check": CheckDetailsForm(), "refuse": RefuseDetailsForm()}
    account, act = None, request.POST.get("act", "")
    try:
        if act == "show" and (details := queries.details_of(found)):
            account = actions.open_details(details, by=cast(User, request.user), at=calendars.now())
        elif act in ACTS:
            forms[act] = type(forms[act])(request.POST)
            if forms[act].is_valid():
                messages.success(request, ACTS[act](request, found, forms[act].cleaned_data))
                return redirect("funding:payee", reference=reference)
    except Refused as refusal:
        form = forms.setdefault(act, GovForm({}))
        form.full_clean()
        form.add_error(None, refusal.reason)
    status = 403 if any(form.non_field_errors() for form in forms.values()) else 200
    context = {"page": pages.payee_page(found, roles, account), "shown": forms, "forms": list(forms.values())}
    context["notes"] = messages.get_messages(request)
    return render(request, "funding/payee.html", context, status=status)


def _award(request: HttpRequest, reference: str) -> Application:
    rules.may_see_people(cast(DeskRequest, request).roles).demand()
    rows = queries.applications_visible_to(cast(DeskRequest, request).roles)
    return get_object_or_404(rows, reference=reference)


def _details(request: HttpRequest, found: Application) -> PayeeDetails:
    """Return the bank details that the form was shown for: newer ones are not checked by accident."""
    asked = request.POST.get("details", "")
    return get_object_or_404(found.payee_details, pk=int(asked) if asked.isdecimal() and len(asked) < 18 else 0)


def _check(request: HttpRequest, found: Application, clean: dict[str, Any]) -> str:
    given = {"how": CheckedBy(clean["how"]), "said": clean["said"], "by": cast(User, request.user)}
    actions.check_details(_details(request, found), **given, at=calendars.now())
    return "The bank details are checked. The payment is no longer held."


def _refuse(request: HttpRequest, found: Application, clean: dict[str, Any]) -> str:
    by = cast(User, request.user)
    actions.refuse_details(_details(request, found), said=clean["why"], by=by, at=calendars.now())
    return "The bank details are refused. The group has been asked for them again."


ACTS: dict[str, Callable[[HttpRequest, Application, dict[str, Any]], str]] = {"check": _check, "refuse": _refuse}
