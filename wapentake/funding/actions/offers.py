"""The offer of an award: accepted or declined by the group, lapsed when its time is up."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, queries, rules
from ..models import Application, OfferAnswer
from ..queries import Offer
from ..rules import Answer
from ..states import ApplicationState, Stage, TransferKind
from ..states.offers import OfferAnswered
from .applications import _become, _locked, _posting, _refs
from .ledger import post
from .letters import tell

NO_NAME = "Say who accepts for the group: a name, and what they are in it."


@transaction.atomic
def answer_offer(application: Application, answer: Answer, *, by: User | None, at: dt.datetime) -> OfferAnswer:
    """The group accepts or declines (`by=None`: by its own link). What is declined is there for others again."""
    application, on = _locked(application), london_date(at)
    offer = queries.offer_of(application)
    if offer is not None and offer.answer is not None and _same(offer.answer, answer):
        return offer.answer
    roles = roles_of(by, on) if by is not None else None
    rules.may_answer_offer(roles, application, offer, on).demand()
    assert offer is not None
    rules.offer_as_read(offer, answer).demand()
    if not answer.accepts:
        return _decline_offer(application, offer, OfferAnswered.DECLINED, answer, by, at)
    rules.declared(offer, answer).demand()
    if not answer.name.strip():
        raise Refused(NO_NAME)
    row = _answered(offer, OfferAnswered.ACCEPTED, answer, by, at)
    facts = {"until": offer.until, "other_pence": answer.other_pence, "terms": len(offer.terms)}
    audit.record(
        application.ref, "offer accepted", by=by, at=at, facts=facts,
        personal={"name": answer.name, "position": answer.position},
    )  # fmt: skip
    touch(_refs(application))
    return row


@transaction.atomic
def lapse_offer(application: Application, *, at: dt.datetime) -> OfferAnswer | None:
    """Let an offer that nobody answered in time lapse; its money is left again. Nothing where it still stands."""
    application = _locked(application)
    offer = queries.offer_of(application)
    over = offer is not None and offer.answer is None and offer.until < london_date(at)
    if offer is None or not over or application.state != ApplicationState.APPROVED:
        return None
    return _decline_offer(application, offer, OfferAnswered.LAPSED, Answer(accepts=False), None, at)


def lapse_offers(*, at: dt.datetime) -> int:
    """Let every offer lapse whose time is up; return how many. One that cannot waits, and the others do not."""
    done = 0
    for application in queries.offers_lapsed(london_date(at)):
        try:
            done += lapse_offer(application, at=at) is not None
        except Refused:
            continue  # its year is closed: the co-ordinator sees it among what waits
    return done


def _decline_offer(
    application: Application, offer: Offer, how: OfferAnswered, answer: Answer, by: User | None, at: dt.datetime
) -> OfferAnswer:
    row = _answered(offer, how, answer, by, at)
    _become(application, ApplicationState.WITHDRAWN)
    tell(notices.offer_over(application, row), *notices.to_the_parts(application, london_date(at)), at=at)
    key, action = f"offer:{application.reference}", f"offer {how}"
    between = (Stage.COMMITTED, Stage.LEFT)
    post(_posting(application, key, TransferKind.RELEASE, between, by, at, action, personal=_why(answer.reason)))
    return row


def _answered(offer: Offer, how: OfferAnswered, answer: Answer, by: User | None, at: dt.datetime) -> OfferAnswer:
    return OfferAnswer.objects.create(
        application=offer.application, answer=how, at=at, until=offer.until, terms=offer.shown_terms,
        name=answer.name.strip(), position=answer.position.strip(), reason=answer.reason.strip(), sells=answer.sells,
        other_pence=answer.other_pence if answer.sells else None,
        other_from=answer.other_from.strip() if answer.sells else "", entered_by=by,
    )  # fmt: skip


def _why(reason: str) -> dict[str, str]:
    return {"said": reason.strip()} if reason.strip() else {}


def _same(row: OfferAnswer, answer: Answer) -> bool:
    """Whether the same form came twice."""
    said = OfferAnswered.ACCEPTED if answer.accepts else OfferAnswered.DECLINED
    return (row.answer, row.name, row.reason) == (said, answer.name.strip(), answer.reason.strip())
