"""One way to ask and act on the funds: a form, an action, where to go on; closed to all but money officers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.verdicts import Refused, Verdict
from wapentake.office.queries import DeskRequest

from .. import rules
from ..models import Fund
from ..rules.funds import may_stop_awards

View = Callable[..., HttpResponseBase]
# What a group did by its link, as the page says it that it comes back to.
DONE = {
    "offer": "We have the group’s answer to the offer.",
    "payee": "We have the bank details. A second officer makes sure of them before anything is paid.",
    "instalment": "We have what you sent for the next instalment.",
    "monitoring": "Thank you. We have what you told us about the money.",
    "purpose": "We have your request. Spend nothing on it before you have our answer.",
    "withdraw": "The application is withdrawn.",
    "less": "The other parts of your project go ahead.",
}
YES = Verdict.yes()


@dataclass(frozen=True)
class Question:
    """What a page that asks says: its title, its button, where it leads back to, and what to know before.

    `quotes` are what the group said, by the name of the field beside which it stands.
    """

    title: str
    button: str
    back: tuple[str, str]
    lead: str = ""
    may: Verdict = YES
    warning: bool = False
    quotes: Mapping[str, list[str]] = field(default_factory=dict)


def ask(
    request: HttpRequest, question: Question, form: BaseForm, act: Callable[[dict[str, Any]], tuple[str, str]]
) -> HttpResponse:
    """Show a form; once it is sent and sound, act on its clean values, say what was done and go where it leads.

    `act` returns the sentence and the address. What is refused comes back with the reason, as 403.
    """
    status = 200
    if request.method == "POST":
        if not question.may:
            form.full_clean()
            form.errors.clear()
            form.add_error(None, question.may.reason)
            status = 403
        elif form.is_valid():
            try:
                said, href = act(form.cleaned_data)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 403
            else:
                messages.success(request, said)
                return redirect(href)
    return render(request, "funding/ask.html", {"form": form, "question": question}, status=status)


def followed(token: UUID, done: str) -> HttpResponse:
    """Lead a group back to its application, which says what it did. There is no session that could keep it."""
    return redirect(f"{reverse('funding:follow', args=[token])}?{urlencode({'done': done})}")


def money_officers_only(view: View) -> View:
    """Close a view to everybody but finance officers and administrators; the reason is shown."""

    @wraps(view)
    def kept(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rules.may_run_funds(request.roles).demand()
        return view(request, *args, **kwargs)

    return require_http_methods(["GET", "HEAD", "POST"])(kept)


def ledger_readers_too(view: View) -> View:
    """Close a view to everybody but those who run the funds, and auditors, who only read it; the reason is shown."""

    @wraps(view)
    def kept(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rule = rules.may_run_funds if request.method == "POST" else rules.may_read_ledger
        rule(request.roles).demand()
        return view(request, *args, **kwargs)

    return require_http_methods(["GET", "HEAD", "POST"])(kept)


def stop_awards_too(view: View) -> View:
    """Close a view to everybody but those who run the funds, and the section 151 officer; the reason is shown."""

    @wraps(view)
    def kept(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        may_stop_awards(request.roles).demand()
        return view(request, *args, **kwargs)

    return require_http_methods(["GET", "HEAD", "POST"])(kept)


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, if anything was: an empty form that was sent is looked at too."""
    return request.POST if request.method == "POST" else None


def fund_of(key: str) -> Fund:
    """Return a fund by its key, or answer that it is not there."""
    return get_object_or_404(Fund, key=key)


def year_of(starts_in: int) -> FinancialYear:
    """Return a financial year, or answer that it is not there."""
    if not 2000 <= starts_in <= 2100:
        raise Http404("There is no such year.")
    return FinancialYear(starts_in)
