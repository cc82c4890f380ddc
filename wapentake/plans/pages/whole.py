"""A ward's plan as a whole: on the desk, as residents read it, and what changed between its versions."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from django.urls import reverse

from wapentake.design.pictures import Column, PriorityLine, Row, Table, Tag, Vote
from wapentake.design.words import count_of
from wapentake.foundation.calendars import DAY, london_date, long_date, short_date, start_of_day
from wapentake.office.queries import Roles
from wapentake.places.models import Ward
from wapentake.places.queries import outline_of

from .. import queries, rules
from ..models import Priority, WardPlan
from ..states import PlanState, PlanWordKind
from .compared import Changed, parts_changed
from .input_asked import lines_of, public_call_href
from .priority import Button
from .words import day_of, href_of, keys_of, listed, public_href_of

TAGS = {PlanState.DRAFT: "open", PlanState.PROPOSED: "", PlanState.AGREED: "done", PlanState.PUBLISHED: "done"}


@dataclass(frozen=True)
class WholePlan:
    """A version of a ward's plan."""

    plan: WardPlan
    title: str
    ward_href: str
    outline: object
    tag: Tag
    lede: str
    priorities: list[PriorityLine]
    names: list[tuple[str, str]]
    asked: Table
    equality: list[str]
    parishes: list[tuple[str, str]]
    votes: list[Vote]
    refusals: list[tuple[str, str]]
    buttons: list[Button]
    versions: list[tuple[str, str]]
    changes_href: str
    engagements: list[tuple[str, str]]
    heard: list[tuple[str, str, list[str], list[str]]] = field(default_factory=list)
    shows: set[str] = field(default_factory=set)
    valid_until: dt.datetime | None = None


@dataclass(frozen=True)
class PlanChanges:
    """What changed between two versions of a plan."""

    title: str
    lede: str
    back: str
    parts: list[Changed]
    shows: set[str] = field(default_factory=set)


def desk_plan(plan: WardPlan, roles: Roles, at: dt.datetime) -> WholePlan:
    """Gather a version as those see it who work on it."""
    on = roles.on
    is_open = plan.state in queries.OPEN_PLAN
    earlier = queries.plans_visible_to(roles, plan.ward).exclude(pk=plan.pk)
    return _whole(
        plan, on, desk=True,
        votes=_votes(plan, roles) if plan.state in (PlanState.PROPOSED, PlanState.AGREED) else [],
        refusals=[(f"{one.councillor}, {day_of(one.at)}", one.reason) for one in queries.refusals_of(plan)],
        buttons=_plan_buttons(plan, roles, at) if is_open else [],
        versions=[(_version(one), reverse("plans:plan", args=[one.pk])) for one in earlier],
        changes_href=reverse("plans:plan_changes", args=[plan.pk]) if plan.replaces_id else "",
        engagements=[
            (f"{one.who}, {long_date(one.on)}", reverse("plans:remove_engagement", args=[one.pk]))
            for one in plan.engagements.all()
        ] if plan.state == PlanState.DRAFT and rules.may_write_plan(roles, plan) else [],
    )  # fmt: skip


def public_plan(plan: WardPlan, on: dt.date, *, no_words: bool = False) -> WholePlan:
    """Gather a published version as residents read it."""
    earlier = [one for one in queries.public_plans(plan.ward) if one.pk != plan.pk]
    return _whole(
        plan, on, desk=False, no_words=no_words,
        versions=[(_version(one), _public_version(one)) for one in earlier],
        changes_href=_public_version(plan, "plan_changed") if plan.replaces_id else "",
    )  # fmt: skip


def _whole(plan: WardPlan, on: dt.date, *, desk: bool, no_words: bool = False, **more: object) -> WholePlan:
    priorities, calls = queries.priorities_of(plan, on), queries.calls_heard(plan.ward, plan.cycle)
    asked = [Row([one.who, one.how, long_date(one.on), one.said]) for one in plan.engagements.all()]
    columns = [Column("Who was asked"), Column("How"), Column("When"), Column("What they said", sentences=True)]
    state = PlanState(plan.state)
    base = {"votes": [], "refusals": [], "buttons": [], "versions": [], "changes_href": "", "engagements": []}
    return WholePlan(
        plan=plan,
        title=f"{plan.ward.name}’s plan",
        ward_href=reverse("plans:ward" if desk else "site:ward", args=[plan.ward.slug]),
        outline=None if desk else outline_of(plan.ward),
        tag=Tag(state.label, TAGS.get(state, "")),
        lede=_lede(plan, named=not no_words),
        priorities=_lines(priorities, on, queries.marked(calls), desk=desk, no_words=no_words),
        names=[] if no_words else _named(priorities),
        asked=Table("Who was asked", columns, asked, empty="Nobody is named here yet who was asked."),
        equality=[part for part in plan.equality.splitlines() if part.strip()],
        heard=[]
        if no_words
        else [(call.title, public_call_href(call), lines_of(call.heard), lines_of(call.decided)) for call in calls],
        parishes=[(str(one.parish), one.text) for one in plan.parish_priorities.select_related("parish")],
        shows={plan.ward.ref, plan.ref, *(one.ref for one in priorities), *(one.ref for one in calls)},
        valid_until=start_of_day(on + DAY),
        **(base | more),  # type: ignore[arg-type]
    )


def _lede(plan: WardPlan, *, named: bool) -> str:
    words = [str(word.councillor) for word in queries.words_of(plan) if word.kind == PlanWordKind.AGREED]
    agreed = f" Agreed by {listed(words)}." if words and named and plan.state in queries.PUBLIC_PLAN else ""
    until = f", replaced on {day_of(plan.closed_at)}" if plan.closed_at and plan.published_at else ""
    public = f" Published on {day_of(plan.published_at)}{until}." if plan.published_at else ""
    return f"{plan.cycle.name}, version {plan.version}.{agreed}{public}"


def _lines(
    priorities: list[Priority], on: dt.date, spoke: dict[str, int], *, desk: bool, no_words: bool
) -> list[PriorityLine]:
    progress, rule = queries.progress_of(priorities, on), queries.plan_rule_on(on)
    quiet = queries.quiet_since(priorities, on, rule.quiet_days) if rule else {}
    lines = []
    for number, one in enumerate(priorities, start=1):
        href = href_of(one) if desk else "" if one.closed_at else public_href_of(one)
        since = f"Nothing was said of it since {long_date(quiet[one.pk])}." if one.pk in quiet else ""
        heard = f"{count_of(spoke[one.slug], 'answer')} spoke to it." if one.slug in spoke else ""
        since = f"{heard} {since}".strip()
        summary = "" if no_words else one.summary
        lines.append(PriorityLine(number, one.title, href, summary, progress[one.pk], note=since))
    return lines


def _named(priorities: list[Priority]) -> list[tuple[str, str]]:
    named = queries.outcomes_named(priorities)
    once = {one.pk: one for each in named.values() for one in each}
    ordered = sorted(once.values(), key=lambda one: (one.framework.position, one.framework_id, one.position))
    return queries.names_of(ordered)


def _votes(plan: WardPlan, roles: Roles) -> list[Vote]:
    me = roles.councillor.pk if roles.councillor else None
    votes = [
        Vote(str(one.councillor), f"{one.get_kind_display()}, {short_date(london_date(one.at))}",
             you=one.councillor_id == me)
        for one in queries.words_of(plan)
    ]  # fmt: skip
    return votes + [Vote(str(one), "Not yet", you=one.pk == me) for one in queries.plan_waits_for(plan, roles.on)]


def _plan_buttons(plan: WardPlan, roles: Roles, at: dt.datetime) -> list[Button]:
    shown = {
        PlanState.DRAFT: [
            ("propose_plan", "Put it to the ward’s members", rules.may_propose_plan(roles, plan)),
            ("write_plan", "Write the equality analysis and parish priorities", rules.may_write_plan(roles, plan)),
            ("add_engagement", "Say who was asked", rules.may_write_plan(roles, plan)),
            ("withdraw_plan", "Give this draft up", rules.may_withdraw_plan(roles, plan)),
        ],
        PlanState.PROPOSED: [
            ("agree_plan", "Agree", rules.may_agree_plan(roles, plan)),
            ("refuse_plan", "Refuse, with a reason", rules.may_refuse_plan(roles, plan)),
            ("publish_plan", "Publish", rules.may_publish_plan(roles, plan, at)),
            ("take_back_plan", "Take it back to draft", rules.may_take_back_plan(roles, plan)),
        ],
        PlanState.AGREED: [
            ("publish_plan", "Publish", rules.may_publish_plan(roles, plan, at)),
            ("refuse_plan", "Refuse, with a reason", rules.may_refuse_plan(roles, plan)),
            ("take_back_plan", "Take it back to draft", rules.may_take_back_plan(roles, plan)),
        ],
    }  # fmt: skip
    return [
        Button(text, reverse(f"plans:{key}", args=[plan.pk]), verdict, key, number == 0)
        for number, (key, text, verdict) in enumerate(shown[PlanState(plan.state)])
    ]


def plan_paths(on: dt.date) -> list[str]:
    """Return the addresses of every published plan and of its versions."""
    return [path for plans in queries.public_plans_by_ward(on).values() for path in _paths_of_plans(plans)]


def changed_paths(on: dt.date) -> list[str]:
    """Return the addresses of what each published version changed of the one before."""
    return [path for plans in queries.public_plans_by_ward(on).values() for path in _paths_of_changes(plans)]


def plan_near(refs: Collection[str]) -> dict[str, bool] | None:
    """Return the addresses of plans that some refs may add, for the published site."""
    return _near(refs, _paths_of_plans)


def changed_near(refs: Collection[str]) -> dict[str, bool] | None:
    """Return the addresses of changes that some refs may add, for the published site."""
    return _near(refs, _paths_of_changes)


def _near(refs: Collection[str], paths: Callable[[list[WardPlan]], list[str]]) -> dict[str, bool] | None:
    keys = keys_of(refs, "ward-plan")
    if keys is None:
        return None
    wards = {plan.ward for plan in WardPlan.objects.filter(pk__in=keys).select_related("ward")}
    found = {reverse("plans:public_plan", args=[ward.slug]): False for ward in wards}
    return found | {path: True for ward in wards for path in paths(queries.public_plans(ward))}


def _paths_of_plans(plans: list[WardPlan]) -> list[str]:
    stands = [reverse("plans:public_plan", args=[plans[0].ward.slug])] if plans and not plans[0].closed_at else []
    return stands + [_public_version(one) for one in plans]


def _paths_of_changes(plans: list[WardPlan]) -> list[str]:
    return [_public_version(one, "plan_changed") for one in plans if one.replaces_id]


def public_version(ward: Ward, year: int, version: int) -> WardPlan | None:
    """Return a published version of a ward's plan by the year in which its cycle began, or None."""
    plans = queries.public_plans(ward)
    return next((one for one in plans if (one.cycle.from_date.year, one.version) == (year, version)), None)


def changes_page(plan: WardPlan, on: dt.date, *, desk: bool) -> PlanChanges | None:
    """Return what a version changed of the one before it, or None where there is none before."""
    old = plan.replaces
    if old is None:
        return None
    parts = parts_changed(_parts(old, on), _parts(plan, on))
    count = sum(part.differs for part in parts)
    said = "Nothing changed." if not count else f"{count} of {len(parts)} parts changed."
    return PlanChanges(
        title=f"What changed in {plan.ward.name}’s plan",
        lede=f"From {_version(old)} to {_version(plan)}. {said}",
        back=reverse("plans:plan", args=[plan.pk]) if desk else _public_version(plan),
        parts=parts,
        shows={plan.ward.ref, plan.ref},
    )


def _parts(plan: WardPlan, on: dt.date) -> dict[str, tuple[str, str]]:
    """Return a version part by part: its priorities by their address, then the rest."""
    priorities = queries.priorities_of(plan, on)
    actions, named = queries.actions_by_priority(priorities), queries.outcomes_named(priorities)
    parts: dict[str, tuple[str, str]] = {}
    for one in priorities:
        lines = [one.title, one.summary, one.why, *(f"Action: {each.text}" for each in actions[one.pk])]
        lines += [f"{name}: {words}" for name, words in queries.names_of(named[one.pk])]
        parts[f"priority/{one.slug}"] = (f"Priority: {one.title}", "\n".join(line for line in lines if line))
    asked = [f"{row.who}: {row.how}, {long_date(row.on)}. {row.said}".strip() for row in plan.engagements.all()]
    parts["asked"] = ("Who was asked", "\n".join(asked))
    parts["equality"] = ("Equality analysis", plan.equality)
    for each in plan.parish_priorities.select_related("parish"):
        parts[f"parish/{each.parish_id}"] = (f"What {each.parish} works on", each.text)
    return parts


def _version(plan: WardPlan) -> str:
    when = f", published {day_of(plan.published_at)}" if plan.published_at else f", {plan.get_state_display().lower()}"
    return f"version {plan.version} of {plan.cycle.name}{when}"


def _public_version(plan: WardPlan, name: str = "plan_version") -> str:
    return reverse(f"plans:{name}", args=[plan.ward.slug, plan.cycle.from_date.year, plan.version])
