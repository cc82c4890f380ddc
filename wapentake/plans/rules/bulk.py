"""What a line of a file of progress would change, or why it cannot and what to do."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from wapentake.foundation.calendars import long_date
from wapentake.foundation.files import from_plain_cell
from wapentake.foundation.numbers import whole
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Action, ProgressFile
from ..queries import bodies_of, is_insider, wards_of
from ..states import ActionState, ProgressFileState
from .actions import (
    done_on_verdict,
    may_change_action,
    may_move_date,
    may_note_progress,
    moves_somewhere,
    says_what_blocks,
)

MOST_LINES = 5_000
LONGEST = {"why_date_moved": 300, "blocked_by": 300, "who_could_unblock": 200, "new_note": 500}
CHANGED_SINCE = (
    "It was changed since you took the file, so nothing of this line is applied. {now}. Take the file again."
)
_STATES = {**{one.value: one for one in ActionState}, **{one.label.lower(): one for one in ActionState}}
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class Planned:
    """One line: its number, its action, what it would change in sentences, or why it is refused."""

    line: int
    pk: int | None
    what: str
    changes: tuple[str, ...] = ()
    refusal: str = ""


@dataclass(frozen=True)
class Told:
    """What a line says of an action. None is a cell that the file does not have."""

    version: int
    due_on: dt.date | None
    state: ActionState
    done_on: dt.date | None
    blocked_by: str
    unblocks: str
    because: str = ""
    note: str = ""


class Unreadable(Exception):
    """A cell that cannot be read; the sentence says which, and how it is written."""


@dataclass
class Plan:
    """Every line of a file, planned in its order against the actions as they stand."""

    actions: Mapping[int, Action]
    notes: Mapping[int, str]
    roles: Roles
    seen: dict[int, int] = field(default_factory=dict)

    def of(self, line: int, cells: Mapping[str, str]) -> tuple[Planned, Told | None]:
        """Return what a line would change, and what it says where it changes anything."""
        number = cells.get("action_id", "").strip()
        action = self.actions.get(whole(number, 0))
        if action is None:
            return Planned(line, None, number[:20] or "No action", refusal=NOT_THERE), None
        if action.pk in self.seen:
            first = f"Line {self.seen[action.pk]} speaks of this action already: keep one of the two."
            return Planned(line, action.pk, action.text, refusal=first), None
        self.seen[action.pk] = line
        try:
            told = read_line(cells, action)
        except Unreadable as wrong:
            return Planned(line, action.pk, action.text, refusal=str(wrong)), None
        return self._planned(line, action, told)

    def _planned(self, line: int, action: Action, told: Told) -> tuple[Planned, Told | None]:
        if told.note == self.notes.get(action.pk, ""):
            told = replace(told, note="")  # it is said already
        changes = changes_of(action, told)
        if not changes:
            return Planned(line, action.pk, action.text), None
        verdict = may_apply_line(self.roles, action, told)
        if told.version != action.version:
            verdict = Verdict.no(CHANGED_SINCE.format(now=_stands(action)))
        if not verdict:
            return Planned(line, action.pk, action.text, refusal=verdict.reason), None
        return Planned(line, action.pk, action.text, tuple(changes)), told


NOT_THERE = "No published action has this action_id: take the file again, and leave that column as it is."


def read_line(cells: Mapping[str, str], action: Action) -> Told:
    """Read what a line says; a column that is left out says what stands. Raises `Unreadable`."""
    version = cells.get("version", "").strip()
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise Unreadable("version is not a number: take the file again, and leave that column as it is.")
    for name, most in LONGEST.items():
        if len(cells.get(name, "")) > most:
            raise Unreadable(f"{name} is longer than {most} letters: make it shorter.")
    state = _state(cells, action)
    blocked = state == ActionState.BLOCKED
    return Told(
        int(version),
        _date(cells, "due_date", action.due_on),
        state,
        _date(cells, "done_on", action.done_on) if state == ActionState.DONE else None,
        _text(cells, "blocked_by", action.blocked_by) if blocked else "",
        _text(cells, "who_could_unblock", action.unblocks) if blocked else "",
        _text(cells, "why_date_moved", ""),
        _text(cells, "new_note", ""),
    )


def _state(cells: Mapping[str, str], action: Action) -> ActionState:
    said = cells.get("state", action.state).strip().lower()
    if said not in _STATES:
        known = ", ".join(one.value for one in ActionState)
        raise Unreadable(f"state is “{said[:20]}”: write one of {known}.")
    return _STATES[said]


def _date(cells: Mapping[str, str], name: str, stands: dt.date | None) -> dt.date | None:
    if name not in cells:
        return stands
    said = cells[name].strip()
    if not said:
        return None
    slashed = _SLASHED.fullmatch(said)
    try:
        if slashed:
            day, month, year = map(int, slashed.groups())
            return dt.date(year, month, day)
        return dt.date.fromisoformat(said)
    except ValueError:
        raise Unreadable(f"{name} is “{said[:20]}”: write a date as 2027-02-26 or 26/02/2027.") from None


def _text(cells: Mapping[str, str], name: str, stands: str) -> str:
    """Return a text without the apostrophe that the export puts before what a spreadsheet would take for a formula."""
    said = cells.get(name, stands).strip()
    return from_plain_cell(said)


def changes_of(action: Action, told: Told) -> list[str]:
    """Return, in sentences, what would become other."""
    changes = []
    if told.state != action.state:
        before = ActionState(action.state).label
        changes.append(f"{before} becomes {told.state.label.lower()}")
    if told.state == ActionState.DONE and told.done_on and told.done_on != action.done_on:
        changes.append(f"Done on {long_date(told.done_on)}")
    if told.state == ActionState.BLOCKED and (told.blocked_by, told.unblocks) != (action.blocked_by, action.unblocks):
        changes.append(f"Blocked by: {told.blocked_by}. Could clear the way: {told.unblocks}")
    if told.due_on != action.due_on:
        changes.append(f"Due date {_day(action.due_on)} becomes {_day(told.due_on)}: {told.because}")
    if told.note:
        changes.append(f"New note: {told.note}")
    return changes


def _day(day: dt.date | None) -> str:
    return long_date(day) if day else "none"


def _stands(action: Action) -> str:
    due = f", due {long_date(action.due_on)}" if action.due_on else ""
    return f"It now stands at {ActionState(action.state).label.lower()}{due}"


def may_apply_line(roles: Roles, action: Action, told: Told) -> Verdict:
    """The same rules as on the action's own page, one after the other."""
    moves = told.due_on != action.due_on
    same = told.state == action.state
    return first_refusal(
        may_note_progress(roles, action),
        Verdict.yes() if same else may_change_action(roles, action, told.state),
        done_on_verdict(told.state, told.done_on, roles.on),
        says_what_blocks(told.state, told.blocked_by, told.unblocks),
        may_move_date(roles, action) if moves else Verdict.yes(),
        moves_somewhere(action, told.due_on, told.because) if moves else Verdict.yes(),
    )


def may_give_progress(roles: Roles) -> Verdict:
    """Whoever may note progress of some action gives it in a file too: members, teams, services and partners."""
    if roles.councillor is not None or bodies_of(roles) or wards_of(roles):
        return Verdict.yes()
    return Verdict.no("Only councillors, the wards’ teams, and whoever owns an action can say how actions go.")


def may_see_file(roles: Roles, file: ProgressFile) -> Verdict:
    """A file of progress is seen by whoever gave it, and by councillors and officers of the council."""
    if file.read_by_id == roles.user.pk or is_insider(roles):
        return Verdict.yes()
    return Verdict.no("Only whoever gave this file, and the council, can see it.")


def may_discard_file(roles: Roles, file: ProgressFile) -> Verdict:
    """Whoever gave a file discards it, or the Head of Neighbourhoods for them."""
    if file.read_by_id == roles.user.pk or roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS):
        return Verdict.yes()
    return Verdict.no(f"{file.read_by.name} gave this file: ask them, or the Head of Neighbourhoods, to discard it.")


def may_apply_file(file: ProgressFile, planned: Sequence[Planned]) -> Verdict:
    """A file is applied whole or not at all, once."""
    if file.state != ProgressFileState.STAGED:
        return Verdict.no(f"This file is {file.get_state_display().lower()}.")
    if refused := [one.line for one in planned if one.refusal]:
        lines = ", ".join(map(str, refused[:10])) + (" and more" if len(refused) > 10 else "")
        what = f"line {lines} is" if len(refused) == 1 else f"lines {lines} are"
        return Verdict.no(f"Nothing is applied while {what} refused: put it right in the file, and read it again.")
    if not any(one.changes for one in planned):
        return Verdict.no("The file says what stands already: there is nothing to apply.")
    return Verdict.yes()
