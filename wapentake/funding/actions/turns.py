"""Whom an application is put to: kept as it goes from one to the next, so that each is told once and sees why."""

import datetime as dt

from .. import notices, queries, rules
from ..models import Application, Turn
from ..rules import Routing
from ..states import ApplicationState
from ..states.routing import Step
from .letters import tell


def put_on(application: Application, *, at: dt.datetime, said: str = "") -> Routing | None:
    """Put an open application to whoever decides next; nothing once it is decided. Part of an action, in its lock.

    A councillor's own application needs no turn: it waits for them by its name. `said` is what just happened, for those
    who were asked already.
    """
    if application.state != ApplicationState.SUBMITTED:
        return None
    routing = rules.standing_of(application, at)
    if application.councillor is not None and routing.step == Step.MEMBERS:
        tell(notices.for_the_councillor(application) if not said else None, at=at)
        return routing
    turns = {turn.user_id: turn for turn in queries.open_turns(application)}
    asked = {person.user for person in routing.who}
    for user, turn in turns.items():
        if user not in asked or turn.step != routing.step:
            _end(turn, at)
        elif said:
            tell(notices.colleague_voted(application, turn, said), at=at)
    for user in sorted(asked):
        if user not in turns or turns[user].step != routing.step:
            _begin(application, user, routing, at)
    return routing


def end_turns(application: Application, *, at: dt.datetime) -> None:
    """Nobody is asked any more: it is decided or withdrawn. Part of an action, in its lock."""
    Turn.objects.filter(application=application, ended_at=None).update(ended_at=at)


def _begin(application: Application, user: int, routing: Routing, at: dt.datetime) -> None:
    turn = Turn.objects.create(
        application=application, user_id=user, step=routing.step, why=routing.why, since=at, due_on=routing.by
    )
    tell(notices.put_to(application, turn), at=at)


def _end(turn: Turn, at: dt.datetime) -> None:
    turn.ended_at = at
    turn.save(update_fields=["ended_at"])
