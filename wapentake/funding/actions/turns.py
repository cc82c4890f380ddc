"""Whom an application is put to: kept as it goes from one to the next, so that each is told once and sees why."""

import datetime as dt

from wapentake.foundation.mail import Message, send_after_commit

from .. import notices, queries, rules
from ..models import Application, Turn
from ..rules import Routing
from ..states import ApplicationState
from ..states.routing import Step


def put_on(application: Application, *, at: dt.datetime, said: str = "") -> Routing | None:
    """Put an open application to whoever decides next; nothing once it is decided. Part of an action, in its lock.

    A councillor's own application needs no turn: it waits for them by its name. `said` is what just happened, for those
    who were asked already.
    """
    if application.state != ApplicationState.SUBMITTED:
        return None
    routing = rules.standing_of(application, at)
    if application.councillor is not None and routing.step == Step.MEMBERS:
        _send(notices.for_the_councillor(application) if not said else None)
        return routing
    turns = {turn.user_id: turn for turn in queries.open_turns(application)}
    asked = {person.user for person in routing.who}
    for user, turn in turns.items():
        if user not in asked or turn.step != routing.step:
            _end(turn, at)
        elif said:
            _send(notices.colleague_voted(application, turn, said))
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
    _send(notices.put_to(application, turn))


def _end(turn: Turn, at: dt.datetime) -> None:
    turn.ended_at = at
    turn.save(update_fields=["ended_at"])


def _send(message: Message | None) -> None:
    if message is not None:
        send_after_commit(message)
