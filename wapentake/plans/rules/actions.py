"""Who may say how an action goes, what must be said with it, and who owns it."""

import datetime as dt

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Action
from ..queries import NOT_FINISHED
from ..states import ACTION, ActionState, PriorityState
from .priorities import may_draft

NOBODY = "The ward’s councillors"


def may_note_progress(roles: Roles, action: Action) -> Verdict:
    """Progress is told by the ward's members, its team, and whoever owns the action, while it is published."""
    if action.priority.state != PriorityState.PUBLISHED:
        return Verdict.no("Progress is noted on the published version only.")
    owns = any(
        row.kind in (RoleKind.SERVICE_OFFICER, RoleKind.PARTNER) and row.organisation_id == action.owner_id
        for row in roles.held
    )
    if (action.owner_id and owns) or may_draft(roles, action.priority.ward):
        return Verdict.yes()
    return Verdict.no("Only the ward’s councillors, its team and the action’s owner can say how it goes.")


def may_change_action(roles: Roles, action: Action, to: str) -> Verdict:
    """Who notes progress may change the state, as the table of states allows."""
    return first_refusal(may_note_progress(roles, action), ACTION.verdict(action.state, to))


def done_on_verdict(to: str, done_on: dt.date | None, on: dt.date) -> Verdict:
    """A done action has the date on which it was done, never a date to come."""
    if to == ActionState.DONE and done_on and done_on > on:
        return Verdict.no("Enter the day on which it was done: today or earlier.")
    return Verdict.yes()


def says_what_blocks(to: str, blocked_by: str, unblocks: str) -> Verdict:
    """What is blocked says by what, and who could clear the way."""
    if to != ActionState.BLOCKED:
        return Verdict.yes()
    if not blocked_by.strip():
        return Verdict.no("Say what blocks it: residents read it.")
    if not unblocks.strip():
        return Verdict.no("Say who could clear the way.")
    return Verdict.yes()


def may_move_date(roles: Roles, action: Action) -> Verdict:
    """The ward's members and team move the date of a published action that is not finished; its owner asks them."""
    if action.priority.state != PriorityState.PUBLISHED:
        return Verdict.no("The date is moved on the published version only: a draft is changed as a draft.")
    if action.state not in NOT_FINISHED:
        return Verdict.no(f"It is {action.get_state_display().lower()}: its date stays as it was.")
    verdict = may_draft(roles, action.priority.ward)
    if verdict or not may_note_progress(roles, action):
        return verdict
    return Verdict.no("Ask the ward’s co-ordinator to move the date: say in a note which day, and why.")


def moves_somewhere(action: Action, to: dt.date | None, because: str) -> Verdict:
    """A date that is moved is another one, and says why."""
    if to == action.due_on:
        return Verdict.no("That is the date that it has: enter another.")
    if not because.strip():
        return Verdict.no("Say why the date is moved: residents read it.")
    return Verdict.yes()


def owner_words(action: Action) -> str:
    """Return who owns an action: a service or partner, a councillor, or the community in its own words."""
    names = [str(one) for one in (action.owner, action.community, action.lead) if one]
    return ", ".join(names) or NOBODY
