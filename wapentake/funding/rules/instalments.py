"""Who sets the parts in which an award is paid, what must hold of them, and when the next one can be paid."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.foundation.calendars import long_date
from wapentake.foundation.money import pounds
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application, Instalment
from ..queries.instalments import instalments_of, parts_paid, print_of_shown
from ..states import ApplicationState
from ..states.instalments import InstalmentState, ShownFirst
from .being_paid import not_being_paid
from .receipts import Spent, receipts_stand

YES = Verdict.yes()
MOST = 4  # parts of one award; ours: more is a grant of another kind
SHOWN_CHANGED = "The group has sent something else since you opened this page. Read that, and then say so again."
WANTED = {ShownFirst.RECEIPT: "a receipt", ShownFirst.NOTE: "a note of how it goes"}


@dataclass(frozen=True)
class Part:
    """A part of an award as it is set: pence, the first day on which it is paid, what is shown before."""

    pence: int
    due_on: dt.date
    first: ShownFirst = ShownFirst.NOTHING


@dataclass(frozen=True)
class Showing:
    """What a group shows for an instalment: a note, or what a receipt is of, its date and pence."""

    words: str
    receipt_on: dt.date | None = None
    receipt_pence: int | None = None


def may_set_instalments(roles: Roles, application: Application) -> Verdict:
    """An approving or finance officer sets them before the group has accepted the offer: they are terms of it."""
    if not roles.has(RoleKind.APPROVER, RoleKind.FINANCE):
        return Verdict.no("Only an approving or a finance officer says in which instalments an award is paid.")
    if application.state not in (ApplicationState.SUPPORTED, ApplicationState.APPROVED):
        return Verdict.no("Instalments are set once an application is supported, and before anything is paid.")
    offer = queries.offer_of(application)
    if offer is not None and offer.answer is not None:
        return Verdict.no("The group has accepted the offer with its terms, so its instalments stand.")
    if parts_paid(application):
        return Verdict.no("An instalment has been paid, so the others stand.")
    return not_being_paid(application)


def parts_stand(application: Application, parts: Sequence[Part], on: dt.date) -> Verdict:
    """Parts add up to the award to the penny, follow each other, and none was due before today."""
    if not parts:
        return YES
    if len(parts) > MOST:
        return Verdict.no(f"An award is paid in {MOST} instalments or fewer.")
    if any(part.pence <= 0 for part in parts):
        return Verdict.no("Each instalment is of more than £0.")
    total = sum(part.pence for part in parts)
    if total != application.pence:
        missing = application.pence - total
        how = f"{pounds(abs(missing))} too {'little' if missing > 0 else 'much'}"
        return Verdict.no(f"They add up to {pounds(total)}, and the award is {pounds(application.pence)}: {how}.")
    days = [part.due_on for part in parts]
    if days[0] < on:
        return Verdict.no("The first instalment is due today or later.")
    if days != sorted(days):
        return Verdict.no("Each instalment is due on the day of the one before it, or later.")
    return YES


def part_may_be_paid(part: Instalment | None, on: dt.date) -> Verdict:
    """An instalment is paid from its day on, once somebody has seen what the group shows first."""
    if part is None:
        return YES
    what = f"Instalment {part.number}, {pounds(part.pence)},"
    if part.due_on > on:
        return Verdict.no(f"{what} is due on {long_date(part.due_on)}, and not paid before.")
    if part.first == ShownFirst.NOTHING or part.seen_at is not None:
        return YES
    wanted = WANTED[ShownFirst(part.first)]
    if part.shown_at is None:
        return Verdict.no(f"{what} is paid once the group has shown {wanted}. It has not yet.")
    return Verdict.no(f"{what} waits until the ward’s co-ordinator has read {wanted} that the group sent.")


def is_the_next(part: Instalment | None, number: int | None) -> Verdict:
    """Who pays an instalment means the one that is next: a form of before pays nothing else."""
    if number is None or (part is not None and part.number == number):
        return YES
    return Verdict.no(f"Instalment {number} is not the one that is paid next. Look at the award again.")


def may_show(application: Application, part: Instalment | None) -> Verdict:
    """The group shows what the next instalment waits for, and may put it right until it has been seen."""
    if application.state != ApplicationState.APPROVED or part is None or part.first == ShownFirst.NOTHING:
        return Verdict.no("Nothing is to be shown for this award now.")
    if part.seen_at is not None:
        return Verdict.no("What you sent has been read: nothing more is asked for this instalment.")
    return YES


def showing_stands(part: Instalment, said: Showing, on: dt.date) -> Verdict:
    """A note has words; a receipt has its date and amount, and is not of before the decision."""
    if not said.words.strip():
        return Verdict.no("Say what was bought, or how it goes.")
    if part.first != ShownFirst.RECEIPT:
        return YES
    if said.receipt_on is None or not said.receipt_pence:
        return Verdict.no("Say of which day the receipt is, and of how much.")
    one = Spent(said.receipt_on, said.words, said.receipt_pence)
    return receipts_stand(part.application, [one], on)


def may_see_shown(roles: Roles, part: Instalment | None) -> Verdict:
    """The ward's co-ordinator, or a finance officer, reads what is shown; also what came on paper."""
    if part is None or part.first == ShownFirst.NOTHING or part.state != InstalmentState.WAITING:
        return Verdict.no("Nothing is to be shown for this award now.")
    if part.seen_at is not None:
        return Verdict.no("It has been read already.")
    if roles.in_ward(RoleKind.CO_ORDINATOR, part.application.ward) or roles.has(RoleKind.FINANCE):
        return YES
    return Verdict.no("The ward’s co-ordinator or a finance officer reads what a group shows.")


def shown_as_read(part: Instalment, seen: str) -> Verdict:
    """What is said to be read is what the group shows now; `seen` is its print, nothing where it lies before them."""
    return YES if seen in ("", print_of_shown(part)) else Verdict.no(SHOWN_CHANGED)


def nothing_paid_yet(application: Application) -> Verdict:
    """What is partly paid is not given up: what is left of it is cancelled, and what was paid asked for back."""
    paid = parts_paid(application)
    if not paid:
        return YES
    return Verdict.no(f"{pounds(paid)} of it has been paid. Ask the council to cancel what is left of the award.")


def paid_words(application: Application) -> str:
    """Return how much of an award in parts has been paid; nothing before the first, and once all is."""
    parts = instalments_of(application)
    paid = sum(part.pence for part in parts if part.state == InstalmentState.PAID)
    waits = any(part.state == InstalmentState.WAITING for part in parts)
    return f"{pounds(paid)} of {pounds(application.pence)} paid" if paid and waits else ""
