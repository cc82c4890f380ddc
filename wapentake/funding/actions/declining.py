"""A no: whoever has it to decide declines it, or an officer sends back what cannot be carried out."""

import datetime as dt

from django.db import transaction

from wapentake.foundation.calendars import london_date
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, rules
from ..models import Application, Decision
from ..rules.declining import may_send_back
from ..states import ApplicationState, DecisionKind, LegalBasis, Stage, TransferKind
from ..states.footing import FAILS, RECORDED
from .applications import NO_ALTERNATIVES, NO_REASONS, _decide, _decided, _demand_none, _demand_text, _locked
from .ledger import body_of
from .turns import put_on


@transaction.atomic
def decline(
    application: Application, *, reasons: str, alternatives: str = "", interest: bool | None = None, by: User,
    at: dt.datetime, key: str,
) -> Decision:  # fmt: skip
    """Whoever has it to decide declines it, with reasons; reserved money is left again. The same `key` decides once.

    What the executive decides, or a councillor under section 236, is recorded with what else was considered (SI
    2012/2089, regulation 13). `interest` is as in `support`, or nothing where nobody was asked.
    """
    application = _locked(application)
    body = body_of("decline", application.pk, by.pk, reasons, *filter(None, [alternatives]))
    if done := _decided(key, body):
        return done
    rules.may_decline(roles_of(by, london_date(at)), application, at).demand()
    _demand_text(reasons, NO_REASONS)
    dispensation = _demand_none(interest, application, by, at)
    reserved = application.state == ApplicationState.SUPPORTED
    # Only an officer decides under delegation: a councillor who says no does not recommend it.
    basis = LegalBasis.OFFICER if reserved else rules.first_basis(application, by, london_date(at))
    if basis in RECORDED:
        _demand_text(alternatives, NO_ALTERNATIVES)
    decision = Decision(
        basis=basis, reasons=reasons, alternatives=alternatives, interest=interest, key=key, body=body,
        dispensation=dispensation, by=by, on=london_date(at), at=at,
    )  # fmt: skip
    return _decide(
        application, DecisionKind.DECLINE, ApplicationState.DECLINED,
        (Stage.RESERVED, Stage.LEFT) if reserved else None, decision, TransferKind.RELEASE,
        notices.declined(application, decision),
    )  # fmt: skip


@transaction.atomic
def send_back(
    application: Application, failed: str, *, reasons: str, interest: bool | None = None, by: User, at: dt.datetime,
    key: str,
) -> Decision:  # fmt: skip
    """An officer sends back what a councillor decided under section 236 and one of the checks stops.

    The money is left again, and the councillor has it to decide anew. The same `key` sends it back once.
    """
    application = _locked(application)
    body = body_of("send_back", application.pk, by.pk, failed, reasons)
    if done := _decided(key, body):
        return done
    if failed not in FAILS:
        raise Refused("Choose what stops it from being carried out.")
    may_send_back(roles_of(by, london_date(at)), application).demand()
    _demand_none(interest, application, by, at)
    _demand_text(reasons, NO_REASONS)
    decision = Decision(
        basis=LegalBasis.OFFICER, reasons=f"It cannot be carried out: {FAILS[failed]}. {reasons}",
        interest=interest, key=key, body=body, by=by, on=london_date(at), at=at,
    )  # fmt: skip
    made = _decide(
        application, DecisionKind.RETURN, ApplicationState.SUBMITTED, (Stage.RESERVED, Stage.LEFT), decision,
        TransferKind.RELEASE, notices.sent_back(application, decision),
    )  # fmt: skip
    application.decided_on = None
    application.save(update_fields=["decided_on"])
    put_on(application, at=at, said="It came back.")
    return made
