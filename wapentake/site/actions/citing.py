"""The demonstration's citations, made once its figures are loaded: in drafts, and in a version that is published."""

import datetime as dt

from wapentake.office.models import Councillor
from wapentake.office.queries import co_ordinator_of, hold_of_ward, members_of
from wapentake.people.models import User
from wapentake.plans import actions as plans
from wapentake.plans.models import Priority
from wapentake.plans.queries import citations_of, findings_to_cite
from wapentake.plans.rules import figures_beside
from wapentake.plans.states import PriorityState

from .world import DAY, moment

MOST = 2  # figures that each cites
RENEWED = ("E05013006", "Streets without fear")
SAYS = "Members read this beside what residents told them."


def cite_figures(on: dt.date) -> int:
    """Let drafts and one published priority cite figures and what is known of their ward; return how many figures.

    Again does nothing.
    """
    ward, title = RENEWED
    public = Priority.objects.filter(ward__code=ward, title=title, state=PriorityState.PUBLISHED)
    found = 0
    for old in public.select_related("ward"):
        ready = figures_beside(old.ward, headlines=True) and not citations_of(old)
        found += _renew(old, on) if ready and hold_of_ward(old.ward, moment(on - DAY, 100)) is None else 0
    for draft in Priority.objects.filter(state=PriorityState.DRAFT).select_related("ward").order_by("pk"):
        lead = co_ordinator_of(draft.ward, on)
        found += _cite(draft, lead.user, on) if lead and not citations_of(draft) else 0
    return found


def _cite(draft: Priority, by: User, on: dt.date) -> int:
    figures = figures_beside(draft.ward, headlines=True)[:MOST]
    for one in figures:
        plans.cite(draft, one.indicator.pk, says=SAYS, by=by, at=moment(on - DAY, 40))
    for known in findings_to_cite(draft)[:MOST]:
        plans.cite_finding(draft, known, by=by, at=moment(on - DAY, 45))
    return len(figures)


def _renew(old: Priority, on: dt.date) -> int:
    """Begin a new version that cites the figures; every member agrees to it, and it is published."""
    lead = co_ordinator_of(old.ward, on)
    assert lead is not None
    new = plans.revise(old, by=lead.user, at=moment(on - DAY, 10))
    found = _cite(new, lead.user, on)
    plans.propose(new, by=lead.user, at=moment(on - DAY, 60))
    for member in members_of(old.ward, on):
        plans.agree(new, by=_user(member), at=moment(on - DAY, 80))
    plans.publish(new, by=lead.user, at=moment(on - DAY, 100))
    return found


def _user(member: Councillor) -> User:
    assert member.user is not None
    return member.user
