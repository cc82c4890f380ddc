"""Questions about ward plans. Every list that a person sees goes through `priorities_visible_to`."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from wapentake.design.pictures import Progress
from wapentake.foundation.calendars import DAY, start_of_day
from wapentake.foundation.operations.held import WORK, Place, kept
from wapentake.foundation.prepared import one_of, prepared
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles, members_of
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind
from wapentake.places.models import Ward

from ..models import (
    Action,
    Agreement,
    Cycle,
    CycleLength,
    DueDateChange,
    Measure,
    MeasureReading,
    MeasureTarget,
    Priority,
    ProgressFile,
    ProgressNote,
    Reminder,
)
from ..states import ActionState, PriorityState

OF_MEASURES = (
    Place(
        Measure,
        "Measures of a priority",
        ("name", "unit", "ended_because"),
        ("added_by",),
        ("priority__title", "added_at"),
    ),
    Place(
        MeasureReading,
        "Readings of a measure",
        ("source", "note", "struck_because"),
        ("by",),
        ("measure__name", "on", "at"),
    ),
    Place(MeasureTarget, "Targets of a measure", ("because",), ("set_by",), ("measure__name", "by_date", "set_at")),
)
# Where this room may hold words about a person. `tests/architecture/test_held.py` holds it to the models.
HELD = kept(
    WORK,
    Place(
        Priority,
        "Priorities of a ward",
        ("title", "summary", "why", "sent_back_because"),
        ("drafted_by",),
        ("ward__name", "state", "drafted_at"),
    ),
    Place(Agreement, "Agreed to", ("councillor__name",), ("councillor__user",), ("priority__title", "at")),
    Place(
        Action,
        "Actions of a plan",
        ("text", "lead__name", "community", "blocked_by", "unblocks"),
        ("lead__user",),
        ("priority__title", "state", "due_on"),
    ),
    Place(ProgressNote, "Notes of progress", ("text",), ("by",), ("on", "at")),
    Place(DueDateChange, "Dates of actions that were moved", ("because",), ("by",), ("before", "after", "at")),
    Place(
        ProgressFile, "Files of progress", ("name", "lines", "told"), ("read_by", "applied_by"), ("read_at", "state")
    ),
    Place(Reminder, "Reminders of actions", (), ("user",), ("week", "late", "soon", "at")),
    *OF_MEASURES,
)

OPEN = (PriorityState.DRAFT, PriorityState.PROPOSED, PriorityState.AGREED)
NOT_FINISHED = (ActionState.TO_COME, ActionState.UNDER_WAY, ActionState.BLOCKED)
TEAM = (RoleKind.CO_ORDINATOR, RoleKind.SUPPORT_OFFICER)


def works_with(roles: Roles, ward: Ward) -> bool:
    """Say whether a person works on a ward's plan, and so sees its drafts: its members, its team, the Head."""
    in_team = any(roles.in_ward(kind, ward) for kind in TEAM)
    return roles.is_member_of(ward) or in_team or roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS)


def priorities_visible_to(roles: Roles, ward: Ward) -> QuerySet[Priority]:
    """Return a ward's priorities that a person may see, of every cycle and version.

    Those who work with the ward see everything; everybody else sees what has been published and was not withdrawn.
    """
    rows = Priority.objects.filter(ward=ward).select_related("ward", "cycle")
    if works_with(roles, ward):
        return rows
    return rows.filter(state__in=(PriorityState.PUBLISHED, PriorityState.SUPERSEDED))


def published(on: dt.date) -> QuerySet[Priority]:
    """Return the priorities of the whole borough that stood published at the end of a day."""
    return _standing(start_of_day(on + DAY))


def _standing(midnight: Any) -> QuerySet[Priority]:
    return Priority.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gte=midnight), published_at__lt=midnight
    ).select_related("ward", "cycle")


def published_priorities(ward: Ward, on: dt.date) -> list[Priority]:
    """Return a ward's priorities as they stood published at the end of a day, in their order."""
    found = _standing_in(ward=ward.pk, midnight=start_of_day(on + DAY))
    for priority in found:
        priority.ward = ward
    return found


@prepared
def _standing_in(ward: Any, midnight: Any) -> QuerySet[Priority]:
    rows = _standing(midnight).filter(ward=ward).select_related(None).select_related("cycle")
    return rows.order_by("number", "pk")


def published_priority(ward: Ward, slug: str, on: dt.date) -> Priority | None:
    """Return the version of a priority that stood published at the end of a day, or None."""
    return published(on).filter(ward=ward, slug=slug).first()


def earlier_priorities(ward: Ward, but: Collection[str]) -> list[Priority]:
    """Return the last version of each published priority of a ward that stands no more, newest first. One query.

    `but` are the addresses of those that stand.
    """
    over = (PriorityState.SUPERSEDED, PriorityState.WITHDRAWN)
    rows = Priority.objects.filter(ward=ward, state__in=over, published_at__isnull=False).exclude(slug__in=but)
    last = {one.slug: one for one in rows.select_related("cycle").order_by("version")}
    return sorted(last.values(), key=lambda one: (one.cycle.from_date, -one.number), reverse=True)


def versions_of(priority: Priority) -> list[Priority]:
    """Return every published version of a priority, newest first. A withdrawn one is not among them."""
    states = (PriorityState.PUBLISHED, PriorityState.SUPERSEDED)
    same = Priority.objects.filter(ward_id=priority.ward_id, slug=priority.slug, state__in=states)
    return list(same.select_related("ward", "cycle").order_by("-version"))


def progress_of(priorities: Iterable[Priority], on: dt.date) -> dict[int, Progress]:
    """Return each priority's actions counted by state, by its key. Stopped actions are not counted. One query."""
    return {key: progress_in(actions, on) for key, actions in actions_by_priority(priorities).items()}


def actions_by_priority(priorities: Iterable[Priority]) -> dict[int, list[Action]]:
    """Return the actions of several priorities, those due first before others, by the priority's key. One query."""
    found: dict[int, list[Action]] = {priority.pk: [] for priority in priorities}
    for action in _actions(priorities=list(found)):
        found[action.priority_id].append(action)
    return found


@prepared
def _actions(priorities: Any) -> QuerySet[Action]:
    rows = Action.objects.filter(one_of("priority", priorities)).select_related("owner")
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def is_late(action: Action, on: dt.date) -> bool:
    """Say whether an action is past its date on a day and not finished."""
    return action.due_on is not None and action.due_on < on and action.state in NOT_FINISHED


def progress_in(actions: Iterable[Action], on: dt.date) -> Progress:
    """Return actions counted by state on a day. Stopped actions are not counted."""
    counted = Counter("late" if is_late(action, on) else action.state for action in actions)
    return Progress(
        counted[ActionState.DONE],
        counted[ActionState.UNDER_WAY],
        counted["late"],
        counted[ActionState.TO_COME],
        counted[ActionState.BLOCKED],
    )


def progress_in_ward(ward: Ward, on: dt.date, most: int) -> list[ProgressNote]:
    """Return the newest progress on a ward's published priorities up to a day. One query."""
    rows = ProgressNote.objects.filter(
        action__priority__ward=ward, action__priority__state=PriorityState.PUBLISHED, on__lte=on
    )
    return list(rows.select_related("action__priority").order_by("-on", "-pk")[:most])


def latest_news(priorities: Iterable[Priority], on: dt.date) -> dict[int, ProgressNote]:
    """Return the newest progress note of each priority that has one, by the priority's key. One query."""
    notes = _newest_notes(priorities=[priority.pk for priority in priorities], on=on)
    return {note.of_priority: note for note in notes}


@prepared
def _newest_notes(priorities: Any, on: Any) -> QuerySet[Any]:
    notes = ProgressNote.objects.filter(one_of("action__priority", priorities), on__lte=on)
    newest = notes.order_by("action__priority_id", "-on", "-pk").distinct("action__priority_id")
    return newest.annotate(of_priority=F("action__priority_id"))


def late_actions(priorities: Iterable[Priority], on: dt.date) -> dict[int, list[Action]]:
    """Return the actions that are past their date and not done, longest late first, by priority. One query."""
    found: dict[int, list[Action]] = {}
    rows = Action.objects.filter(
        priority__in=[priority.pk for priority in priorities], due_on__lt=on, state__in=NOT_FINISHED
    )
    for action in rows.select_related("owner", "lead").order_by("due_on", "pk"):
        found.setdefault(action.priority_id, []).append(action)
    return found


def actions_of(priority: Priority) -> list[Action]:
    """Return a priority's actions in their order, with who does them, notes and moved dates. Three queries."""
    notes = Prefetch("notes", ProgressNote.objects.order_by("-on", "-pk"))
    rows = priority.actions.select_related("owner", "lead").prefetch_related(notes, "moves")
    return list(rows.order_by("position"))


def agreements_of(priority: Priority) -> list[Agreement]:
    """Return who agreed to a priority, in the order in which they did."""
    return list(priority.agreements.select_related("councillor").order_by("at", "pk"))


def still_to_agree(priority: Priority, on: dt.date) -> list[Councillor]:
    """Return the members of the ward on a day who have not agreed. Nobody suspended, vacant or gone is waited for."""
    agreed = set(priority.agreements.values_list("councillor", flat=True))
    return [member for member in members_of(priority.ward, on) if member.pk not in agreed]


def agreed_by_all(priority: Priority, on: dt.date) -> bool:
    """Say whether every member of the ward on a day has agreed, and there is one at least."""
    members = {member.pk for member in members_of(priority.ward, on)}
    agreed = set(priority.agreements.values_list("councillor", flat=True))
    return bool(members) and members <= agreed


def proposals_waiting_for(roles: Roles) -> list[Priority]:
    """Return the priorities that a member is asked to agree to, longest waiting first."""
    if roles.councillor is None or roles.ward is None:
        return []
    return _proposals(ward=roles.ward.pk, councillor=roles.councillor.pk)


@prepared
def _proposals(ward: Any, councillor: Any) -> QuerySet[Priority]:
    own = Agreement.objects.filter(priority=OuterRef("pk"), councillor=councillor)
    rows = Priority.objects.filter(ward=ward, state=PriorityState.PROPOSED).exclude(Exists(own))
    return rows.select_related("ward", "cycle", "drafted_by").order_by("proposed_at", "pk")


def ready_to_publish_by(roles: Roles) -> list[Priority]:
    """Return the agreed priorities of the wards that a person co-ordinates, or covers, in order of ward and number."""
    if not roles.has(RoleKind.CO_ORDINATOR):
        return []
    return [priority for priority in _agreed() if roles.in_ward(RoleKind.CO_ORDINATOR, priority.ward)]


@prepared
def _agreed() -> QuerySet[Priority]:
    return Priority.objects.filter(state=PriorityState.AGREED).select_related("ward", "cycle")


def late_actions_led_by(councillor: Councillor, on: dt.date) -> list[Action]:
    """Return the published actions that a councillor leads and that are late, longest late first."""
    return _late_led_by(councillor=councillor.pk, on=on)


@prepared
def _late_led_by(councillor: Any, on: Any) -> QuerySet[Action]:
    rows = Action.objects.filter(
        lead=councillor, due_on__lt=on, state__in=NOT_FINISHED, priority__state=PriorityState.PUBLISHED
    )
    return rows.select_related("priority__ward").order_by("due_on", "pk")


def wards_of(roles: Roles) -> list[Ward]:
    """Return the wards whose plans are a person's own work: the one they sit for, and those of their team."""
    return _wards(keys=list(roles.ward_keys(*TEAM)))


@prepared
def _wards(keys: Any) -> QuerySet[Ward]:
    return Ward.objects.filter(one_of("pk", keys)).order_by("number")


def cycle_on(day: dt.date) -> Cycle | None:
    """Return the cycle that a day falls in, or None."""
    return Cycle.objects.on(day).first()


def cycles() -> Sequence[Cycle]:
    """Return every cycle, newest first."""
    return list(Cycle.objects.order_by("-from_date"))


def cycle_length_on(day: dt.date) -> CycleLength | None:
    """Return the rule of how long a cycle lasts that is opened on a day, or None."""
    return CycleLength.objects.on(day).first()


def cycle_lengths() -> Sequence[CycleLength]:
    """Return every rule of how long a cycle lasts, newest first, with its source."""
    return list(CycleLength.objects.order_by("-from_date"))


def next_number(ward: Ward, cycle: Cycle) -> int:
    """Return the number that a new priority of a ward begins with: after those that stand or are being prepared."""
    standing = Priority.objects.filter(ward=ward, cycle=cycle, state__in=(*OPEN, PriorityState.PUBLISHED))
    highest = standing.order_by("-number").values_list("number", flat=True).first()
    return (highest or 0) + 1


def possible_owners(ward: Ward) -> list[Organisation]:
    """Return who may own an action of a ward: the council's services, partners, and what is at home in the ward."""
    known = Organisation.objects.filter(closed_on__isnull=True, merged_into__isnull=True)
    known = known.exclude(kind=OrganisationKind.PERSON)
    everywhere = Q(kind__in=(OrganisationKind.SERVICE, OrganisationKind.PARTNER))
    return list(known.filter(everywhere | Q(wards=ward)).distinct().order_by("name"))


def counts_by_ward(on: dt.date) -> dict[int, int]:
    """Return how many priorities each ward has published on a day, by the ward's key. One query."""
    rows = published(on).order_by().values_list("ward").annotate(Count("pk"))
    return dict(rows)
