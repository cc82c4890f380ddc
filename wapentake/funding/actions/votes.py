"""The members of a ward decide on its money: each votes by name, and the fund's rule says what the votes come to."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.mail import send_after_commit
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import Councillor
from wapentake.office.queries import dispensation_for, roles_of
from wapentake.people.models import User

from .. import notices, queries, rules
from ..models import Application, Decision, Vote
from ..rules import Routing
from ..states import ApplicationState, DecisionKind, LegalBasis, Stage, TransferKind
from ..states.routing import Step, VoteChoice
from .applications import NO_REASONS, _decide, _demand_text, _locked
from .declared import keep_declared
from .ledger import REUSED, body_of
from .turns import put_on

# How many days before it is due whoever has not decided is written to again: our own aim, not a rule of law.
REMIND_BEFORE = 3


@transaction.atomic
def vote(
    application: Application, choice: str, *, reasons: str, interest: bool, nature: str = "", by: User,
    at: dt.datetime, key: str,
) -> Vote:  # fmt: skip
    """A member votes for or against, or declares an interest and stands aside. The vote that settles it decides.

    A later vote takes the place of an earlier one, which stays on record. The same `key` votes once.
    """
    application = _locked(application)
    body = body_of("vote", application.pk, by.pk, choice, reasons, interest)
    if done := _voted(key, body):
        return done
    roles = roles_of(by, london_date(at))
    (rules.may_vote_for if choice == VoteChoice.FOR and not interest else rules.may_vote)(
        roles, application, at
    ).demand()
    assert roles.councillor is not None
    dispensation = dispensation_for(roles.councillor, application.organisation, at)
    if interest and dispensation is None:
        choice, reasons = VoteChoice.ASIDE, ""
    else:
        _demand_text(reasons, NO_REASONS)
    made = Vote.objects.create(
        application=application, councillor=roles.councillor, choice=VoteChoice(choice), reasons=reasons,
        dispensation=dispensation, by=by, at=at, on=london_date(at), key=key, body=body,
    )  # fmt: skip
    if choice == VoteChoice.ASIDE:
        keep_declared(application, roles.councillor, nature=nature, by=by, at=at, key=key)
    _go_on(application, made)
    return made


@transaction.atomic
def stand_aside(application: Application, *, nature: str = "", by: User, at: dt.datetime, key: str) -> Vote:
    """Whoever decides alone, the councillor or an arbiter, declares an interest, and it goes to the next.

    A member who decides alone takes no further step than this one (Localism Act 2011, section 31). The `key` acts once.
    """
    application = _locked(application)
    body = body_of("aside", application.pk, by.pk)
    if done := _voted(key, body):
        return done
    rules.may_stand_aside(roles_of(by, london_date(at)), application, at).demand()
    made = Vote.objects.create(
        application=application, councillor=Councillor.objects.get(user=by), choice=VoteChoice.ASIDE, by=by, at=at,
        on=london_date(at), key=key, body=body,
    )  # fmt: skip
    keep_declared(application, made.councillor, nature=nature, by=by, at=at, key=key)
    _go_on(application, made)
    return made


@transaction.atomic
def put_on_again(application: Application, *, at: dt.datetime) -> bool:
    """Put an open application to whoever decides now, after seats, offices or interests changed, or days passed.

    Returns whether anybody else is asked than before.
    """
    application = _locked(application)
    before = {(turn.user_id, turn.step) for turn in queries.open_turns(application)}
    if application.state != ApplicationState.SUBMITTED:
        return False
    routing = rules.standing_of(application, at)
    if routing.step in (Step.SUPPORTED, Step.DECLINED):
        _settle_votes(application, routing, at)
        return True
    put_on(application, at=at)
    after = {(turn.user_id, turn.step) for turn in queries.open_turns(application)}
    if after == before:
        return False
    audit.record(application.ref, "put_on", by=None, at=at, facts={"step": routing.step, "why": routing.why})
    touch({application.ref} | queries.whose(application).holder_refs)
    return True


@transaction.atomic
def remind_those_asked(application: Application, *, at: dt.datetime) -> int:
    """Write once to everybody who was asked and has not decided a few days before it is due. Returns to how many."""
    application, on = _locked(application), london_date(at)
    late = [turn for turn in queries.open_turns(application) if turn.reminded_on is None]
    stand = queries.stand_of(application, on) if late else None
    if stand is None or stand.clock.still_on(on) or on < stand.clock.by - dt.timedelta(days=REMIND_BEFORE):
        return 0
    for turn in late:
        turn.reminded_on = on
        turn.save(update_fields=["reminded_on"])
        send_after_commit(
            notices.still_with_you(application, turn, rules.waiting(stand, rules.Reader(turn.user_id), on), on)
        )
    audit.record(application.ref, "reminded", by=None, at=at, facts={"people": [turn.user_id for turn in late]})
    return len(late)


def _voted(key: str, body: bytes) -> Vote | None:
    done = Vote.objects.filter(key=key).first()
    if done is not None and bytes(done.body) != body:
        raise Refused(REUSED)
    return done


def _go_on(application: Application, made: Vote) -> None:
    """Decide if the votes settle it, with the posting's own record; or record the vote, and put it to the next."""
    at = made.at
    routing = rules.standing_of(application, at)
    if routing.step in (Step.SUPPORTED, Step.DECLINED):
        _settle_votes(application, routing, at)
        return
    said = f"{made.councillor}: {VoteChoice(made.choice).label.lower()}."
    put_on(application, at=at, said=said)
    facts = {"councillor": made.councillor_id, "choice": made.choice, "vote": made.pk, "next": routing.step}
    audit.record(application.ref, "voted", by=made.by, at=at, facts=facts)
    touch({application.ref, application.ward.ref})


def _settle_votes(application: Application, routing: Routing, at: dt.datetime) -> None:
    """Write what the members decided, with each one's reasons, by whoever's counted vote was last.

    Nobody who stood aside decides: their leaving may settle it, but the decision is not theirs. Each one's interest
    stands with the vote, so the decision of all has none of its own.
    """
    votes = queries.votes_counted(application, at)
    said = "\n".join(f"{vote.councillor}, {VoteChoice(vote.choice).label.lower()}: {vote.reasons}" for vote in votes)
    yes = routing.step == Step.SUPPORTED
    decision = Decision(
        basis=LegalBasis.MEMBERS, reasons=said, interest=None, key=f"votes:{application.reference}",
        body=body_of("votes", application.pk, *(vote.pk for vote in votes)), by=votes[-1].by, at=at,
        on=london_date(at),
    )  # fmt: skip
    if yes:
        _decide(
            application, DecisionKind.SUPPORT, ApplicationState.SUPPORTED, (Stage.LEFT, Stage.RESERVED), decision,
            TransferKind.SUPPORT, notices.for_the_approvers(application, london_date(at)),
        )  # fmt: skip
    else:
        _decide(
            application, DecisionKind.DECLINE, ApplicationState.DECLINED, None, decision, TransferKind.RELEASE,
            notices.declined(application, decision),
        )  # fmt: skip
