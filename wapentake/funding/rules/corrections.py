"""Who may correct a published decision record. Money is never corrected there: that takes an entry of its own."""

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application
from ..states import DecisionKind

CORRECTORS = (RoleKind.APPROVER, RoleKind.MONITORING_OFFICER)


def may_correct_record(roles: Roles, application: Application) -> Verdict:
    """An approving officer or the Monitoring Officer corrects the words of a record that is published."""
    if not roles.has(*CORRECTORS):
        return Verdict.no("Only an approving officer or the Monitoring Officer can correct a published record.")
    if queries.decision_of(application, DecisionKind.APPROVE) is None:
        return Verdict.no("Nothing is published yet, so nothing is to be corrected.")
    return Verdict.yes()
