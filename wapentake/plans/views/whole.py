"""A ward's plan as a whole: its page on the desk, what is done with it, and what residents read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wapentake.design.forms import Question, ask
from wapentake.foundation import calendars, published
from wapentake.foundation.calendars import london_date
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest, left_out
from wapentake.office.states import HeldPart
from wapentake.places.queries import parishes_of, ward_by_slug

from .. import actions, forms, pages, queries, rules
from ..models import Engagement, WardPlan


@require_GET
def plan(request: DeskRequest, pk: int) -> HttpResponse:
    """A version of a ward's plan."""
    page = pages.desk_plan(_plan(request, pk), request.roles, calendars.now())
    return render(request, "plans/whole.html", {"page": page, "messages": get_messages(request)})


@require_GET
def plan_changes(request: DeskRequest, pk: int) -> HttpResponse:
    """What a version changes of the one before it."""
    page = pages.changes_page(_plan(request, pk), request.roles.on, desk=True)
    if page is None:
        raise Http404
    return render(request, "plans/changes_desk.html", {"page": page})


@require_POST
def begin_plan(request: DeskRequest, slug: str) -> HttpResponse:
    """Begin a ward's plan, or its next version."""
    if (place := ward_by_slug(slug, request.roles.on)) is None:
        raise Http404
    try:
        made = actions.begin_plan(place, by=request.roles.user, at=calendars.now())
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("plans:ward", slug=slug)
    return redirect("plans:plan", pk=made.pk)


@require_http_methods(["GET", "POST"])
def write_plan(request: DeskRequest, pk: int) -> HttpResponse:
    """Write the equality analysis and the parishes' priorities."""
    found = _plan(request, pk)
    rules.may_write_plan(request.roles, found).demand()
    form = forms.PlanWordsForm(found, list(parishes_of(found.ward, request.roles.on)), _sent(request))

    def act(said: dict[str, Any]) -> str:
        actions.write_plan(found, said["equality"], form.parishes, by=request.roles.user, at=calendars.now())
        return _saved(request, found, "It is saved.")

    return ask(request, Question("Whom the plan serves", "Save", _back(found)), form, act)


@require_http_methods(["GET", "POST"])
def add_engagement(request: DeskRequest, pk: int) -> HttpResponse:
    """Say who was asked."""
    found = _plan(request, pk)
    rules.may_write_plan(request.roles, found).demand()

    def act(said: dict[str, Any]) -> str:
        actions.add_engagement(found, **said, by=request.roles.user, at=calendars.now())
        return _saved(request, found, "It is added.")

    return ask(request, Question("Who was asked", "Add it", _back(found)), forms.EngagementForm(_sent(request)), act)


@require_http_methods(["GET", "POST"])
def remove_engagement(request: DeskRequest, pk: int) -> HttpResponse:
    """Take out of a draft who was asked."""
    row = get_object_or_404(Engagement.objects.select_related("plan__ward"), pk=pk)
    found = _plan(request, row.plan_id)
    rules.may_write_plan(request.roles, found).demand()

    def act(_: dict[str, Any]) -> str:
        actions.remove_engagement(row, by=request.roles.user, at=calendars.now())
        return _saved(request, found, "It is taken out.")

    question = Question(f"Take out: {row.who}", "Take it out", _back(found), f"{row.how}. {row.said}", warning=True)
    return ask(request, question, forms.PlanQuestionForm(_sent(request)), act)


@dataclass(frozen=True)
class PlanAct:
    """An act on a plan that a page asks about first."""

    do: Callable[..., WardPlan]
    rule: Callable[..., Any]
    title: str
    lead: str
    done: str
    form: type[django_forms.Form] = forms.PlanQuestionForm
    warning: bool = False


PLAN_ACTS = {
    "propose_plan": PlanAct(
        actions.propose_plan, rules.may_propose_plan, "Put the plan to the ward’s members",
        "Each member agrees by name, or refuses with a reason. Its words stand until then.",
        "The ward’s members are asked to agree.",
    ),
    "agree_plan": PlanAct(
        actions.agree_plan, rules.may_agree_plan, "Agree to the plan",
        "Your name stands under it when it is published.",
        "You have agreed.", forms.AgreePlanForm,
    ),
    "refuse_plan": PlanAct(
        actions.refuse_plan, rules.may_refuse_plan, "Refuse the plan",
        "It goes back to draft, and is put to all members again once it has changed.",
        "You have refused. It is a draft again.", forms.RefusePlanForm, warning=True,
    ),
    "take_back_plan": PlanAct(
        actions.take_back_plan, rules.may_take_back_plan, "Take the plan back to draft",
        "What members have said to it counts no longer: they are asked again.", "It is a draft again.",
    ),
    "withdraw_plan": PlanAct(
        actions.withdraw_plan, rules.may_withdraw_plan, "Give this draft up", "What is published stays as it is.",
        "The draft is given up.", warning=True,
    ),
    "publish_plan": PlanAct(
        actions.publish_plan, rules.may_publish_plan, "Publish the plan",
        "Residents read it from here on. The version before is replaced, and kept.",
        "It is published. Residents see it within seconds.",
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def plan_act(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """Ask, then act."""
    found, asked = _plan(request, pk), PLAN_ACTS[name]
    more = {"at": calendars.now()} if name == "publish_plan" else {}
    if not (verdict := asked.rule(request.roles, found, **more)):
        messages.error(request, verdict.reason)
        return redirect("plans:plan", pk=pk)
    read_at = found.proposed_at.isoformat() if found.proposed_at else ""

    def act(said: dict[str, Any]) -> str:
        asked.do(found, **said, by=request.roles.user, at=calendars.now())
        return _saved(request, found, asked.done)

    question = Question(asked.title, asked.title, _back(found), asked.lead, asked.warning)
    return ask(request, question, asked.form(_sent(request), initial={"read_at": read_at}), act)


@published.published_page(
    "ward_plan",
    paths=lambda: pages.plan_paths(calendars.today()),
    watches={"ward-plan", "council"},
    near=pages.plan_near,
)
def public_plan(request: HttpRequest, slug: str, year: int = 0, version: int = 0) -> HttpResponse:
    """A ward's plan as residents read it: the one that stands, or a version that is kept."""
    at = published.moment(request)
    place = ward_by_slug(slug, london_date(at))
    found = (pages.public_version(place, year, version) if year else queries.published_plan(place)) if place else None
    if place is None or found is None:
        raise Http404("No plan of this ward is published.")
    held = left_out({"council:all", published.page_ref(request.path), place.ref, found.ref}, at)
    page = pages.public_plan(found, london_date(at), no_words=HeldPart.WORDS in held)
    context = {"page": page, "left_out": held.sentence if HeldPart.WORDS in held else ""}
    return published.response(
        request, "plans/public_plan.html", context, shows=page.shows, valid_until=page.valid_until
    )


@published.published_page(
    "ward_plan_changes",
    paths=lambda: pages.changed_paths(calendars.today()),
    watches={"ward-plan", "council"},
    near=pages.changed_near,
)
def plan_changed(request: HttpRequest, slug: str, year: int, version: int) -> HttpResponse:
    """What a version changed of the one before it, as residents read it."""
    at = published.moment(request)
    place = ward_by_slug(slug, london_date(at))
    found = pages.public_version(place, year, version) if place else None
    page = pages.changes_page(found, london_date(at), desk=False) if found else None
    if page is None:
        raise Http404("There is no version before this one.")
    held = left_out({"council:all", published.page_ref(request.path), *page.shows}, at)
    context = {"page": page, "left_out": held.sentence if HeldPart.WORDS in held else ""}
    return published.response(request, "plans/changes.html", context, shows=page.shows)


def _plan(request: DeskRequest, pk: int) -> WardPlan:
    """Return a plan that this person may see, or 404."""
    found = get_object_or_404(WardPlan.objects.select_related("ward"), pk=pk)
    return get_object_or_404(queries.plans_visible_to(request.roles, found.ward), pk=pk)


def _back(found: WardPlan) -> tuple[str, str]:
    return (f"{found.ward.name}’s plan", reverse("plans:plan", args=[found.pk]))


def _saved(request: DeskRequest, found: WardPlan, words: str) -> str:
    messages.success(request, words)
    return reverse("plans:plan", args=[found.pk])


def _sent(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None
