"""Seats and roles: who keeps them, who may hold them, when they end."""

import datetime as dt

from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.people.models import User
from wapentake.places.models import Locality, Ward

from ..models import Councillor, Poll, RoleHeld, Suspension, Term
from ..queries import Roles, election_rule, holders, live_terms, seats_taken
from ..states import NEEDS_A_SEAT, OF_COUNCILLORS, RoleKind, TermEnd

# A councillor cannot be employed by the own council (Local Government Act 1972, sections 80 and 116).
OFFICERS = frozenset(
    {
        RoleKind.CO_ORDINATOR,
        RoleKind.SUPPORT_OFFICER,
        RoleKind.HEAD_OF_NEIGHBOURHOODS,
        RoleKind.APPROVER,
        RoleKind.FINANCE,
        RoleKind.PLANNING_OFFICER,
        RoleKind.HOUSING_OFFICER,
        RoleKind.MONITORING_OFFICER,
        RoleKind.SECTION_151,
        RoleKind.AUDITOR,
        RoleKind.SERVICE_OFFICER,
        RoleKind.ADMINISTRATOR,
    }
)
# Where each role is held, if not for the whole council.
PLACED: dict[str, frozenset[str]] = {
    RoleKind.CO_ORDINATOR: frozenset({"ward", "locality"}),
    RoleKind.SUPPORT_OFFICER: frozenset({"ward", "locality"}),
    RoleKind.LOCALITY_CHAMPION: frozenset({"locality"}),
    RoleKind.SERVICE_OFFICER: frozenset({"organisation"}),
    RoleKind.PARTNER: frozenset({"organisation"}),
    RoleKind.PARISH_CLERK: frozenset({"organisation"}),
}
_NEEDED = {"ward": "a ward", "locality": "a locality", "organisation": "an organisation"}


def may_keep_offices(roles: Roles) -> Verdict:
    """Administrators keep people, roles, terms and polls."""
    if roles.has(RoleKind.ADMINISTRATOR):
        return Verdict.yes()
    return Verdict.no("Only an administrator may change who holds which office.")


def may_grant(roles: Roles, user: User) -> Verdict:
    """Nobody gives a role to themselves."""
    if not (verdict := may_keep_offices(roles)):
        return verdict
    if roles.user.pk == user.pk:
        return Verdict.no("Nobody gives themselves a role: ask another administrator.")
    return Verdict.yes()


def may_close_account(roles: Roles, user: User) -> Verdict:
    """Nobody closes their own account, so that an administrator is always left."""
    if roles.user.pk == user.pk:
        return Verdict.no("Nobody closes their own account: ask another administrator.")
    return may_keep_offices(roles)


def may_hold(user: User, kind: str, place: Ward | Locality | object | None, on: dt.date) -> Verdict:
    """Say whether a person may hold a role from a day, by the seat it rests on or rules out, and where it is held."""
    if kind == RoleKind.WARD_COUNCILLOR:
        return Verdict.no("A ward councillor is elected: record the poll instead.")
    if not user.is_active:
        return Verdict.no(f"{user.name}’s account is closed: open it first.")
    wanted = PLACED.get(kind, frozenset())
    held_in = type(place).__name__.lower() if place is not None else ""
    if wanted and held_in not in wanted:
        return Verdict.no(f"This role is held for {' or '.join(sorted(_NEEDED[one] for one in wanted))}: choose one.")
    if held_in and not wanted:
        return Verdict.no("This role is held for the whole council, not for one place.")
    seated = live_terms(on, include_suspended=True).filter(councillor__user=user).exists()
    if seated and kind in OFFICERS:
        return Verdict.no(
            f"{user.name} is a councillor, and a councillor cannot be an officer of the council "
            "(Local Government Act 1972, sections 80 and 116)."
        )
    if not seated and kind in NEEDS_A_SEAT - {RoleKind.SCRUTINY_MEMBER}:
        return Verdict.no(f"{user.name} has no seat on the council on {long_date(on)}, which this role needs.")
    return Verdict.yes()


def holds_once(user: User, kind: str, place: Ward | Locality | object | None, title: str, on: dt.date) -> Verdict:
    """Nobody is given what they hold already: the same role, in the same place, under the same title."""
    held = RoleHeld.objects.on(on).filter(user=user, kind=kind, title=title, covers_for=None)
    places = {name: None for name in ("ward", "locality", "organisation")}
    if place is not None:
        places[type(place).__name__.lower()] = place  # type: ignore[assignment]
    if held.filter(**places).exists():
        return Verdict.no(f"{user.name} holds this role on {long_date(on)} already.")
    return Verdict.yes()


def may_end_role(role: RoleHeld, ends: dt.date) -> Verdict:
    """A role ends after it began, once; and somebody must be left who can give roles."""
    if role.to_date is not None and role.to_date <= ends:
        return Verdict.no(f"This role ends on {long_date(role.to_date)} already.")
    if ends <= role.from_date:
        return Verdict.no(f"This role began on {long_date(role.from_date)}, so it cannot end before the day after.")
    if role.kind == RoleKind.ADMINISTRATOR and not _another_administrator(role, ends):
        return Verdict.no("Nobody else would be an administrator then: give the role to somebody else first.")
    return Verdict.yes()


def _another_administrator(role: RoleHeld, ends: dt.date) -> bool:
    return any(
        other.user_id != role.user_id and (other.to_date is None or role.to_date is not None)
        for other in holders(RoleKind.ADMINISTRATOR, ends)
    )


def may_cover(role: RoleHeld, user: User, begins: dt.date, ends: dt.date | None) -> Verdict:
    """Somebody else covers for a role, for a part of its time."""
    if role.user_id == user.pk:
        return Verdict.no(f"{user.name} holds this role, so somebody else must cover for it.")
    if role.covers_for_id is not None:
        return Verdict.no("This is cover itself: find cover for the role that it covers for.")
    if begins < role.from_date or (role.to_date is not None and (ends is None or ends > role.to_date)):
        return Verdict.no("Cover lies within the time for which the role is held.")
    return Verdict.yes()


def may_hand_over(role: RoleHeld, user: User, on: dt.date) -> Verdict:
    """A role is handed to somebody else, from a day on which it is held."""
    if role.user_id == user.pk:
        return Verdict.no(f"{user.name} holds this role already.")
    return may_end_role(role, on)


def may_sit(councillor: Councillor, ward: Ward, begins: dt.date, ends: dt.date | None) -> Verdict:
    """At most as many members sit for a ward as it has seats, and nobody sits twice."""
    if ends is not None and ends <= begins:
        return Verdict.no("A term ends after it begins.")
    others = Term.objects.filter(councillor=councillor).exclude(to_date__lte=begins).select_related("ward")
    other = (others.exclude(from_date__gte=ends) if ends else others).first()
    if other is not None:
        return Verdict.no(f"{councillor} sits for {other.ward} from {long_date(other.from_date)} already.")
    if ward.seats is None:
        return Verdict.no(f"Nobody has said how many seats {ward} has.")
    if seats_taken(ward, begins, ends) >= ward.seats:
        return Verdict.no(f"{ward} has {ward.seats} seats, and all of them are taken on {long_date(begins)}.")
    return Verdict.yes()


def may_end_term(term: Term, how: str, on: dt.date) -> Verdict:
    """A live term ends once, for one of the reasons that the law knows; a poll ends terms by itself."""
    if how not in TermEnd.values or how == TermEnd.POLL:
        return Verdict.no("Choose how the term ended: resignation, death, disqualification or non-attendance.")
    ended_otherwise = term.ended_by not in ("", TermEnd.POLL)
    if term.to_date is not None and (term.to_date <= on or ended_otherwise):
        return Verdict.no(f"This term ended on {long_date(term.to_date)} already.")
    if on <= term.from_date:
        return Verdict.no(f"This term began on {long_date(term.from_date)}, so it cannot end before the day after.")
    return Verdict.yes()


def may_suspend(councillor: Councillor, begins: dt.date, ends: dt.date | None) -> Verdict:
    """A councillor in office is suspended for one time at a time."""
    if not Term.objects.on(begins).filter(councillor=councillor).exists():
        return Verdict.no(f"{councillor} has no seat on {long_date(begins)}, so there is nothing to suspend.")
    if ends is not None and ends <= begins:
        return Verdict.no("A suspension ends after it begins.")
    others = Suspension.objects.filter(councillor=councillor).exclude(to_date__lte=begins)
    if (others.exclude(from_date__gte=ends) if ends else others).exists():
        return Verdict.no(f"{councillor} is suspended for a part of that time already.")
    return Verdict.yes()


def may_move_poll(poll: Poll, today: dt.date) -> Verdict:
    """A poll is moved until the day on which it is held, or somebody was recorded as elected."""
    if poll.on <= today:
        return Verdict.no(f"This poll was held on {long_date(poll.on)}, so it cannot be moved.")
    if Term.objects.filter(poll=poll).exists():
        return Verdict.no("Somebody is recorded as elected at this poll, so it cannot be moved.")
    return Verdict.yes()


def may_elect_at(poll: Poll) -> Verdict:
    """Only an election of councillors fills seats of this council."""
    if poll.kind in OF_COUNCILLORS:
        return Verdict.yes()
    return Verdict.no(f"A {poll.get_kind_display().lower()} elects no councillor of this council.")


def may_hold_on(poll: Poll, day: dt.date, today: dt.date) -> Verdict:
    """A poll is moved to a day to come, on which no other poll of the same wards is recorded."""
    if day <= today:
        return Verdict.no("A poll is moved to a day that lies ahead.")
    own = poll.kind in OF_COUNCILLORS
    others = Poll.objects.filter(on=day, ward=poll.ward_id, parish=poll.parish_id).exclude(pk=poll.pk)
    if others.filter(kind__in=OF_COUNCILLORS if own else [poll.kind]).exists():
        return Verdict.no(f"Another poll is recorded for {long_date(day)} already.")
    return Verdict.yes()


def term_ends(poll_on: dt.date) -> dt.date:
    """Return the day on which a poll's losers retire and its winners come into office: the fourth day after it.

    Local Government Act 1972, section 7; the number of days is dated configuration.
    """
    return poll_on + dt.timedelta(days=election_rule(poll_on).days_after_poll)


def may_change_page(roles: Roles, councillor: Councillor) -> Verdict:
    """Members say themselves how residents reach them; administrators may help."""
    if roles.councillor is not None and roles.councillor.pk == councillor.pk:
        return Verdict.yes()
    if may_keep_offices(roles):
        return Verdict.yes()
    return Verdict.no("Only the councillor, or an administrator, may change this.")
