"""A ward's plan on the desk, and the choice of wards."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import PriorityLine, Tag
from wapentake.foundation.calendars import long_date, short_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles, members_of
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on

from .. import models, queries, rules
from ..models import Action, Cycle, Priority
from ..states import PriorityState
from .input_asked import stands_tag
from .words import TAGS, day_of, href_of, listed, lower_first


@dataclass(frozen=True)
class OpenLine:
    """A priority that is being prepared, and where it stands."""

    title: str
    href: str
    tag: Tag
    note: str


@dataclass(frozen=True)
class WardPlan:
    """A ward's plan as those see it who work on it, and as other staff see it."""

    ward: Ward
    cycle: Cycle | None
    needs: list[tuple[str, str, str]]
    published: list[PriorityLine]
    preparing: list[OpenLine]
    warnings: list[str]
    plans: list[tuple[str, str]]
    plan_is_open: bool
    may_begin: Verdict
    may_draft: Verdict
    works_here: bool
    calls: list[tuple[str, str]]
    may_ask: Verdict


def ward_plan(ward: Ward, roles: Roles, at: dt.datetime) -> WardPlan:
    """Gather a ward's plan. The number of queries does not grow with the plan."""
    on = roles.on
    published = queries.published_priorities(ward, on)
    visible = queries.priorities_visible_to(roles, ward).filter(state__in=queries.OPEN)
    preparing = list(visible.prefetch_related("agreements").order_by("number", "pk"))
    members, cycle = members_of(ward, on), queries.cycle_on(on)
    may_draft = rules.may_draft(roles, ward)
    plans = list(queries.plans_visible_to(roles, ward))
    return WardPlan(
        ward=ward,
        cycle=cycle,
        needs=_needs(roles, ward, published, rules.nothing_is_held(ward, at)),
        published=_published_lines(published, on),
        preparing=[_open_line(priority, members) for priority in preparing],
        warnings=rules.warnings(ward, on),
        plans=[(_plan_words(one), reverse("plans:plan", args=[one.pk])) for one in plans if one.state != "withdrawn"],
        plan_is_open=any(one.state in queries.OPEN_PLAN for one in plans),
        may_begin=rules.may_begin_plan(roles, ward),
        may_draft=may_draft if not may_draft else rules.has_cycle(cycle),
        works_here=queries.works_with(roles, ward),
        calls=[
            (f"{one.title}: {lower_first(stands_tag(one, at).text)}", reverse("plans:input_call", args=[one.pk]))
            for one in queries.calls_of(ward, roles)[:6]
        ],
        may_ask=rules.may_ask_for_input(roles, ward, cycle),
    )


def _needs(roles: Roles, ward: Ward, published: list[Priority], may: Verdict) -> list[tuple[str, str, str]]:
    """Return what waits for this person in this ward: (verb first, address, why)."""
    needs = [
        (f"Agree: {one.title}", href_of(one), f"Put to you on {day_of(one.proposed_at)}. Each member agrees by name.")
        for one in queries.proposals_waiting_for(roles)
        if one.ward_id == ward.pk
    ]
    agreed = f"All of the ward’s councillors have agreed. {may.reason}".strip()
    needs += [
        (
            "Agree to the plan, or refuse it",
            reverse("plans:plan", args=[one.pk]),
            "Each member says yes or no.",
        )
        for one in queries.plans_waiting_for(roles)
        if one.ward_id == ward.pk
    ]
    needs += [
        (f"Publish: {one.title}" if may else f"Not yet: publish: {one.title}", href_of(one), agreed)
        for one in queries.ready_to_publish_by(roles)
        if one.ward_id == ward.pk
    ]
    late = queries.late_actions(published, roles.on) if rules.may_draft(roles, ward) else {}
    needs += [
        (f"Say how it goes: {action.text}", reverse("plans:progress", args=[action.pk]), _late(action))
        for actions in late.values()
        for action in actions
    ]
    return needs


def _plan_words(plan: models.WardPlan) -> str:
    return f"{plan.cycle.name}, version {plan.version}: {plan.get_state_display().lower()}"


def _late(action: Action) -> str:
    return f"It was due on {long_date(action.due_on)}, and is not done." if action.due_on else ""


def _published_lines(published: list[Priority], on: dt.date) -> list[PriorityLine]:
    progress, news = queries.progress_of(published, on), queries.latest_news(published, on)
    late = queries.late_actions(published, on)
    lines = []
    for priority in published:
        note, behind = news.get(priority.pk), late.get(priority.pk, [])
        since = f"since {short_date(behind[0].due_on)}: {behind[0].text}" if behind and behind[0].due_on else ""
        lines.append(
            PriorityLine(
                priority.number, priority.title, href_of(priority), priority.summary, progress[priority.pk],
                mark="action" if note else "", when=short_date(note.on) if note else "",
                note=note.text if note else "", late=since,
            )
        )  # fmt: skip
    return lines


def _open_line(priority: Priority, members: list[Councillor]) -> OpenLine:
    state = PriorityState(priority.state)
    agreed = {agreement.councillor_id for agreement in priority.agreements.all()}
    waiting = [str(member) for member in members if member.pk not in agreed]
    notes = {
        PriorityState.DRAFT: priority.sent_back_because or f"Begun on {day_of(priority.drafted_at)}.",
        PriorityState.PROPOSED: f"Waiting for {listed(waiting)}."
        if waiting
        else "All who sit for the ward have agreed.",
        PriorityState.AGREED: "Waiting for the co-ordinator to publish it.",
    }
    version = f"New version. {notes[state]}" if priority.replaces_id else notes[state]
    return OpenLine(priority.title, href_of(priority), Tag(state.label, TAGS[state]), version)


@dataclass(frozen=True)
class WardChoice:
    """The wards, with how many priorities each has published."""

    own: list[tuple[str, str, str]]
    others: list[tuple[str, str, str]]


def ward_choice(roles: Roles) -> WardChoice:
    """Return the wards whose plan a person works on, and all others. Three queries."""
    counts, mine = queries.counts_by_ward(roles.on), {ward.pk for ward in queries.wards_of(roles)}
    own: list[tuple[str, str, str]] = []
    others: list[tuple[str, str, str]] = []
    for ward in wards_on(roles.on):
        number = counts.get(ward.pk, 0)
        said = (
            f"{number} {'priority' if number == 1 else 'priorities'} published" if number else "Nothing published yet"
        )
        (own if ward.pk in mine else others).append((ward.name, reverse("plans:ward", args=[ward.slug]), said))
    return WardChoice(own, others)
