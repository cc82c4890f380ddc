"""The desk's pages of ward plans."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import DeskRequest, members_of
from wapentake.places.models import Ward
from wapentake.places.queries import ward_by_slug

from .. import actions, forms, pages, queries, rules
from ..models import Priority


@require_GET
def desk(request: DeskRequest) -> HttpResponse:
    """Lead to the plan of one's own ward; who has several, or none, chooses."""
    own = queries.wards_of(request.roles)
    if len(own) == 1 and "all" not in request.GET:
        return redirect("plans:ward", slug=own[0].slug)
    return _show(request, "choose", pages.ward_choice(request.roles))


@require_GET
def ward(request: DeskRequest, slug: str) -> HttpResponse:
    """A ward's plan."""
    return _show(request, "ward", pages.ward_plan(_ward(request, slug), request.roles, calendars.now()))


@require_GET
def priority(request: DeskRequest, pk: int) -> HttpResponse:
    """A priority."""
    return _show(request, "priority", pages.priority_page(_priority(request, pk), request.roles, calendars.now()))


@require_http_methods(["GET", "POST"])
def draft(request: DeskRequest, slug: str) -> HttpResponse:
    """Begin a priority."""
    place = _ward(request, slug)
    rules.may_draft(request.roles, place).demand()
    rules.has_cycle(queries.cycle_on(request.roles.on)).demand()
    form = _draft_form(request, place)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_priority(place, form.words, by=request.roles.user, at=calendars.now())
            return _done(request, made, "Your draft is saved. Put it to the members when it is ready.")
        except Refused as refused:
            form.main.add_error(None, refused.reason)
    return _show_form(request, form, place, None)


@require_http_methods(["GET", "POST"])
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    found = _priority(request, pk)
    if not (verdict := rules.may_edit(request.roles, found)):
        return _refused(request, found, verdict.reason)
    form = _draft_form(request, found.ward, found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_draft(found, form.words, by=request.roles.user, at=calendars.now())
            return _done(request, found, "The draft is saved.")
        except Refused as refused:
            form.main.add_error(None, refused.reason)
    return _show_form(request, form, found.ward, found)


@dataclass(frozen=True)
class Act:
    """An act that a page asks about first."""

    do: Callable[..., Priority]
    done: str
    form: type[forms.QuestionForm] = forms.QuestionForm
    initial: Callable[[Priority], dict[str, Any]] = field(default=lambda priority: {})


def _read_at(priority: Priority) -> dict[str, Any]:
    return {"read_at": priority.proposed_at.isoformat() if priority.proposed_at else ""}


ACTS = {
    "propose": Act(actions.propose, "The ward’s members are asked to agree."),
    "agree": Act(actions.agree, "You have agreed.", forms.AgreeForm, _read_at),
    "undo": Act(actions.undo_agreement, "Your agreement is taken back."),
    "take_back": Act(actions.take_back, "It is a draft again.", forms.TakeBackForm),
    "publish": Act(actions.publish, "It is published. Residents see it within seconds."),
    "revise": Act(actions.revise, "This is the draft of the new version."),
    "withdraw": Act(actions.withdraw, "It is withdrawn.", forms.WithdrawForm),
}


@require_http_methods(["GET", "POST"])
def act(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """Ask, then act."""
    found, asked = _priority(request, pk), ACTS[name]
    form = asked.form(request.POST if request.method == "POST" else None, initial=asked.initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            result = asked.do(found, by=request.roles.user, at=calendars.now(), **form.cleaned_data)
        except Refused as refused:
            return _refused(request, found, refused.reason)
        return _done(request, result, asked.done)
    return _show(request, "question", pages.question(name, found, request.roles, calendars.now()), form=form)


@require_http_methods(["GET", "POST"])
def cycles(request: DeskRequest) -> HttpResponse:
    """The cycles of ward plans; who may, opens one or says how long they last."""
    opening, length = request.POST.get("act") == "open", request.POST.get("act") == "length"
    first = forms.CycleForm(request.POST if opening else None, prefix="cycle")
    second = forms.CycleLengthForm(request.POST if length else None, prefix="length")
    form = first if opening else second
    if request.method == "POST":
        rules.may_keep_cycles(request.roles).demand()
    if request.method == "POST" and form.is_valid():
        by, at, said = request.roles.user, calendars.now(), form.cleaned_data
        try:
            if opening:
                actions.open_cycle(said["starts_on"], by=by, at=at)
            else:
                actions.set_cycle_length(said["years"], said["from_date"], source=said["source"], by=by, at=at)
            messages.success(request, "It is saved.")
            return redirect("plans:cycles")
        except Refused as refused:
            form.add_error(None, refused.reason)
    return _show(request, "cycles", pages.cycles_page(request.roles), forms=[first, second])


def _ward(request: DeskRequest, slug: str) -> Ward:
    """Return the ward of today's edition, or 404."""
    found = ward_by_slug(slug, request.roles.on)
    if found is None:
        raise Http404
    return found


def _priority(request: DeskRequest, pk: int) -> Priority:
    """Return a priority that this person may see, or 404."""
    found = Priority.objects.select_related("ward").filter(pk=pk).first()
    if found is None:
        raise Http404
    seen = queries.priorities_visible_to(request.roles, found.ward).filter(pk=pk).first()
    if seen is None:
        raise Http404
    return seen


def _draft_form(request: DeskRequest, place: Ward, found: Priority | None = None) -> forms.DraftForm:
    owners, leads = queries.possible_owners(place), members_of(place, request.roles.on)
    data = request.POST if request.method == "POST" else None
    frameworks = queries.frameworks_on(request.roles.on)
    return forms.DraftForm(owners, leads, data=data, priority=found, frameworks=frameworks)


def _show_form(request: DeskRequest, form: forms.DraftForm, place: Ward, found: Priority | None) -> HttpResponse:
    return _show(
        request,
        "edit",
        {"ward": place, "priority": found, "draft": form, "figures": pages.figures_table(place, found)},
        forms=form.forms,
    )


def _show(request: DeskRequest, name: str, page: Any, **more: Any) -> HttpResponse:
    return render(request, f"plans/{name}.html", {"page": page, "messages": get_messages(request), **more})


def _done(request: DeskRequest, priority: Priority, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:priority", pk=priority.pk)


def _refused(request: DeskRequest, priority: Priority, reason: str) -> HttpResponse:
    """Lead back to the priority, which says why it was not possible."""
    messages.error(request, reason)
    return redirect("plans:priority", pk=priority.pk)
