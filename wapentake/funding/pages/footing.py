"""On what footing an award stands, and the copy of a member's own decision."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.foundation.calendars import long_date
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Application, Decision
from ..states import DecisionKind, LegalBasis
from ..states.fund_rules import Title

PUBLISHED = (
    "The record is published by the act of approving, with its reasons and what else was considered (Local Authorities "
    "(Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012, regulation 13)."
)
BY_NAME = "The council publishes votes, reasons, interests and dispensations by name with the award."


@dataclass(frozen=True)
class CopyLine:
    """That the copy of a member's own decision is still to be given: by when, whether late, and where to say it."""

    text: str
    late: bool
    href: str


def legal_words(application: Application, on: dt.date) -> str:
    """Return the footing of an application in words, with the rule's source; what an arbiter decided, on theirs."""
    done = queries.decision_of(application, DecisionKind.SUPPORT)
    if done is not None and done.basis == LegalBasis.CABINET:
        return f"{done.by.name}, as {done.get_basis_display()}, decided in place of {application.deciders}. {PUBLISHED}"
    footing = rules.footing_of(application, on)
    published = BY_NAME if footing.basis == LegalBasis.MEMBERS else PUBLISHED
    return " ".join(filter(None, [footing.why, published, footing.cited]))


def delegation_fact(application: Application, on: dt.date) -> tuple[str, str]:
    """Return under what delegation an officer decides on a day, by the fund's rule; that it is not recorded if not."""
    found = queries.rule_set(application.fund, on).one("delegation", Title)
    said = f"{found[0].title.rstrip('.')}. {found[1].cited}" if found else "Not recorded"
    return "Delegation under which officers decide", said


def copy_line(application: Application, roles: Roles) -> CopyLine | None:
    """Return what is to be said of the copy of a member's own decision, to whoever may say that it was given."""
    decision = queries.copy_to_give(application)
    if decision is None:
        return None
    due = rules.copy_due(decision)
    may = rules.may_give_copy(roles, decision, roles.on)
    when = f"was due by {long_date(due)}" if due < roles.on else f"is due by {long_date(due)}"
    text = f"The copy of this decision record {when}: the proper officer has it within one month ({rules.ACT})."
    href = reverse("funding:give_copy", args=[application.reference]) if may else ""
    return CopyLine(text, due < roles.on, href)


def copy_words(decision: Decision | None) -> str:
    """Return when the proper officer had the copy of a member's own decision; nothing for other decisions."""
    if decision is None or decision.basis != LegalBasis.MEMBER:
        return ""
    given = getattr(decision, "copy_given", None)
    if given is not None:
        return f"The council’s proper officer has had the record since {long_date(given.on)}."
    return f"The council’s proper officer is to have the record by {long_date(rules.copy_due(decision))}."
