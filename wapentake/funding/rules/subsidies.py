"""Whether a group was asked if it sells, and whether it stays under the limit of Minimal Financial Assistance."""

import datetime as dt

from wapentake.foundation.calendars import long_date
from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application
from ..queries.offers import is_offered
from ..queries.subsidies import own_awards, told_selling
from ..states.fund_rules import Choices, Limit
from ..states.subsidies import SellingAsked

YES = Verdict.yes()
NOT_ASKED = "The group has not been asked whether it sells goods or services."


def asks_before_approval(application: Application, on: dt.date) -> str:
    """Return the rule by which a group is asked before an approval, as it is cited; nothing where none wants it."""
    rule = queries.rule_set(application.fund, on).one("subsidy_asked", Choices)
    if rule is None or SellingAsked.APPROVAL not in rule[0].values or not is_offered(application):
        return ""
    return rule[1].cited


def selling_asked(application: Application, on: dt.date) -> Verdict:
    """Nothing is approved before it is known whether the group sells goods or services, where the fund wants it."""
    if told_selling(application) is not None:
        return YES
    cited = asks_before_approval(application, on)
    return Verdict.no(f"{NOT_ASKED} Ask it, and write down what it says. {cited}") if cited else YES


def within_subsidy_limit(application: Application, on: dt.date) -> Verdict:
    """A group that sells has no more than the limit with this award and the council's others of three years."""
    if not told_selling(application) or not is_offered(application):
        return YES
    rule = queries.rule_set(application.fund, on).one("subsidy_limit", Limit)
    if rule is None:
        return YES
    own = own_awards(application, on)
    if own.pence + application.pence <= rule[0].pence:
        return YES
    return Verdict.no(
        f"The group sells goods or services. With this award and the {pounds_short(own.pence)} that the council "
        f"awarded it since {long_date(own.since)} it would have more than {pounds_short(rule[0].pence)}. "
        f"{rule[1].cited}"
    )


def own_words(application: Application, on: dt.date) -> str:
    """Return what the council itself awarded to a group in the three years, as officers and the group read it."""
    own = own_awards(application, on)
    if not own.count:
        return f"The council has awarded it nothing else since {long_date(own.since)}."
    awards = "one other award" if own.count == 1 else f"{own.count} other awards"
    return f"The council gave it {pounds_short(own.pence)} in {awards} since {long_date(own.since)}, which count too."


def may_ask_selling(roles: Roles, application: Application) -> Verdict:
    """Who asks the group opens the page for it; others read on the decision's page whether it was asked."""
    if roles.has(RoleKind.APPROVER) or roles.in_ward(RoleKind.CO_ORDINATOR, application.ward):
        return YES
    return Verdict.no("Only the ward’s co-ordinator or an approving officer writes down what the group says.")


def may_say_sells(roles: Roles, application: Application) -> Verdict:
    """Its ward's co-ordinator or an approving officer asks the group, until the award is decided."""
    if not (asks := may_ask_selling(roles, application)):
        return asks
    if application.state not in queries.OPEN:
        return Verdict.no("It is decided, so what the group said stands as it is.")
    return YES
