"""The demonstration's actions: what blocks some, whose date moved, and a file of progress that waits."""

from hashlib import sha256

from wapentake.foundation.files import Source
from wapentake.plans import actions as plans
from wapentake.plans.models import Action
from wapentake.plans.states import ActionState, PriorityState

from .world import DAY, World, moment, working_day

# Ward, the beginning of the action's text, what blocks it, who could clear the way.
BLOCKED = (
    ("E05012996", "Draught-proofing for sixty private tenants", "Landlords of 41 homes have not said yes",
     "Housing, by writing to them under its licensing scheme"),
    ("E05013010", "", "The lease of the yard behind the shops is not signed", "Property Services and the yard’s owner"),
)  # fmt: skip
SOONER = "Brought forward, to be ready before the clocks go back."
MOVED = (
    ("E05012996", "Four low solar lights across Boston Park", 21,
     "The first supplier withdrew, and a second has to be asked."),
)  # fmt: skip


def load_doing(world: World) -> None:
    """Block two actions, move the date of one, and leave a file of progress waiting."""
    for ward, text, blocked_by, unblocks in BLOCKED:
        action = _action(ward, text, (ActionState.TO_COME, ActionState.UNDER_WAY))
        day = working_day(world.on - 6 * DAY)
        plans.change_action_state(
            action, ActionState.BLOCKED, by=world.co_ordinators[ward], at=moment(day, 200), blocked_by=blocked_by,
            unblocks=unblocks,
        )  # fmt: skip
    for ward, text, days, because in MOVED:
        action, by = _action(ward, text, (ActionState.UNDER_WAY,)), world.co_ordinators[ward]
        assert action.due_on is not None
        promised = action.due_on
        for to, why, ago in ((promised - days * DAY, SOONER, 30), (promised, because, 9)):
            at = moment(working_day(world.on - ago * DAY), 100)
            plans.move_due_date(action, to, because=why, by=by, at=at)
    _leave_a_file(world)


def _action(ward: str, text: str, states: tuple[str, ...]) -> Action:
    rows = Action.objects.filter(priority__ward__code=ward, priority__state=PriorityState.PUBLISHED, state__in=states)
    found = rows.filter(text__startswith=text).select_related("priority__ward").order_by("pk").first()
    assert found is not None, f"No action of {ward} begins “{text}”."
    return found


def _leave_a_file(world: World) -> None:
    """Let a co-ordinator give a file of which one line is refused, and not apply it yet."""
    ward = "E05012996"
    rows = list(
        Action.objects.filter(priority__ward__code=ward, priority__state=PriorityState.PUBLISHED).order_by("pk")
    )
    told = [
        (row, {"action_id": str(row.pk), "version": str(row.version), "state": row.state, "new_note": note})
        for row, note in zip(rows, NOTES, strict=False)
    ]
    told[-1][1]["version"] = "0"  # somebody changed it since
    lines = [(number, cells) for number, (_, cells) in enumerate(told, start=2)]
    file = Source("boston-castle-actions.csv", sha256(repr(lines).encode()).hexdigest())
    day = working_day(world.on - 2 * DAY)
    plans.stage_progress(lines, file, by=world.co_ordinators[ward], at=moment(day, 300))


NOTES = (
    "Counting goes on. The signs were moved by two lamp posts after the hedge grew.",
    "Two more neighbours were trained in November.",
    "Three more children since the clocks went back.",
)
