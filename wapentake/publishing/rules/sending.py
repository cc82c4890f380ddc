"""Who sends, pauses and resumes a bulletin, and when nothing may leave. Moments are given."""

import datetime as dt

from wapentake.foundation import switches
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Bulletin
from ..queries import hold_of, nothing_to_send, why_nothing_leaves
from ..states import BulletinState
from .bulletins import may_write_bulletin

YES = Verdict.yes()


def may_send(roles: Roles, bulletin: Bulletin, at: dt.datetime) -> Verdict:
    """An approved bulletin is sent by those who write it, unless nothing may leave."""
    if bulletin.state != BulletinState.APPROVED:
        return Verdict.no(f"It is {bulletin.get_state_display().lower()}: only what is approved is sent.")
    return first_refusal(
        may_write_bulletin(roles, bulletin.ward), may_leave(bulletin, at), _has_something(bulletin, at)
    )


def _has_something(bulletin: Bulletin, at: dt.datetime) -> Verdict:
    if nothing_to_send(bulletin, at):
        return Verdict.no("Every part of it was withdrawn or is held: take it back, and add what it is to say.")
    return YES


def may_leave(bulletin: Bulletin, at: dt.datetime) -> Verdict:
    """Say whether anything of a bulletin may leave at a moment."""
    reason = why_nothing_leaves(bulletin, at)
    return Verdict.no(reason) if reason else YES


def may_pause(roles: Roles, bulletin: Bulletin) -> Verdict:
    """A running send is paused by those who write the bulletin, or by the Monitoring Officer."""
    if bulletin.state != BulletinState.SENDING:
        return Verdict.no("It is not being sent.")
    if roles.has(RoleKind.MONITORING_OFFICER, RoleKind.ADMINISTRATOR):
        return YES
    return may_write_bulletin(roles, bulletin.ward)


def may_go_on(roles: Roles, bulletin: Bulletin, at: dt.datetime) -> Verdict:
    """A paused send goes on by those who write it, once nothing holds it."""
    if bulletin.state != BulletinState.PAUSED:
        return Verdict.no("It is not paused.")
    return first_refusal(may_write_bulletin(roles, bulletin.ward), may_leave(bulletin, at))


def may_send_despite_hold(roles: Roles, bulletin: Bulletin, at: dt.datetime) -> Verdict:
    """Only the Monitoring Officer lets a bulletin out in the weeks before an election, and says why."""
    if not roles.has(RoleKind.MONITORING_OFFICER):
        return Verdict.no("Only the Monitoring Officer lets a bulletin out while publicity is held.")
    if bulletin.state not in (BulletinState.APPROVED, BulletinState.PAUSED):
        return Verdict.no(f"It is {bulletin.get_state_display().lower()}.")
    return YES if hold_of(bulletin, at) else Verdict.no("No publicity hold keeps it in.")


def may_resume_all(roles: Roles) -> Verdict:
    """After a restore an administrator lets mail go out again."""
    if switches.is_on(switches.SENDING):
        return Verdict.no("Sending is on.")
    if roles.has(RoleKind.ADMINISTRATOR):
        return YES
    return Verdict.no("An administrator lets mail go out again.")
