"""An award is used for something else by consent: asked for, agreed to by its deciders, confirmed, published."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import Councillor
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import notices, queries
from ..models import Application, CorrectedRecord, PurposeAnswer, PurposeChange
from ..queries.purposes import open_purpose
from ..rules.purposes import may_answer_purpose, may_ask_purpose, routing_of_purpose
from ..rules.routing import Routing
from ..states import DecisionKind
from ..states.purposes import PurposeState
from ..states.refs import MONEY
from ..states.routing import Step, VoteChoice
from .applications import INTERESTED
from .declared import keep_declared
from .letters import tell

ASK_BOTH = "Say what the money is to be used for, and why: both are published."
GIVE_REASONS = "Give your reasons: the group reads them."
NOBODY_LEFT = "Nobody is left who may consent for the members. Say no, with the reason; the award stands as it is."
SAID = {Step.SUPPORTED: VoteChoice.FOR, Step.DECLINED: VoteChoice.AGAINST}


@transaction.atomic
def ask_purpose_change(
    application: Application, *, purpose: str, why: str, name: str, by: User | None, at: dt.datetime
) -> PurposeChange:
    """A group asks to use an award for something else (`by=None`: by its link). Sent twice, it asks once."""
    application, on = _award_of(application), london_date(at)
    now = open_purpose(application)
    if now is not None and (now.purpose, now.why) == (purpose.strip(), why.strip()):
        return now
    may_ask_purpose(roles_of(by, on) if by is not None else None, application).demand()
    if not (purpose.strip() and why.strip()):
        raise Refused(ASK_BOTH)
    made = PurposeChange.objects.create(
        application=application, purpose=purpose.strip(), why=why.strip(), name=name.strip(), asked_by=by, asked_at=at
    )
    facts, personal = {"change": made.pk}, {"name": made.name, "purpose": made.purpose}
    audit.record(application.ref, "other purpose asked for", by=by, at=at, facts=facts, personal=personal)
    _put(made, routing_of_purpose(made, at), at)
    touch([application.ref])
    return made


@transaction.atomic
def answer_purpose_change(
    change: PurposeChange, *, consents: bool, reasons: str, interest: bool, nature: str = "", by: User, at: dt.datetime
) -> PurposeChange:
    """Those who decide on the fund, and after them an officer, consent or refuse. The officer's yes publishes it.

    The fund's rule says whose yes it takes, as it does for an application: the councillor whose fund it is; all members
    or most of them; the office that the rule names where they differ, have left or do not answer in time. The register
    of interests is compared at this moment. Of the deciders, whoever declares an interest stands aside; an officer who
    does answers nothing. The award's own record and its amount stay; the published record is superseded by one that
    says what the money is for now.
    """
    change = _locked(change)
    if _same_answer(change, consents, reasons, by):
        return change
    may_answer_purpose(roles_of(by, london_date(at)), change, at).demand()
    first = change.state == PurposeState.ASKED
    if interest and not first:
        raise Refused(INTERESTED)
    if not (interest or reasons.strip()):
        raise Refused(GIVE_REASONS)
    choice = VoteChoice.ASIDE if interest else VoteChoice.FOR if consents else VoteChoice.AGAINST
    if first:
        step = _keep_purpose_answer(change, choice, reasons.strip(), nature, by, at)
    else:
        step = _settle_purpose(change, Step.SUPPORTED if consents else Step.DECLINED, by, at, reasons.strip())
    change.save()
    record = change.record.number if change.record else None
    facts = {"change": change.pk, "record": record, "step": step, "choice": choice}
    personal = {"reason": reasons.strip()}
    audit.record(change.application.ref, f"other purpose {change.state}", by=by, at=at, facts=facts, personal=personal)
    touch({change.application.ref, change.application.ward.ref, MONEY})
    return change


@transaction.atomic
def put_purpose_on(change: PurposeChange, *, at: dt.datetime) -> bool:
    """Put an open change to whoever answers it now: seats and offices change, and days pass. Says whether others do."""
    change = _locked(change)
    if change.state != PurposeState.ASKED:
        return False
    asked = _asked(change)
    step = _go_on_with_purpose(change, routing_of_purpose(change, at), at)
    if step not in SAID and _asked(change) == asked:
        return False
    change.save()
    facts = {"change": change.pk, "step": step}
    audit.record(change.application.ref, f"other purpose {change.state}", by=None, at=at, facts=facts)
    touch({change.application.ref})
    return True


def _keep_purpose_answer(
    change: PurposeChange, choice: VoteChoice, reasons: str, nature: str, by: User, at: dt.datetime
) -> Step:  # fmt: skip
    """Keep what one of the deciders says. Members are counted together; whoever decides alone settles it."""
    routing = routing_of_purpose(change, at)
    if choice == VoteChoice.FOR and routing.step == Step.NOBODY:
        raise Refused(NOBODY_LEFT)
    aside = choice == VoteChoice.ASIDE
    PurposeAnswer.objects.create(change=change, by=by, choice=choice, reasons="" if aside else reasons, at=at)
    member = Councillor.objects.filter(user=by).first()
    if aside and member is not None:
        keep_declared(change.application, member, nature=nature, by=by, at=at, key=f"purpose:{change.pk}:{by.pk}")
    if aside or routing.step == Step.MEMBERS:
        return _go_on_with_purpose(change, routing_of_purpose(change, at), at)
    return _agree_purpose(change, Step.SUPPORTED if choice == VoteChoice.FOR else Step.DECLINED, at)


def _go_on_with_purpose(change: PurposeChange, routing: Routing, at: dt.datetime) -> Step:
    if routing.step in SAID:
        return _agree_purpose(change, routing.step, at)
    _put(change, routing, at)
    return routing.step


def _agree_purpose(change: PurposeChange, step: Step, at: dt.datetime) -> Step:
    """The deciders have said yes, or no: the last of them who said so gives the reasons."""
    change.put_to.clear()
    last = change.answers.filter(choice=SAID[step]).order_by("pk").last()
    assert last is not None  # it is what was counted
    if step == Step.DECLINED:
        return _settle_purpose(change, step, last.by, at, last.reasons)
    change.state, change.backed_by, change.backed_at, change.backed_why = (
        PurposeState.BACKED, last.by, at, last.reasons,
    )  # fmt: skip
    tell(*notices.purpose_to_approvers(change, london_date(at)), at=at)
    return step


def _settle_purpose(change: PurposeChange, step: Step, by: User, at: dt.datetime, reasons: str) -> Step:
    consents = step == Step.SUPPORTED
    change.state = PurposeState.CONSENTED if consents else PurposeState.REFUSED
    change.settled_by, change.settled_at, change.settled_why = by, at, reasons
    change.record = _publish(change, by, at) if consents else None
    tell(notices.purpose_settled(change), at=at)
    return step


def _put(change: PurposeChange, routing: Routing, at: dt.datetime) -> None:
    """Ask whoever decides next, and write to those who were not asked before."""
    now, before = {person.user for person in routing.who}, _asked(change)
    change.put_to.set(now)
    tell(*notices.purpose_to_deciders(change, sorted(now - before)), at=at)


def _asked(change: PurposeChange) -> set[int]:
    return set(change.put_to.values_list("pk", flat=True))


def _publish(change: PurposeChange, by: User, at: dt.datetime) -> CorrectedRecord:
    """Return the record that supersedes: the decision's own words, with what the money is for now and why."""
    decision = queries.decision_of(change.application, DecisionKind.APPROVE)
    assert decision is not None  # it is awarded
    newest = queries.records_of(decision)[0]
    purpose, day = change.purpose.rstrip("."), long_date(london_date(at))
    return CorrectedRecord.objects.create(
        decision=decision, number=newest.number + 1, reasons=newest.reasons, alternatives=newest.alternatives,
        equality=newest.equality, what=f"Purpose changed on {day} to: {purpose}.",
        why=f"Why: {change.why}", by=by, at=at,
    )  # fmt: skip


def _same_answer(change: PurposeChange, consents: bool, reasons: str, by: User) -> bool:
    """Whether the same form came twice."""
    choice = VoteChoice.FOR if consents else VoteChoice.AGAINST
    if change.answers.filter(by=by, choice=choice, reasons=reasons.strip()).exists():
        return True
    done = PurposeState.CONSENTED if consents else PurposeState.REFUSED
    return (change.state, change.settled_by_id, change.settled_why) == (done, by.pk, reasons.strip())


def _locked(change: PurposeChange) -> PurposeChange:
    application = _award_of(change.application)
    change = PurposeChange.objects.select_for_update().get(pk=change.pk)
    change.application = application
    return change


def _award_of(application: Application) -> Application:
    rows = Application.objects.select_for_update(of=("self",))
    return rows.select_related("fund", "ward", "cluster", "councillor__user", "organisation").get(pk=application.pk)
