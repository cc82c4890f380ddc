"""Who asks back what was paid, how much, who records what came, and who gives the rest up."""

import datetime as dt

from wapentake.foundation.calendars import long_date
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, Recovery, WriteOff
from ..queries.money import still_paid
from ..queries.recoveries import may_still_be_asked, open_write_off, recoveries_of, to_come
from ..states.recoveries import WRITE_OFF, RecoveryState, WriteOffState

YES = Verdict.yes()
# A week before it is due, the day after, and a fortnight late. Ours: no public source says how often.
BEFORE, AGAIN = dt.timedelta(days=7), dt.timedelta(days=14)
NOTHING_PROPOSED = "Nothing is proposed to be written off."
WRITES_OFF = (RoleKind.FINANCE, RoleKind.SECTION_151)


def may_recover(roles: Roles, application: Application) -> Verdict:
    """The ward's co-ordinator, an approving or a finance officer asks back what was paid and has not come back."""
    ward = roles.in_ward(RoleKind.CO_ORDINATOR, application.ward)
    if not (ward or roles.has(RoleKind.APPROVER, RoleKind.FINANCE)):
        return Verdict.no("Only the ward’s co-ordinator, an approving or a finance officer asks for money back.")
    if may_still_be_asked(application) <= 0:
        return Verdict.no("Nothing was paid that has not come back, or been asked back already.")
    return YES


def may_ask_this_back(application: Application, pence: int, due_on: dt.date, on: dt.date) -> Verdict:
    """No more is asked back than was paid, and by a day that can be kept."""
    most = may_still_be_asked(application)
    if pence <= 0:
        return Verdict.no("Ask for more than £0.")
    if pence > most:
        return Verdict.no(f"{pounds(most)} can be asked back: no more was paid, or it has been asked back already.")
    return YES if due_on > on else Verdict.no("Give the group time: choose a day after today.")


def not_asked_back(application: Application, pence: int) -> Verdict:
    """What comes for a recovery is recorded with it: otherwise the group is reminded of money that it has paid."""
    asked = sum(row.to_come for row in recoveries_of(application))
    if not asked or pence <= still_paid(application) - asked:
        return YES
    return Verdict.no(
        f"{pounds(asked)} of it is asked back. Record what came where that is asked back, under Recoveries."
    )


def nothing_asked_back(application: Application) -> Verdict:
    """A payment is not taken back while the group is asked for it."""
    if not any(row.to_come for row in recoveries_of(application)):
        return YES
    return Verdict.no("Money is asked back of it. Take that in or write it off first, and then correct the payment.")


def may_take_in(roles: Roles, recovery: Recovery) -> Verdict:
    """A finance officer records what came back."""
    if not roles.has(RoleKind.FINANCE):
        return Verdict.no("Only a finance officer can record money that came back.")
    return YES if recovery.state == RecoveryState.OPEN else Verdict.no("It is settled: nothing is to come.")


def within_recovery(recovery: Recovery, pence: int) -> Verdict:
    """What comes back, or is given up, is no more than is still to come."""
    if pence <= 0:
        return Verdict.no("Enter an amount of more than £0.")
    most = to_come(recovery)
    if pence > most:
        return Verdict.no(f"{pounds(most)} is still to come, so no more than that counts here.")
    return YES


def may_write_off(roles: Roles, recovery: Recovery) -> Verdict:
    """Finance or the section 151 officer proposes to give up what does not come."""
    if not roles.has(*WRITES_OFF):
        return Verdict.no("Only a finance officer or the section 151 officer can write money off.")
    if recovery.state != RecoveryState.OPEN:
        return Verdict.no("It is settled: nothing is to come.")
    if open_write_off(recovery) is not None:
        return Verdict.no("It has been proposed already, and waits for a second person.")
    return YES


def may_settle_write_off(roles: Roles, row: WriteOff | None, *, agree: bool) -> Verdict:
    """A second person agrees; whoever proposed it may only take it back."""
    if row is None:
        return Verdict.no(NOTHING_PROPOSED)
    if not roles.has(*WRITES_OFF):
        return Verdict.no("Only a finance officer or the section 151 officer can write money off.")
    if agree and row.proposed_by_id == roles.user.pk:
        return Verdict.no("You proposed this, so another person must agree to it.")
    to = WriteOffState.AGREED if agree else WriteOffState.DROPPED
    return first_refusal(WRITE_OFF.verdict(row.state, to), within_recovery(row.recovery, row.pence) if agree else YES)


def recovery_reminders_due(due_on: dt.date, on: dt.date) -> int:
    """Return how many reminders what is asked back should have had by a day."""
    return sum(day <= on for day in (due_on - BEFORE, due_on + dt.timedelta(days=1), due_on + AGAIN))


def settled_words(pence: int, came: int, given_up: int, to_come: int) -> str:
    """Return how a recovery stands, in pounds."""
    said = [f"{pounds(came)} came back"] if came else []
    said += [f"{pounds(given_up)} was written off"] if given_up else []
    no_longer = pence - came - given_up - to_come
    said += [f"{pounds(to_come)} is to come"] if to_come else []
    said += [f"{pounds(no_longer)} is asked for no longer, as the monitoring form came"] if no_longer else []
    return ", ".join(said) + "."


def due_words(due_on: dt.date, on: dt.date) -> str:
    """Return by when it is, or was, to come."""
    return f"It was due on {long_date(due_on)}." if due_on < on else f"It is due by {long_date(due_on)}."
