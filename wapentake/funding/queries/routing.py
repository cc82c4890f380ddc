"""What is known of an application at a moment that says who decides on it: seats, votes, interests, offices, rule."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from wapentake.foundation.calendars import london_date, working_days_after
from wapentake.foundation.prepared import one_of, prepared
from wapentake.office.models import Councillor, Dispensation, RoleHeld, Term, Vacancy
from wapentake.office.queries import dispensation_for, holders, interests_in, live_terms, members_of
from wapentake.office.states import RoleKind
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..models import Application, Turn, Vote
from ..states import ApplicationState, DecisionKind
from ..states.fund_rules import Choices, Decider, Title
from ..states.routing import Step, VoteChoice
from .applications import decision_of
from .clocks import clock_rules, members_clock
from .fund_rules import RuleSet, rule_set
from .whose import voting_wards


@dataclass(frozen=True)
class Person:
    """Somebody who can be asked: the key of their account, and their name."""

    user: int
    name: str


@dataclass(frozen=True)
class Seat:
    """A member of the ward or the cluster: whether barred or suspended, and the vote that counts, if any."""

    person: Person
    barred: bool = False
    suspended: bool = False
    vote: str = ""


@dataclass(frozen=True)
class Arbiter:
    """Somebody who holds one of the offices that are asked where the members cannot decide.

    `outside`: named to stand in, but no member of the executive, whose power it is (Local Government Act 2000,
    section 9E).
    """

    step: Step
    person: Person
    of_ward: bool = False
    outside: bool = False
    barred: bool = False
    suspended: bool = False


@dataclass(frozen=True)
class Case:
    """All that says who decides. `own`: a councillor's own fund. `late`: the members' days have passed.

    `cluster` is its name where a cluster holds the fund: the seats are then those of all its wards on that day.
    `closers` are the officers who close it where nobody is left.
    """

    seats: tuple[Seat, ...]
    chain: tuple[str, ...]
    arbiters: tuple[Arbiter, ...] = ()
    closers: tuple[Person, ...] = ()
    vacant: int = 0
    own: bool = False
    cluster: str = ""
    late: bool = False
    due_on: dt.date = dt.date.max
    next_due_on: dt.date = dt.date.max


ARBITER_ROLES = {
    Step.CABINET: RoleKind.CABINET_MEMBER,
    Step.THE_LEADER: RoleKind.LEADER,
    Step.SUBSTITUTE: RoleKind.SUBSTITUTE,
}


def case_of(application: Application, at: dt.datetime) -> Case:
    """Return what is known of an application at a moment. Nothing is cached: ask again before each act."""
    on, rules = london_date(at), rule_set(application.fund, london_date(at))
    own = application.councillor is not None
    found = rules.one("decided_by", Choices)
    chain = found[0].values if found else ((Decider.COUNCILLOR,) if own else (Decider.UNANIMOUS,))
    votes, wards = votes_that_count(application), voting_wards(application, on)
    newest = max((vote.at for vote in votes.values()), default=application.submitted_at)
    days = clock_rules(on).days_for(application.fund_id, on)[0]
    clock = members_clock(application, days)
    return Case(
        seats=tuple(_seats(application, wards, votes, at)),
        chain=chain,
        arbiters=tuple(_arbiters(application, wards, votes, rules, at)),
        closers=tuple(Person(role.user_id, role.user.name) for role in holders(RoleKind.APPROVER, on)),
        vacant=0 if own else Vacancy.objects.on(on).filter(ward__in=wards).count(),
        own=own,
        cluster=str(application.cluster or ""),
        late=not own and on > clock.by,
        due_on=clock.due_on,
        next_due_on=working_days_after(london_date(newest), days),
    )


def votes_that_count(application: Application) -> dict[int, Vote]:
    """Return the newest vote of each member on an application, by the councillor's key."""
    return {vote.councillor_id: vote for vote in _votes(application=application.pk)}


@prepared
def _votes(application: int) -> QuerySet[Vote]:
    rows = Vote.objects.filter(application=application)
    return rows.select_related("councillor", "dispensation", "by").order_by("pk")


def votes_counted(application: Application, at: dt.datetime) -> list[Vote]:
    """Return the votes that count at a moment, oldest first: of members who sit and have no interest then."""
    seats = case_of(application, at).seats
    counting = {seat.person.user for seat in seats if seat.vote and not seat.barred and not seat.suspended}
    votes = [vote for vote in votes_that_count(application).values() if vote.councillor.user_id in counting]
    return sorted(votes, key=lambda vote: vote.pk)


def voters(application: Application) -> set[int]:
    """Return the keys of the users who voted on an application, also of those whose vote counts no more."""
    rows = Vote.objects.filter(application=application)
    return set(rows.exclude(councillor__user=None).values_list("councillor__user", flat=True))


def has_voted(key: str) -> bool:
    """Say whether a form with this key has voted before."""
    return Vote.objects.filter(key=key).exists()


def votes_on(application: Application) -> list[Vote]:
    """Return every vote on an application, oldest first, also those that a later one took the place of."""
    return _votes(application=application.pk)


def waiting_for_members() -> list[Application]:
    """Return the open applications to wards' and clusters' funds, and the councillors' own that are put to somebody."""
    put = Turn.objects.filter(application=OuterRef("pk"), ended_at=None)
    rows = Application.objects.filter(Q(councillor=None) | Exists(put), state=ApplicationState.SUBMITTED)
    return list(rows.select_related("fund", "ward", "cluster", "councillor__user", "organisation").order_by("pk"))


def open_turns(application: Application) -> list[Turn]:
    """Return whom an application is put to now."""
    return list(Turn.objects.filter(application=application, ended_at=None).select_related("user"))


def is_councillor(user: User) -> bool:
    """Say whether somebody is a councillor, and no officer."""
    return Councillor.objects.filter(user=user).exists()


def _seats(application: Application, wards: list[Ward], votes: dict[int, Vote], at: dt.datetime) -> list[Seat]:
    on = london_date(at)
    if application.councillor is not None:
        everybody = [application.councillor] if _sits(application.councillor, on, True) else []
        active = {application.councillor.pk} if _sits(application.councillor, on, False) else set()
    else:
        everybody = [member for ward in wards for member in members_of(ward, on, include_suspended=True)]
        active = {member.pk for ward in wards for member in members_of(ward, on)}
    return [
        Seat(
            Person(member.user_id or 0, str(member)),
            barred=is_barred(application, member, votes.get(member.pk), at, alone=application.councillor is not None),
            suspended=member.pk not in active or member.user_id is None,
            vote=_counts(votes.get(member.pk)),
        )
        for member in everybody
    ]


def _sits(councillor: Councillor, on: dt.date, suspended: bool) -> bool:
    return live_terms(on, include_suspended=suspended).filter(councillor=councillor).exists()


def _counts(vote: Vote | None) -> str:
    """Return what a vote counts as; who stood aside is barred, or, with a dispensation, has not voted yet."""
    return "" if vote is None or vote.choice == VoteChoice.ASIDE else str(vote.choice)


def is_barred(application: Application, member: Councillor, vote: Vote | None, at: dt.datetime, *, alone: bool) -> bool:
    """Whether a member may not take part: an interest, registered or declared, without a dispensation; or their own.

    `alone`: they would decide alone, and not vote with others.
    """
    if member.user is not None and member.user.email.casefold() == application.contact_email.casefold():
        return True
    declared = vote is not None and vote.choice == VoteChoice.ASIDE
    if not declared and not interests_in(member, application.organisation, at):
        return False
    return dispensation_for(member, application.organisation, at, alone=alone) is None


def dispensation_of(application: Application, user: User, at: dt.datetime) -> Dispensation | None:
    """Return the dispensation under which somebody who is a councillor may decide alone on an application."""
    member = Councillor.objects.filter(user=user).first()
    return dispensation_for(member, application.organisation, at, alone=True) if member else None


def stood_aside(application: Application, member: Councillor, at: dt.datetime, *, alone: bool) -> bool:
    """Whether a member declared an interest in an application, and has no dispensation from it."""
    vote = Vote.objects.filter(application=application, councillor=member).order_by("-pk").first()
    if vote is None or vote.choice != VoteChoice.ASIDE:
        return False
    return dispensation_for(member, application.organisation, at, alone=alone) is None


def _arbiters(
    application: Application, wards: list[Ward], votes: dict[int, Vote], rules: RuleSet, at: dt.datetime
) -> list[Arbiter]:
    on = london_date(at)
    held = _arbiting(on=on)
    title = rules.one("cabinet_title", Title)
    steps = {kind: step for step, kind in ARBITER_ROLES.items()}
    rows = [role for role in held if _decides(role, title[0].title if title else "")]
    people = {each.user_id: each for each in _councillors(users=[role.user_id for role in rows])}
    keys = [each.pk for each in people.values()]
    sits, deciding = dict(_seats_of(councillors=keys, on=on)), {ward.pk for ward in wards}
    executive = {role.user_id for role in held if role.kind != RoleKind.SUBSTITUTE}
    active = {councillor for councillor, _ in _live_seats_of(councillors=keys, on=on)}
    return [
        Arbiter(
            steps[RoleKind(role.kind)],
            Person(role.user_id, str(member)),
            of_ward=sits.get(member.pk) in deciding,
            outside=role.user_id not in executive,
            barred=is_barred(application, member, votes.get(member.pk), at, alone=True),
            suspended=member.pk not in active,
        )
        for role in rows
        if (member := people.get(role.user_id)) is not None
    ]


@prepared
def _arbiting(on: Any) -> QuerySet[RoleHeld]:
    held = RoleHeld.objects.on(on).filter(kind__in=list(ARBITER_ROLES.values()), user__is_active=True)
    return held.select_related("user").order_by("pk")


@prepared
def _councillors(users: Any) -> QuerySet[Councillor]:
    return Councillor.objects.filter(one_of("user", users)).select_related("user")


@prepared
def _seats_of(councillors: Any, on: Any) -> QuerySet[Term, tuple[int, int]]:
    terms = live_terms(on, include_suspended=True).filter(one_of("councillor", councillors))
    return terms.values_list("councillor", "ward")


@prepared
def _live_seats_of(councillors: Any, on: Any) -> QuerySet[Term, tuple[int, int]]:
    return live_terms(on).filter(one_of("councillor", councillors)).values_list("councillor", "ward")


def _decides(role: RoleHeld, title: str) -> bool:
    """Whether this office is asked: of several Cabinet Members, the one whose title the fund's rule names."""
    return role.kind != RoleKind.CABINET_MEMBER or not title or role.title == title


def who_said_yes(application: Application) -> list[Councillor]:
    """Return the members on whose yes an application goes on: the councillor, who voted for it, or the arbiter.

    A vote of somebody who had an interest, or sat no more, when it was decided is none of them: it did not count then.
    """
    found = _who_carried(application)
    supporters = application.decisions.filter(kind=DecisionKind.SUPPORT).values("by")
    found += Councillor.objects.filter(user__in=supporters).exclude(pk__in=[each.pk for each in found])
    if application.councillor is not None and not found:
        found.append(application.councillor)
    return found


def _who_carried(application: Application) -> list[Councillor]:
    decided = decision_of(application, DecisionKind.SUPPORT)
    if decided is None or not Vote.objects.filter(application=application).exists():
        return []
    return [vote.councillor for vote in votes_counted(application, decided.at) if vote.choice == VoteChoice.FOR]
