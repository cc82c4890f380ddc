"""What officers check of a fund: listed, added, changed from a day on, ended. For money officers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages
from ..actions.fund_checks import CheckSaid
from ..forms.fund_checks import FundCheckForm
from ..models import FundCheck
from .asking import Question, ask, fund_of, money_officers_only, sent

STANDS = "Awards that are approved keep what was ticked. Those that wait are checked by the list of the day."


@money_officers_only
def fund_checks(request: DeskRequest, key: str) -> HttpResponse:
    """Every check of a fund with its source and history."""
    page = pages.fund_checks_page(fund_of(key), request.roles.on)
    return render(request, "funding/fund_checks.html", {"page": page, "notes": messages.get_messages(request)})


@money_officers_only
def set_check(request: DeskRequest, key: str, pk: int | None = None) -> HttpResponse:
    """Write down a check, or another in the place of one."""
    fund, href = fund_of(key), reverse("funding:fund_checks", args=[key])
    follows = get_object_or_404(FundCheck, pk=pk, fund=fund, to_date=None) if pk is not None else None
    title = f"Change a check of {fund}" if follows else f"Add a check to {fund}"
    lead = f"{STANDS} The check that stands now ends when this one begins." if follows else STANDS
    question = Question(title, "Write the check down", (f"Checks of {fund}", href), lead)
    names = ("words", "source", "may_not_apply")
    initial = {name: getattr(follows, name) for name in names} if follows else {}
    form = FundCheckForm(sent(request), initial=initial)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        check = CheckSaid(*(said[name] for name in names))
        given = {"from_date": said["from_date"], "by": request.roles.user, "at": calendars.now()}
        actions.set_check(fund, check, follows=follows, **given)
        return f"The check counts from {calendars.long_date(said['from_date'])}.", href

    return ask(request, question, form, act)


@money_officers_only
def end_check(request: DeskRequest, key: str, pk: int) -> HttpResponse:
    """Let a check end with a day."""
    fund, href = fund_of(key), reverse("funding:fund_checks", args=[key])
    check = get_object_or_404(FundCheck, pk=pk, fund=fund, to_date=None)
    question = Question(f"End the check: {check.words}", "End it", (f"Checks of {fund}", href), STANDS)
    form = forms.EndRuleForm(sent(request))

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.end_check(check, **said, by=request.roles.user, at=calendars.now())
        return f"The check ends on {calendars.long_date(said['last_day'])}.", href

    return ask(request, question, form, act)
