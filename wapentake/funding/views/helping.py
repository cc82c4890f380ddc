"""Help a group apply: a link to send on, or an application entered for it."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars
from wapentake.office.queries import DeskRequest, members_of
from wapentake.people.models import User
from wapentake.places.models import Edition, Ward

from .. import actions, queries, rules
from ..forms import EnterForm, InviteForm
from ..states.papers import Received


@require_http_methods(["GET", "HEAD", "POST"])
def help_apply(request: HttpRequest) -> HttpResponse:
    """Make a link with what is known, with a short address and a text to send."""
    roles, at = cast(DeskRequest, request).roles, calendars.now()
    rules.may_invite(roles).demand()
    wards = list(Ward.objects.filter(edition__in=Edition.objects.on(roles.on)).order_by("name"))
    members = members_of(roles.ward, roles.on) if roles.ward else []
    mine = {"ward": roles.ward.slug if roles.ward else "", "councillor": getattr(roles.councillor, "slug", "")}
    posted = request.POST if request.method == "POST" else None
    form = InviteForm(wards, queries.funds_for_groups(), members, posted, initial=mine)
    link, until = "", roles.on + 60 * calendars.DAY
    if posted is not None and form.is_valid():
        made = actions.invite(form.answers, until=until, by=cast(User, request.user), at=at)
        link = f"{settings.WAPENTAKE_ADDRESS}/a/{made.code}/"
    return render(request, "funding/help_apply.html", {"form": form, "link": link, "until": until})


@require_http_methods(["GET", "HEAD", "POST"])
def enter_application(request: HttpRequest) -> HttpResponse:
    """Begin an application that came on paper, by telephone or in person; then the group's own questions follow."""
    roles, at = cast(DeskRequest, request).roles, calendars.now()
    rules.may_enter(roles).demand()
    lead = "Then you go through the group’s own questions. The group is written to if it gives an e-mail address."
    question = Question("Enter an application for a group", "Go on", ("Applications", "/desk/money/"), lead)
    form = EnterForm(roles.on, request.POST if request.method == "POST" else None)

    def act(said: dict[str, object]) -> str:
        how, on, agreed = Received(str(said["how"])), form.cleaned_data["on"], str(said["agreed"])
        draft = actions.enter_for_group(how, on, agreed, by=cast(User, request.user), at=at)
        return redirect("funding:apply_step", token=draft.token, step="eligible").url

    return ask(request, question, form, act)
