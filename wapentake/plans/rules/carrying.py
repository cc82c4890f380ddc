"""What may be carried forward: into the next cycle, or to a ward that took over the ground."""

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.places.models import Ward
from wapentake.places.queries import predecessors

from ..models import Priority
from ..queries import carried_already, cycle_on
from ..states import PriorityState
from .priorities import has_cycle, may_draft


def may_carry(roles: Roles, priority: Priority, ward: Ward) -> Verdict:
    """Those who draft for a ward carry forward what stands of an earlier cycle, or of a ward whose ground it took."""
    return first_refusal(may_draft(roles, ward), has_cycle(cycle_on(roles.on)), _can_be_carried(roles, priority, ward))


def _can_be_carried(roles: Roles, priority: Priority, ward: Ward) -> Verdict:
    cycle = cycle_on(roles.on)
    if priority.state != PriorityState.PUBLISHED:
        return Verdict.no("Only what stands published is carried forward.")
    if carried_already(priority, ward):
        return Verdict.no(f"“{priority}” is being carried forward already.")
    if priority.ward_id == ward.pk:
        if cycle is not None and priority.cycle_id == cycle.pk:
            return Verdict.no(f"“{priority}” is of this cycle already: start a new version to change it.")
        return Verdict.yes()
    if priority.ward_id in {heir.ward.pk for heir in predecessors(ward)}:
        return Verdict.yes()
    return Verdict.no(f"{ward} took over none of {priority.ward}’s ground: its priorities stay there.")
