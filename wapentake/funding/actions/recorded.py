"""Awards that a ward's or a cluster's members decided together, entered by the officer who approves them.

For their funds, where the members decided outside the program, in a meeting. What they vote on here is in
`votes.py`.
"""

import datetime as dt

from django.db import transaction

from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, queries, rules
from ..models import Application, Decision, Minute
from ..rules import Asked
from ..rules.clusters import asks_a_holder
from ..rules.minutes import Minuted, may_enter_for, minute_stands
from ..rules.subsidies import selling_asked, within_subsidy_limit
from ..states import ApplicationState, DecisionKind, LegalBasis, Stage, TransferKind
from .applications import NO_ALTERNATIVES, NO_REASONS, _decide, _decided, _demand_text, _next_reference
from .award_tests import keep_answers
from .groups import organisation_of
from .ledger import body_of
from .letters import tell
from .particulars import keep_more
from .reach import for_statement, keep_reach


@transaction.atomic
def record_award(
    asked: Asked, *, reasons: str, alternatives: str, equality: str = "", minuted: Minuted | None = None, by: User,
    at: dt.datetime, key: str,
) -> Application:  # fmt: skip
    """Enter an award that a ward's members, or a cluster's, decided; it commits their money. A `key` enters it once.

    `minuted` is the meeting at which they decided; with it, the group was asked whether it sells where a rule wants it.

    Raises `Refused` for a fund of councillors, too little money, or a year that does not run.
    """
    on = london_date(at)
    year = FinancialYear.of(on)
    body = body_of("record", asked.fund.pk, asked.ward.pk, asked.title, asked.pence, by.pk, reasons, alternatives)
    if done := _decided(key, body):
        return done.application
    rules.may_record_award(roles_of(by, on), asked.fund, on, asked.ward).demand()
    if asked.pence <= 0:
        raise Refused("Enter an amount of more than £0.")
    asks_a_holder(asked, on).demand()
    rules.within_rules(asked.fund, asked.wish, on).demand()
    rules.passes_tests(asked.fund, asked.answered, on).demand()
    if minuted is not None:
        minute_stands(minuted, on).demand()
    _demand_text(reasons, NO_REASONS)
    _demand_text(alternatives, NO_ALTERNATIVES)
    _demand_left(asked, year)
    application = _entered_award(asked, year, at)
    rules.matched(application, on).demand()
    application.reference = _next_reference(asked, year)
    application.organisation = organisation_of(asked, at=at)
    may_enter_for(roles_of(by, on), application, minuted, at).demand()
    application.save(force_insert=True)
    keep_reach([(application, asked)])
    if minuted is not None:
        _keep_minute(application, asked, minuted, by, at)
    keep_answers(application, asked, by=by, at=at)
    decision = Decision(
        basis=LegalBasis.ENTERED, reasons=reasons, alternatives=alternatives, equality=equality, key=key, body=body,
        by=by, at=at,
    )  # fmt: skip
    _decide(
        application, DecisionKind.APPROVE, ApplicationState.APPROVED, (Stage.LEFT, Stage.COMMITTED), decision,
        TransferKind.APPROVE,
    )  # fmt: skip
    return application


def _entered_award(asked: Asked, year: FinancialYear, at: dt.datetime) -> Application:
    """Return the award as it is to be written down, without its reference and its body."""
    return Application(
        fund=asked.fund, year=year.starts_in, ward=asked.ward, cluster=asked.cluster,
        priority=asked.priority, title=asked.title, purpose=asked.purpose,
        who_benefits=asked.who_benefits, who_was_asked=asked.who_was_asked, pence=asked.pence,
        contact_name=asked.contact_name, contact_email=asked.contact_email, submitted_at=at,
        cost_pence=asked.cost_pence or None, costs=asked.costs, route=asked.route, admits=list(asked.admits),
        **for_statement(asked),
    )  # fmt: skip


def _keep_minute(application: Application, asked: Asked, minuted: Minuted, by: User, at: dt.datetime) -> None:
    """Write down where the members decided and tell them so, and what the group says about selling: known by now."""
    on = london_date(at)
    made = Minute.objects.create(application=application, met_on=minuted.met_on, said=minuted.said.strip())
    made.aside.set(minuted.aside)
    keep_more(application, asked)
    selling_asked(application, on).demand()
    within_subsidy_limit(application, on).demand()
    tell(*notices.entered_as_yours(application, made, by.name, on), at=at)


def _demand_left(asked: Asked, year: FinancialYear) -> None:
    """Refuse more than the ward, or the cluster, has left."""
    ward = None if asked.cluster else asked.ward
    [pot] = queries.pots(year, ward=ward, cluster=asked.cluster, funds=[asked.fund])
    rules.enough_left(pot.left, asked.pence, f"{asked.cluster or 'The ward'} has").demand()
