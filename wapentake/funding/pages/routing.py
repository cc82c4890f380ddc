"""With whom an application is, why and until when, and who voted how: on the decision page and the award's."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.calendars import long_date
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import Application, Vote
from ..states import ApplicationState
from ..states.routing import Step, VoteChoice


@dataclass(frozen=True)
class WithWhom:
    """`votes` are by name; `title` says with whom it is. `votes_here`: this person is a member who votes on it."""

    title: str
    why: str
    by: str
    votes: list[tuple[str, str]]
    votes_here: bool
    own: str = ""


def with_whom(application: Application, roles: Roles, at: dt.datetime, by: dt.date | None) -> WithWhom | None:
    """Return with whom an application is; nothing for a councillor's own that never left its way and has no votes.

    `by` is the day by which it is due, as the queue says it.
    """
    votes = votes_by_name(application)
    if application.state != ApplicationState.SUBMITTED:
        return WithWhom("", "", "", votes, False) if votes else None
    routing = rules.standing_of(application, at)
    if application.councillor is not None and routing.step == Step.MEMBERS:
        return None
    member = roles.councillor if rules.has_a_vote(roles, application) else None
    counted = queries.votes_that_count(application)
    mine = counted.get(member.pk) if member else None
    voted = {vote.councillor.user_id for vote in counted.values() if vote.choice != VoteChoice.ASIDE}
    asked = routing.who if routing.step == Step.MEMBERS else ()
    named = [*votes, *((person.name, "Has still to vote.") for person in asked if person.user not in voted)]
    return WithWhom(
        title=f"{_step(application, routing)}: {routing.names}" if routing.who else Step(routing.step).label,
        why=routing.why,
        by=f"By {long_date(by or routing.by)}." if routing.who else "",
        votes=named,
        votes_here=member is not None,
        own=f"You voted: {VoteChoice(mine.choice).label.lower()}. You can change it until it is decided."
        if mine
        else "",
    )


def _step(application: Application, routing: rules.Routing) -> str:
    own = application.cluster is not None and routing.step == Step.MEMBERS
    return f"With {application.deciders}" if own else str(Step(routing.step).label)


def votes_by_name(application: Application) -> list[tuple[str, str]]:
    """Return each member's newest vote in words, with reasons and dispensation, and what it took the place of."""
    by_member: dict[int, list[Vote]] = {}
    for vote in queries.votes_on(application):
        by_member.setdefault(vote.councillor_id, []).append(vote)
    return [(str(rows[-1].councillor), _said(rows)) for rows in by_member.values()]


def _said(rows: list[Vote]) -> str:
    vote = rows[-1]
    parts = [f"{VoteChoice(vote.choice).label}, {long_date(vote.on)}."]
    if vote.reasons:
        parts.append(vote.reasons)
    if vote.dispensation is not None:
        parts.append(f"Under dispensation {vote.dispensation.cited}: {vote.dispensation.reason}")
    earlier = [f"{VoteChoice(row.choice).label.lower()} on {long_date(row.on)}" for row in rows[:-1]]
    if earlier:
        parts.append(f"Before: {', '.join(earlier)}.")
    return " ".join(parts)
