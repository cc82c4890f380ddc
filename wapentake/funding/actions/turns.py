"""Whom an application is put to: kept as it goes from one to the next, so that each is told once and sees why."""

import datetime as dt

from wapentake.foundation.calendars import london_date

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
    stay = {user for user, turn in turns.items() if user in asked and turn.step == routing.step}
    for user in turns.keys() - stay:
        _end(turns[user], at)
    begun = [_begin(application, user, routing, at) for user in sorted(asked - stay)]
    _tell_them(application, begun, [turn for user, turn in turns.items() if user in stay] if said else [], said, at)
    return routing


def _tell_them(application: Application, begun: list[Turn], stay: list[Turn], said: str, at: dt.datetime) -> None:
    """Write to whoever is asked now why it is with them and until when; and to who was asked already, what was said."""
    if not begun and not stay:
        return
    on = london_date(at)
    stand = queries.stand_of(application, on)
    for turn in stay:
        now = rules.waiting(stand, rules.Reader(turn.user_id), on)
        tell(notices.colleague_voted(application, turn, said, now, on), at=at)
    for turn in begun:
        tell(notices.put_to(application, turn, rules.waiting(stand, rules.Reader(turn.user_id), on), on), at=at)


def end_turns(application: Application, *, at: dt.datetime) -> None:
    """Nobody is asked any more: it is decided or withdrawn. Part of an action, in its lock."""
    Turn.objects.filter(application=application, ended_at=None).update(ended_at=at)


def _begin(application: Application, user: int, routing: Routing, at: dt.datetime) -> Turn:
    return Turn.objects.create(
        application=application, user_id=user, step=routing.step, why=routing.why, since=at, due_on=routing.by
    )


def _end(turn: Turn, at: dt.datetime) -> None:
    turn.ended_at = at
    turn.save(update_fields=["ended_at"])
