"""What needs a person, by date, each with the reason why it is theirs. Every kind of need has its function here."""

import datetime as dt
from collections.abc import Callable

from wapentake.design.pictures import Need
from wapentake.foundation.calendars import london_date
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .answering import to_answer_wards
from .awards import cancellations, monitoring, purposes, shown, write_offs
from .deadlines import copies_to_hand_in, interests_to_register, money_deadlines
from .deciding import money, sign_offs
from .news import to_approve, to_comment, to_review
from .notices import to_acknowledge, to_answer, to_give_input
from .oversight import checked_words, checks, oversight
from .paying import bank_details, letters, runs
from .plans import to_agree, to_report
from .publishing import to_publish
from .restored import to_confirm

__all__ = ["CHECKED_FOR", "checked_words", "needs_of"]

CHECKED_FOR = (RoleKind.MONITORING_OFFICER, RoleKind.SECTION_151)

# A kind of need asks the database the same number of times for one thing as for twenty.
KINDS: tuple[Callable[[Roles, dt.date], list[Need]], ...] = (
    to_confirm, to_agree, to_approve, to_comment, money, to_report, monitoring, bank_details, money_deadlines, letters,
    copies_to_hand_in, interests_to_register, runs, shown, purposes, cancellations, write_offs, sign_offs,
    to_acknowledge, to_answer, to_give_input, to_answer_wards, to_review,
)  # fmt: skip


def needs_of(roles: Roles, at: dt.datetime) -> list[Need]:
    """Return what needs a person, soonest first: agreeing, publishing, deciding, paying, reporting."""
    on = london_date(at)
    needs = [*to_publish(roles, at), *(need for kind in KINDS for need in kind(roles, on))]
    if roles.has(RoleKind.MONITORING_OFFICER):
        needs += oversight(on)
    if roles.has(*CHECKED_FOR):
        needs += checks(on)
    return sorted(needs, key=lambda need: need.by)
