"""On what footing an award is decided: by the fund's dated rule, by the way that it goes, and by who the member is.

Section 236 of the Local Government and Public Involvement in Health Act 2007 lets a councillor decide for the own ward,
where the Leader has made such an arrangement. It is not for members of the executive, whose powers are given otherwise.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.text import capfirst

from wapentake.foundation.calendars import long_date, months_after
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.people.models import User

from .. import queries
from ..models import Application, Decision
from ..queries.refusals import who_decided
from ..states import RECOMMENDS, LegalBasis
from ..states.fund_rules import Choices, Footing

YES = Verdict.yes()
ACT = "section 236 of the Local Government and Public Involvement in Health Act 2007"

# On what footing one councillor decides, and does not only recommend: what else was considered is then recorded.
DECIDES = (LegalBasis.MEMBER, LegalBasis.CABINET)


@dataclass(frozen=True)
class OnFooting:
    """The footing of a councillor's own yes or no, why it is that one, and the rule with its source."""

    basis: LegalBasis
    why: str
    cited: str = ""

    @property
    def alone(self) -> bool:
        """Whether the councillor decides, and does not only recommend."""
        return self.basis == LegalBasis.MEMBER


def footing_of(application: Application, on: dt.date) -> OnFooting:
    """Return on what footing the first yes or no to an application stands on a day."""
    if application.councillor is None:
        who = capfirst(application.deciders)
        return OnFooting(LegalBasis.MEMBERS, f"{who} recommend together; an officer decides under delegation.")
    found = queries.rule_set(application.fund, on).one("legal_basis", Choices)
    cited = found[1].cited if found else ""
    if found is None or Footing.MEMBER not in found[0].values:
        return OnFooting(LegalBasis.ADVICE, f"{RECOMMENDS}.", cited)
    if queries.is_executive(application.councillor, on):
        barred = f"{application.councillor} is a member of the executive, who cannot decide under {ACT}"
        return OnFooting(LegalBasis.ADVICE, f"{barred}: they recommend, and an officer decides.", cited)
    return OnFooting(LegalBasis.MEMBER, f"{application.councillor} decides under {ACT}; an officer checks it.", cited)


def first_basis(application: Application, by: User, on: dt.date) -> LegalBasis:
    """Return the footing of a first yes or no: the councillor's own, an arbiter's, or the officer's who closes it."""
    councillor = application.councillor
    if councillor is not None and councillor.user_id == by.pk:
        return footing_of(application, on).basis
    return LegalBasis.CABINET if queries.is_councillor(by) else LegalBasis.OFFICER


def approved_on(application: Application) -> LegalBasis:
    """Return on what footing an approval stands: what one member or the executive decided, or the delegation.

    A ward's members are no body that decides (Local Government Act 2000, section 9E): on their recommendation too it is
    the officer who does.
    """
    first = queries.first_yes(application)
    if first is not None and first.basis in DECIDES:
        return LegalBasis(first.basis)
    return LegalBasis.OFFICER


def decided_words(application: Application, decision: Decision) -> str:
    """Return who said no to an application, and when, as the group is told it."""
    who, day = who_decided(application, decision), long_date(decision.on)
    if decision.basis == LegalBasis.ADVICE:
        return f"{who} did not recommend it on {day}, so it goes no further."
    if decision.basis == LegalBasis.MEMBERS:
        return f"{capfirst(who)} did not recommend it on {day}, so it goes no further."
    return f"It was declined. It was decided by {who} on {day}."


def copy_due(decision: Decision) -> dt.date:
    """Return the last day on which the copy of a member's own decision is in time: one month after it."""
    return months_after(decision.on, 1)


def late_copies(on: dt.date) -> list[Decision]:
    """Return the members' own decisions whose copy is late on a day, or came late, the oldest first."""
    found = [one for one in queries.member_decisions() if (_given_on(one) or on) > copy_due(one)]
    return sorted(found, key=lambda one: (one.on, one.pk))


def _given_on(decision: Decision) -> dt.date | None:
    given = getattr(decision, "copy_given", None)
    return given.on if given is not None else None


def may_give_copy(roles: Roles, decision: Decision, given_on: dt.date) -> Verdict:
    """The member says when the proper officer had the copy, or the Monitoring Officer, who is the proper officer."""
    if decision.by_id != roles.user.pk and not roles.has(RoleKind.MONITORING_OFFICER):
        return Verdict.no("Only the councillor who decided, or the Monitoring Officer, says that the copy was given.")
    if decision.basis != LegalBasis.MEMBER:
        return Verdict.no(f"This was not decided under {ACT}: no copy is asked for.")
    if (given := getattr(decision, "copy_given", None)) is not None:
        return Verdict.no(f"The proper officer has had the copy since {long_date(given.on)}.")
    if not decision.on <= given_on <= roles.on:
        return Verdict.no("Give a day from the decision until today.")
    return YES
