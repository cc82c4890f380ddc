"""Seats, terms, polls and vacancies."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from wapentake.people.models import User
from wapentake.places.models import Ward

from ..models import Councillor, ElectionRule, Poll, RoleHeld, Term, Vacancy
from ..states import NEEDS_A_SEAT, PollKind
from .roles import live_terms


def election_rule(on: dt.date) -> ElectionRule:
    """Return the rule in force on the day of a poll. Raises ElectionRule.DoesNotExist where none is."""
    return ElectionRule.objects.on(on).get()


def poll_days(poll: Poll) -> dt.date:
    """Return the day on which those elected come into office.

    After an ordinary election it is the fourth day after the poll, on which the others retire (Local Government Act
    1972, section 7); after a by-election, the day after it, when the result is declared. Both are dated configuration.
    """
    return _begins(poll, election_rule(poll.on))


def _begins(poll: Poll, rule: ElectionRule) -> dt.date:
    days = rule.days_after_poll if poll.kind == PollKind.ORDINARY else rule.days_after_by_election
    return poll.on + dt.timedelta(days=days)


def terms_ended_by_poll(poll: Poll) -> QuerySet[Term]:
    """Return the terms that an ordinary election ends: those that run on the day when the new ones begin."""
    changeover = poll_days(poll)
    terms = Term.objects.filter(from_date__lt=changeover).filter(Q(to_date=None) | Q(to_date__gt=changeover))
    terms = terms.exclude(poll=poll)
    return terms.filter(ward=poll.ward) if poll.ward_id else terms


def seats_taken(ward: Ward, begins: dt.date, ends: dt.date | None) -> int:
    """Return the most seats of a ward that are taken on any day from `begins` to the day before `ends`."""
    terms = Term.objects.filter(ward=ward).filter(Q(to_date=None) | Q(to_date__gt=begins))
    if ends is not None:
        terms = terms.filter(from_date__lt=ends)
    return _most_at_once(terms.values_list("from_date", "to_date"))


def _most_at_once(spans: Iterable[tuple[dt.date, dt.date | None]]) -> int:
    """The greatest number of spans that hold one day. A span that ends on a day does not hold it."""
    steps: list[tuple[dt.date, int]] = []
    for begins, ends in spans:
        steps += [(begins, 1), (ends or dt.date.max, -1)]
    most = now = 0
    for _, step in sorted(steps):
        now += step
        most = max(most, now)
    return most


def open_vacancies(on: dt.date) -> list[Vacancy]:
    """Return the seats that stand empty on a day, longest first."""
    return list(Vacancy.objects.on(on).select_related("ward", "term__councillor").order_by("from_date", "pk"))


def current_terms(on: dt.date) -> list[Term]:
    """Return the term of everybody with a seat on a day, suspended or not, by name."""
    terms = live_terms(on, include_suspended=True).select_related("councillor", "ward")
    return list(terms.order_by("councillor__name", "pk"))


def councillor_by_slug(slug: str) -> Councillor | None:
    """Return the councillor whose page has this slug, in office or not."""
    return Councillor.objects.filter(slug=slug).select_related("user").first()


def roles_held_by(user: User, on: dt.date) -> list[RoleHeld]:
    """Return the council's offices that a person holds on a day beside the seat, such as Cabinet Member."""
    roles = RoleHeld.objects.on(on).filter(user=user, kind__in=NEEDS_A_SEAT | {"locality_champion"})
    return list(roles.select_related("ward", "locality", "organisation").order_by("from_date", "pk"))


def role_words(role: RoleHeld) -> str:
    """A role as residents read it: its title, and where it is held."""
    name = role.title or str(role.get_kind_display())
    place = role.ward or role.locality or role.organisation
    return f"{name}, {place}" if place else name


def roles_of_members(members: Iterable[Councillor], on: dt.date) -> dict[int, list[str]]:
    """Return the offices that members hold beside their seats on a day, in words, by the user's key. One query."""
    kinds = NEEDS_A_SEAT | {"locality_champion"}
    users = [member.user_id for member in members if member.user_id]
    roles = RoleHeld.objects.on(on).filter(user__in=users, kind__in=kinds)
    found: dict[int, list[str]] = {}
    for role in roles.select_related("ward", "locality", "organisation").order_by("from_date", "pk"):
        found.setdefault(role.user_id, []).append(role_words(role))
    return found


def past_terms_in(ward: Ward, on: dt.date) -> list[Term]:
    """Return the terms in a ward that are over, of those who sit there no more, the last to end first. One query."""
    now = live_terms(on, include_suspended=True).filter(ward=ward).values("councillor")
    rows = Term.objects.filter(ward=ward, to_date__lte=on).exclude(councillor__in=now)
    return list(rows.select_related("councillor").order_by("-to_date", "councillor__name", "pk"))


def polls() -> list[tuple[Poll, dt.date, int]]:
    """Return every poll, newest first, with the day on which terms begin and the number of those elected."""
    elected = dict(Term.objects.order_by().values_list("poll").annotate(count=Count("pk")))
    rules = list(ElectionRule.objects.all())
    found = Poll.objects.select_related("ward", "parish").order_by("-on", "ward__name", "kind")
    return [
        (poll, _begins(poll, next(rule for rule in rules if rule.is_on(poll.on))), elected.get(poll.pk, 0))
        for poll in found
    ]


def elected_at(poll: Poll) -> list[Term]:
    """Return the terms that a poll began, by ward and name."""
    terms = Term.objects.filter(poll=poll).select_related("ward", "councillor")
    return list(terms.order_by("ward__number", "councillor__name"))
