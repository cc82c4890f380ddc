"""What can be carried forward into a ward's new plan."""

from typing import NamedTuple

from django.db.models import Q

from wapentake.office.queries import Roles
from wapentake.places.models import Ward
from wapentake.places.queries import predecessors

from ..models import Action, Priority
from ..states import PriorityState
from .priorities import NOT_FINISHED, OPEN, cycle_on


class Offered(NamedTuple):
    """A priority that can be carried forward, its unfinished actions, and what part of its ward is here now.

    `own` says that it is the ward's own; of an earlier ward, `share` (0 to 1) of the addresses came here, if known.
    """

    priority: Priority
    actions: list[Action]
    own: bool
    share: float | None


def carried_already(priority: Priority, ward: Ward) -> bool:
    """Say whether a ward has a priority that goes on with this one, or is preparing it."""
    standing = (*OPEN, PriorityState.PUBLISHED)
    goes_on = Q(replaces=priority) | Q(carried_from=priority)
    return Priority.objects.filter(goes_on, ward=ward, state__in=standing).exists()


def can_be_carried(roles: Roles, ward: Ward) -> list[Offered]:
    """Return what stands of earlier cycles of a ward, and of the wards whose ground it took, largest share first."""
    cycle = cycle_on(roles.on)
    if cycle is None:
        return []
    shares: dict[int, float | None] = {heir.ward.pk: heir.share for heir in predecessors(ward)}
    shares[ward.pk] = None
    rows = Priority.objects.filter(ward__in=list(shares), state=PriorityState.PUBLISHED).exclude(cycle=cycle, ward=ward)
    gone = set(
        Priority.objects.filter(Q(replaces__in=rows) | Q(carried_from__in=rows), ward=ward)
        .filter(state__in=(*OPEN, PriorityState.PUBLISHED))
        .values_list("replaces", "carried_from")
    )
    taken = {key for pair in gone for key in pair if key}
    found = [one for one in rows.select_related("ward", "cycle").order_by("number", "pk") if one.pk not in taken]
    actions: dict[int, list[Action]] = {one.pk: [] for one in found}
    for action in Action.objects.filter(priority__in=found, state__in=NOT_FINISHED).order_by("position"):
        actions[action.priority_id].append(action)
    ranked = sorted(found, key=lambda one: (one.ward_id != ward.pk, -(shares[one.ward_id] or 0), one.number))
    return [Offered(one, actions[one.pk], one.ward_id == ward.pk, shares[one.ward_id]) for one in ranked]
