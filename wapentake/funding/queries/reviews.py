"""Awards to look at again: the register shows an interest that it did not show when the councillor decided."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from wapentake.foundation.calendars import london_date
from wapentake.foundation.prepared import prepared
from wapentake.office.models import Councillor, Interest
from wapentake.office.queries import interests_in, is_in
from wapentake.organisations.models import Organisation

from ..models import Application, Decision, ReviewClosed, Vote
from ..states import NOES, LegalBasis
from ..states.reviews import ReviewOutcome
from ..states.routing import VoteChoice
from .applications import AWARDED


@dataclass(frozen=True)
class Review:
    """An award, the councillor who decided on it, and the entry that was added or changed afterwards."""

    application: Application
    councillor: Councillor
    interest: Interest
    decided_at: dt.datetime

    @property
    def arose_before(self) -> bool:
        """Whether the interest was there on the day of the decision, and only its entry came late."""
        return self.interest.arose_on <= london_date(self.decided_at)


def awards_to_look_at_again(councillor: Councillor | None = None) -> list[Review]:
    """Return every award with such an interest, the latest entry first; of one councillor if named.

    Localism Act 2011, section 31: a member with an interest does not decide alone. An entry that stood at the decision
    in the same body stopped it then, so it is not asked again. The number of queries does not grow with the awards.
    """
    decisions = list(_decisions(councillor))
    registers = _registers({deciding.pk for _, deciding in decisions})
    bodies = _bodies()
    found = [
        Review(decision.application, deciding, interest, decision.at)
        for decision, deciding in decisions
        for interest in _new(registers[deciding.pk], decision, bodies[_root(decision.application.organisation)])
    ]
    unique = {(review.application.pk, review.interest.entry): review for review in found}
    return sorted(
        unique.values(), key=lambda review: (review.interest.recorded_at, review.application.pk), reverse=True
    )


def open_reviews() -> list[Review]:
    """Return the awards that are still to be looked at again: what the register says now has not been dealt with."""
    closed = set(ReviewClosed.objects.values_list("application", "interest"))
    return [each for each in awards_to_look_at_again() if (each.application.pk, each.interest.pk) not in closed]


def reviews_closed() -> QuerySet[ReviewClosed]:
    """Return how awards that were looked at again came out, newest first."""
    return ReviewClosed.objects.select_related("application__organisation", "interest__councillor", "by")


def open_review(reference: str, interest: int) -> Review | None:
    """Return one that is still open, or nothing."""
    found = (each for each in open_reviews() if each.interest.pk == interest)
    return next((each for each in found if each.application.reference == reference), None)


def told_of(application: Application) -> list[ReviewClosed]:
    """Return the published outcomes of looking at an award again, oldest first."""
    return _told(application=application.pk)


@prepared
def _told(application: int) -> QuerySet[ReviewClosed]:
    return ReviewClosed.objects.filter(application=application, published=True).order_by("at", "pk")


def interests_that_stop(
    application: Application, councillor: Councillor, first: Decision | None, at: dt.datetime
) -> list[Interest]:
    """Return the interests in the group, registered by a moment, that a member's yes does not stand beside.

    Not one that arose after the day of the yes, nor one that a review let stand; a later version counts anew.
    """
    stands = ReviewClosed.objects.filter(application=application, outcome=ReviewOutcome.STANDS)
    let = set(stands.values_list("interest", flat=True))
    found = [each for each in interests_in(councillor, application.organisation, at) if each.pk not in let]
    return [each for each in found if first is None or each.arose_on <= first.on]


def _decisions(councillor: Councillor | None) -> Iterator[tuple[Decision, Councillor]]:
    """Yield the yeses to what was awarded, with the councillor who gave them."""
    yeses = Decision.objects.exclude(kind__in=NOES).filter(application__state__in=AWARDED)
    yeses = yeses.select_related("application__organisation", "application__ward", "application__councillor")
    by_user = {each.user_id: each for each in Councillor.objects.exclude(user=None)}
    if councillor is not None:
        own = Q(kind="support", application__councillor=councillor)
        yeses = yeses.filter(Q(by=councillor.user_id) | own | Q(application__votes__councillor=councillor)).distinct()
    voted = _voted(councillor)
    for decision in yeses:
        if decision.basis == LegalBasis.MEMBERS and decision.kind == "support":
            yield from ((decision, member) for member in voted[decision.application_id])
            continue
        of_the_application = decision.application.councillor if decision.kind == "support" else None
        deciding = by_user.get(decision.by_id) or of_the_application
        if deciding is not None and councillor in (None, deciding):
            yield decision, deciding


def _voted(councillor: Councillor | None) -> dict[int, list[Councillor]]:
    """Return who voted on what was awarded, by the application's key; not who stood aside in the end.

    An entry that stood when it was decided is none that came later, so a vote that did not count raises nothing.
    """
    votes = Vote.objects.filter(application__state__in=AWARDED).select_related("councillor").order_by("pk")
    newest: dict[tuple[int, int], Vote] = {(vote.application_id, vote.councillor_id): vote for vote in votes}
    found: dict[int, list[Councillor]] = defaultdict(list)
    for (application, _), vote in newest.items():
        if vote.choice != VoteChoice.ASIDE and councillor in (None, vote.councillor):
            found[application].append(vote.councillor)
    return found


def _registers(keys: Iterable[int]) -> dict[int, list[Interest]]:
    found: dict[int, list[Interest]] = defaultdict(list)
    for interest in Interest.objects.filter(councillor__in=list(keys)).order_by("recorded_at", "pk"):
        found[interest.councillor_id].append(interest)
    return found


def _bodies() -> dict[int, dict[int, str]]:
    """Return every body with all that were merged into it, by the key of what stands for them: keys and names."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for key, name, root in Organisation.objects.values_list("pk", "name", F("merged_into")):
        found[root or key][key] = name
    return found


def _root(organisation: Organisation) -> int:
    return organisation.merged_into_id or organisation.pk


def _new(register: list[Interest], decision: Decision, bodies: dict[int, str]) -> Iterator[Interest]:
    """Yield the entries that stand now, came after a decision, and had ended by it no more than they stood at it."""
    in_body = [interest for interest in register if is_in(interest, bodies)]
    known = {interest.entry for interest in in_body if _stood(interest, decision)}
    for interest in in_body:
        over = interest.ended_on is not None and interest.ended_on <= decision.on
        if interest.superseded_at is None and interest.entry not in known and not over:
            yield interest


def _stood(version: Interest, decision: Decision) -> bool:
    """Whether the register showed this version at a decision; one superseded or ended by then stopped nothing."""
    over = version.ended_on is not None and version.ended_on <= london_date(decision.at)
    superseded = version.superseded_at is not None and version.superseded_at <= decision.at
    return version.recorded_at <= decision.at and not superseded and not over
