"""The queue of applications, and one application with what this person may do to it."""

import datetime as dt
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wapentake.design.forms import GovForm
from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest, Roles
from wapentake.people.models import User

from .. import actions, pages, queries, rules
from ..forms import (
    AsideForm,
    ConfirmGroupForm,
    DecideForm,
    NotSplitForm,
    PayForm,
    ReturnForm,
    VoteForm,
    WithdrawForm,
    key_of,
)
from ..models import Application
from ..pages.decision import may, next_act
from ..queries.declared import other_approvers
from ..rules.declining import decided_alone
from ..states.footing import RECORDED

YESES = ("support", "check", "approve")
NOBODY_ELSE = "nobody, since no other officer may approve it: tell your Head of Neighbourhoods"


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Every application that this person may see."""
    roles = cast(DeskRequest, request).roles
    page = pages.queue_page(roles, request.GET.dict(), calendars.today())
    return render(request, "funding/queue.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One application. A POST names its act; what is refused comes back with the reason, and nothing is written."""
    roles = cast(DeskRequest, request).roles
    found = get_object_or_404(queries.applications_visible_to(roles), reference=reference)
    forms, status = _empty_forms(found, roles), 200
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act not in ACTS:
            return redirect("funding:application", reference=reference)
        form = ACTS[act](request, found)
        if form is None:
            messages.success(request, _done(act, request, found))
            return redirect("funding:application", reference=reference)
        forms, status = forms | {act: form}, 403 if form.non_field_errors() else 200
        found.refresh_from_db()
    page = pages.decision_page(found, roles, calendars.now())
    notes = messages.get_messages(request)
    context = {"page": page, "shown": forms, "forms": list(forms.values()), "notes": notes}
    return render(request, "funding/application.html", context, status=status)


def _empty_forms(found: Application, roles: Roles) -> dict[str, GovForm]:
    act = next_act(found, roles.on)
    yes = act if act in YESES else "support"
    doubt = queries.doubt_about(found, calendars.now())
    return {
        "decide": DecideForm(
            yes,
            dispensation=_dispensation(found, roles.user),
            alone=_alone(found, roles.user, roles.on),
            sends_back=yes != "support" and decided_alone(found),
        ),
        "vote": VoteForm(),
        "aside": AsideForm(),
        "confirm": ConfirmGroupForm(found.typed_name, doubt.bodies if doubt else []),
        "not_split": NotSplitForm(),
        "pay": PayForm(),
        "return": ReturnForm(),
        "withdraw": WithdrawForm(),
    }


def _decide(request: HttpRequest, found: Application) -> GovForm | None:
    """Support, approve or decline. The verdict comes before the form: a greyed button answers with its own reason."""
    # The form says what a yes meant when it was shown: sent twice, it still reads as it did.
    asked = request.POST.get("yes", "")
    yes = asked if asked in YESES else "support"
    dispensation, alone = _dispensation(found, _person(request)), _alone(found, _person(request), calendars.today())
    back = yes != "support" and decided_alone(found)
    form = DecideForm(yes, request.POST, dispensation=dispensation, alone=alone, sends_back=back)
    vote, at = request.POST.get("vote", ""), calendars.now()
    if _declares(request) and not dispensation and key_of(request.POST):
        return _tried_aside(form, found, request)
    if vote in (yes, form.no) and not queries.was_decided(key_of(request.POST)):
        verdict = may(vote, cast(DeskRequest, request).roles, found, at)
        if not verdict:
            return _refused(form, verdict.reason)

    return _tried(form, lambda clean: _decided(found, vote, clean, _person(request), at))


def _declares(request: HttpRequest) -> bool:
    """Whether somebody says on the form of a decision that they have an interest: that alone is recorded."""
    return request.POST.get("interest") == "yes"


def _tried_aside(form: DecideForm, found: Application, request: HttpRequest) -> GovForm | None:
    """Record the declaration, whatever else the form says; return the form where that is refused."""
    try:
        act = actions.stand_aside if request.POST.get("yes") == "support" else actions.declare_interest
        nature = request.POST.get("nature", "")[:500]
        act(found, nature=nature, by=_person(request), at=calendars.now(), key=key_of(request.POST))
    except Refused as refusal:
        return _refused(form, refusal.reason)
    return None


def _done(act: str, request: HttpRequest, found: Application) -> str:
    """Return what is said once an act is done; of a declaration also to whom the application goes now."""
    if act != "decide" or not _declares(request) or _dispensation(found, _person(request)):
        return DONE[act]
    return f"Your declaration is recorded. It goes to {_next_one(request, found)} now."


def _next_one(request: HttpRequest, found: Application) -> str:
    """Return to whom an application goes once a councillor, or an officer, has declared an interest."""
    if request.POST.get("yes") == "support":
        return rules.routing_of(found, calendars.now()).names or "an approving officer, who closes it,"
    return " or ".join(other_approvers(found, _person(request).pk, calendars.today())) or NOBODY_ELSE


def _alone(found: Application, user: User, on: dt.date) -> bool:
    """Whether this person would decide on it, under section 236 or for the executive, and not only recommend."""
    return rules.first_basis(found, user, on) in RECORDED


def _dispensation(found: Application, user: User) -> str:
    """Return the reference of the dispensation under which this person may decide alone; empty without one."""
    return str(queries.dispensation_of(found, user, calendars.now()) or "")


def _decided(found: Application, vote: str, clean: dict[str, Any], by: User, at: dt.datetime) -> None:
    given = {name: clean[name] for name in ("reasons", "interest", "key")} | {"by": by, "at": at}
    if vote == "support":
        actions.support(found, equality=clean["equality"], alternatives=clean.get("alternatives", ""), **given)
    elif vote == "check":
        actions.check(found, **given)
    elif vote == "approve":
        actions.approve(found, equality=clean["equality"], alternatives=clean["alternatives"], **given)
    elif vote == "send_back":
        actions.send_back(found, clean["failed"], **given)
    else:
        actions.decline(found, alternatives=clean.get("alternatives", ""), **given)


def _vote(request: HttpRequest, found: Application) -> GovForm | None:
    """Vote on the ward's money. Who may not is told why before anything else."""
    form, at = VoteForm(request.POST), calendars.now()
    verdict = rules.may_vote(cast(DeskRequest, request).roles, found, at)
    if not verdict and not queries.has_voted(key_of(request.POST)):
        return _refused(form, verdict.reason)
    return _tried(
        form,
        lambda clean: actions.vote(
            found, clean["choice"], reasons=clean["reasons"], interest=clean["interest"] == "yes",
            nature=clean["nature"], by=_person(request), at=at, key=clean["key"],
        ),
    )  # fmt: skip


def _aside(request: HttpRequest, found: Application) -> GovForm | None:
    form = AsideForm(request.POST)
    return _tried(
        form,
        lambda clean: actions.stand_aside(found, by=_person(request), at=calendars.now(), key=clean["key"]),
    )


def _confirm(request: HttpRequest, found: Application) -> GovForm | None:
    """Say which body the group is."""
    at = calendars.now()
    doubt = queries.doubt_about(found, at)
    form = ConfirmGroupForm(found.typed_name, doubt.bodies if doubt else [], request.POST)
    return _tried(form, lambda _: actions.confirm_group(found, form.body_meant, by=_person(request), at=at))


def _not_split(request: HttpRequest, found: Application) -> GovForm | None:
    form = NotSplitForm(request.POST)
    return _tried(
        form, lambda clean: actions.say_not_split(found, clean["why"], by=_person(request), at=calendars.now())
    )


def _pay(request: HttpRequest, found: Application) -> GovForm | None:
    form = PayForm(request.POST)
    return _tried(
        form,
        lambda clean: actions.pay(
            found, by=_person(request), at=calendars.now(), key=clean["key"], number=clean["number"]
        ),
    )


def _return(request: HttpRequest, found: Application) -> GovForm | None:
    form = ReturnForm(request.POST)

    def act(clean: dict[str, Any]) -> None:
        actions.return_money(
            found, clean["amount"], reason=clean["reason"], by=_person(request), at=calendars.now(), key=clean["key"]
        )

    return _tried(form, act)


def _withdraw(request: HttpRequest, found: Application) -> GovForm | None:
    form = WithdrawForm(request.POST)
    return _tried(form, lambda _: actions.withdraw(found, by=_person(request), at=calendars.now()))


def _less(request: HttpRequest, found: Application) -> GovForm | None:
    """Say for the group, on its word, that its project goes ahead with less."""
    form = WithdrawForm(request.POST)
    return _tried(form, lambda _: actions.go_ahead_with_less(found, by=_person(request), at=calendars.now()))


ACTS: dict[str, Callable[[HttpRequest, Application], GovForm | None]] = {
    "decide": _decide,
    "vote": _vote,
    "aside": _aside,
    "confirm": _confirm,
    "not_split": _not_split,
    "pay": _pay,
    "return": _return,
    "withdraw": _withdraw,
    "less": _less,
}
DONE = {
    "decide": "Your decision is recorded.",
    "vote": "Your vote is recorded.",
    "aside": "You stand aside. It goes to the next who may decide.",
    "confirm": "It is recorded who the group is.",
    "not_split": "It is kept why this is not splitting.",
    "pay": "The payment is recorded.",
    "return": "What came back is recorded.",
    "withdraw": "The application is withdrawn.",
    "less": "The project goes ahead with less.",
}


def _tried(form: GovForm, act: Callable[[dict[str, Any]], object]) -> GovForm | None:
    """Do it if the form is sound; return the form where it is not, or where the act is refused."""
    if not form.is_valid():
        return form
    try:
        act(form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return form
    return None


def _refused(form: GovForm, reason: str) -> GovForm:
    form.full_clean()
    form.errors.clear()
    form.add_error(None, reason)
    return form


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)
