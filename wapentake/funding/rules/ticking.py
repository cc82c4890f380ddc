"""Who ticks a fund's checks on an application, and until when a tick is undone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, FundCheck, OfficerCheck
from ..queries.officer_checks import ticked
from .applications import _untouched_by
from .steps import waits_for_approval

YES = Verdict.yes()


@dataclass(frozen=True)
class Tick:
    """What an officer says of one check: that it was looked at, or that it does not apply, with the reason."""

    check: FundCheck
    applies: bool = True
    note: str = ""


def may_tick(roles: Roles, application: Application) -> Verdict:
    """An approving officer ticks checks while it waits for approval, and never on what they have a part in."""
    if not roles.has(RoleKind.APPROVER):
        return Verdict.no("Only an approving officer ticks the checks.")
    return first_refusal(waits_for_approval(application), _untouched_by(roles, application))


def ticks_stand(application: Application, ticks: Sequence[Tick], on: dt.date) -> Verdict:
    """Whether each is a check of the fund on a day, not ticked yet, and says why where it does not apply."""
    if not ticks:
        return Verdict.no("Tick at least one check.")
    return first_refusal(*(_tick_stands(application, one, on) for one in ticks))


def _tick_stands(application: Application, one: Tick, on: dt.date) -> Verdict:
    check = one.check
    if check.fund_id != application.fund_id or not check.is_on(on):
        return Verdict.no(f"{application.fund} has no check “{check.words}” today. Look at its list again.")
    done = ticked(application).filter(check_of=check).first()
    if done is not None:
        return Verdict.no(f"{done.by.name} ticked “{check.words}” on {long_date(london_date(done.at))}.")
    if not one.applies and not check.may_not_apply:
        return Verdict.no(f"“{check.words}” always applies.")
    if not one.applies and not one.note.strip():
        return Verdict.no(f"Say why “{check.words}” does not apply.")
    return YES


def may_undo_tick(roles: Roles, tick: OfficerCheck) -> Verdict:
    """An approving officer undoes a tick, their own or another's, until the award is decided."""
    if tick.undone_at is not None:
        return Verdict.no("It was undone already.")
    return may_tick(roles, tick.application)
