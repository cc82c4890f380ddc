"""Award freezes before polls: the list, one of them, setting, turning down, changing and lifting."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wapentake.foundation import calendars
from wapentake.office.models import Poll
from wapentake.office.queries import DeskRequest

from .. import actions, forms, pages, queries, rules
from .asking import Question, ask, sent

DAY = dt.timedelta(days=1)
View = Callable[..., HttpResponse]


def keepers_of_freezes_only(view: View) -> View:
    """Close a view to everybody but the Monitoring Officer; the reason is shown."""

    @wraps(view)
    def kept(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rules.may_keep_freezes(request.roles).demand()
        return view(request, *args, **kwargs)

    return require_http_methods(["GET", "HEAD", "POST"])(kept)


def _back() -> tuple[str, str]:
    return "Award freezes", reverse("funding:award_freezes")


@require_http_methods(["GET", "HEAD", "POST"])
def award_freezes(request: DeskRequest) -> HttpResponse:
    """Every award freeze, and what is proposed for polls to come."""
    rules.may_see_freezes(request.roles).demand()
    context = {"page": pages.freezes_page(request.roles), "notes": messages.get_messages(request)}
    return render(request, "funding/award_freezes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def award_freeze(request: DeskRequest, pk: int) -> HttpResponse:
    """One award freeze with what waits because of it."""
    rules.may_see_freezes(request.roles).demand()
    found = get_object_or_404(queries.award_freezes(), pk=pk)
    context = {"page": pages.freeze_page(found, request.roles), "notes": messages.get_messages(request)}
    return render(request, "funding/award_freeze.html", context)


@keepers_of_freezes_only
def freeze_awards(request: DeskRequest) -> HttpResponse:
    """Freeze the awards of a ward, or of every ward, without a poll that is recorded."""
    lead = "Nothing is supported or approved meanwhile. Publicity is not touched, and what was awarded is paid."
    question = Question("Freeze awards", "Freeze awards", _back(), lead)
    form = forms.AwardFreezeForm(request.roles.on, sent(request))

    def act(said: dict[str, Any]) -> tuple[str, str]:
        by, at = request.roles.user, calendars.now()
        made = actions.freeze_awards(said["ward"], said["begins"], form.goes_on, reason=said["reason"], by=by, at=at)
        return f"Awards in {made.where} are frozen from {calendars.long_date(made.from_date)}.", _back()[1]

    return ask(request, question, form, act)


@keepers_of_freezes_only
def freeze_for_poll(request: DeskRequest, pk: int) -> HttpResponse:
    """Set the freeze that is proposed for a poll; its dates can be changed first."""
    poll = get_object_or_404(Poll.objects.select_related("ward"), pk=pk)
    one, may = queries.proposal_for(poll), rules.may_answer_poll(request.roles, poll)
    lead = f"{pages.rule_words(one.rule)} {one.rule.source}." if one else ""
    question = Question(f"Freeze awards: {pages.poll_words(poll)}", "Freeze awards", _back(), lead, may)
    initial = {"begins": one.begins, "last": one.goes_on - DAY, "reason": one.reason} if one else {}
    form = forms.DatesForm(sent(request), initial=initial)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        given = {"reason": said["reason"], "poll": poll, "by": request.roles.user, "at": calendars.now()}
        made = actions.freeze_awards(poll.ward, said["begins"], form.goes_on, **given)
        return f"Awards in {made.where} are frozen from {calendars.long_date(made.from_date)}.", _back()[1]

    return ask(request, question, form, act)


@keepers_of_freezes_only
def turn_down_freeze(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that awards are not frozen for a poll."""
    poll = get_object_or_404(Poll.objects.select_related("ward"), pk=pk)
    may = rules.may_answer_poll(request.roles, poll)
    lead = "Awards go on until the poll and after it. It is not proposed again."
    question = Question(f"No award freeze: {pages.poll_words(poll)}", "Do not freeze awards", _back(), lead, may)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.turn_down_freeze(poll, reason=said["reason"], by=request.roles.user, at=calendars.now())
        return "Awards are not frozen for this poll.", _back()[1]

    return ask(request, question, forms.TurnDownForm(sent(request)), act)


@keepers_of_freezes_only
def change_award_freeze(request: DeskRequest, pk: int) -> HttpResponse:
    """Give a freeze other dates."""
    found = get_object_or_404(queries.award_freezes(), pk=pk)
    title, back = f"Award freeze: {found.where}", reverse("funding:award_freeze", args=[pk])
    may = rules.may_change_freeze(request.roles, found)
    last = found.to_date - DAY if found.to_date else None
    initial = {"begins": found.from_date, "last": last, "reason": found.reason}
    form = forms.DatesForm(sent(request), initial=initial)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        given = {"reason": said["reason"], "by": request.roles.user, "at": calendars.now()}
        actions.change_freeze(found, said["begins"], form.goes_on, **given)
        return f"Awards go on from {calendars.long_date(form.goes_on)}.", back

    return ask(request, Question("Change the dates", "Save the dates", (title, back), "", may), form, act)


@keepers_of_freezes_only
def lift_award_freeze(request: DeskRequest, pk: int) -> HttpResponse:
    """Lift a freeze at once."""
    found = get_object_or_404(queries.award_freezes(), pk=pk)
    title, back = f"Award freeze: {found.where}", reverse("funding:award_freeze", args=[pk])
    may, lead = rules.may_lift_freeze(request.roles, found), "What waits there can be decided at once."
    question = Question("Lift the award freeze", "Lift it", (title, back), lead, may, warning=True)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.lift_freeze(found, reason=said["reason"], by=request.roles.user, at=calendars.now())
        return f"The freeze is lifted: {found.where} can decide.", back

    return ask(request, question, forms.LiftForm(sent(request)), act)


@keepers_of_freezes_only
def freeze_rule(request: DeskRequest) -> HttpResponse:
    """Put another rule in force by which freezes are proposed."""
    lead = "What is set already keeps its dates. For polls from that day on, the new rule proposes them."
    question = Question("When are awards frozen before a poll?", "Put it in force", _back(), lead)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        by, at = request.roles.user, calendars.now()
        actions.set_freeze_rule(said["before"], said["after"], said["source"], said["from_date"], by=by, at=at)
        return f"The rule is in force from {calendars.long_date(said['from_date'])}.", _back()[1]

    return ask(request, question, forms.FreezeRuleForm(sent(request)), act)


@keepers_of_freezes_only
def override_freeze(request: DeskRequest, reference: str) -> HttpResponse:
    """Let one application be decided in spite of a freeze."""
    found = get_object_or_404(queries.applications_visible_to(request.roles), reference=reference)
    may, back = rules.may_override_freeze(request.roles, found), reverse("funding:application", args=[reference])
    lead = "The freeze stays for every other award. Who let this one be decided, and why, stands in its record."
    question = Question("Let it be decided in spite of the freeze", "Let it be decided", (reference, back), lead, may)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.override_freeze(found, reason=said["reason"], by=request.roles.user, at=calendars.now())
        return "It can be decided in spite of the freeze.", back

    return ask(request, question, forms.OverrideFreezeForm(sent(request)), act)
