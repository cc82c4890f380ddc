"""Questions about calls for input and their answers. Answers are read by whoever works on the ward's plan."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from wapentake.foundation.calendars import months_after, start_of_day
from wapentake.foundation.operations.held import Place, kept
from wapentake.foundation.prepared import prepared
from wapentake.office.models import RoleHeld
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind
from wapentake.people.models import User
from wapentake.places.models import Edition, Ward

from ..models import (
    AnswerMark,
    AnswerText,
    Cycle,
    InputAnswer,
    InputAsked,
    InputCall,
    InputExtension,
    InputRule,
    Outcome,
)
from ..states import CallState, FrameworkKind
from .frameworks import frameworks_on
from .priorities import TEAM, works_with

ANSWERED = "The ward’s team erases an answer on the page of its call; all go by themselves a year after the cycle."
HELD_IN_INPUT = kept(
    ANSWERED,
    Place(
        InputCall, "Calls for input", ("title", "why", "use", "reason", "heard", "decided"), ("drafted_by",),
        ("ward__name", "state", "closes_on"),
    ),
    Place(InputExtension, "Longer calls for input", ("why",), ("by",), ("call__title", "at")),
    Place(
        InputAnswer, "Answers to a call for input", ("name", "email", "withheld"), ("entered_by",),
        ("call__title", "number", "at"),
    ),
    Place(AnswerText, "Words of an answer to a call for input", ("text",), (), ("answer__call__title", "answer__at")),
)  # fmt: skip

# Whom a call may ask by name, and whose people speak for them.
SPEAKERS = (RoleKind.SERVICE_OFFICER, RoleKind.PARTNER, RoleKind.PARISH_CLERK)
ASKED = (OrganisationKind.SERVICE, OrganisationKind.PARTNER, OrganisationKind.PARISH_COUNCIL)


def input_rule_on(day: dt.date) -> InputRule | None:
    """Return how long answers are kept, and when those asked are reminded, by the rule of a day."""
    return InputRule.objects.on(day).first()


def input_rules() -> list[InputRule]:
    """Return every such rule, newest first, with its source."""
    return list(InputRule.objects.order_by("-from_date"))


def bodies_to_ask() -> list[Organisation]:
    """Return the services, partners and parish councils that a call may ask by name."""
    rows = Organisation.objects.filter(kind__in=ASKED, closed_on=None, merged_into=None)
    return list(rows.order_by("kind", "name"))


def communities_on(day: dt.date) -> list[Outcome]:
    """Return the communities of identity that a person may say they belong to."""
    lists = [one for one in frameworks_on(day) if one.kind == FrameworkKind.COMMUNITIES]
    return [outcome for one in lists for outcome in one.outcomes.all()]


def calls_visible_to(roles: Roles) -> QuerySet[Any]:
    """Return the calls that a person sees at the desk: all that were published, and drafts of their own wards."""
    rows = InputCall.objects.select_related("ward", "cycle")
    if roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS):
        return rows
    return rows.filter(Q(opened_at__isnull=False) | Q(ward__in=roles.ward_keys(*TEAM)))


def calls_of(ward: Ward, roles: Roles) -> list[InputCall]:
    """Return a ward's calls that a person sees, newest first."""
    return list(calls_visible_to(roles).filter(ward=ward))


def public_call(ward: Ward, slug: str) -> InputCall | None:
    """Return a call that was published, or None."""
    rows = InputCall.objects.filter(ward=ward, slug=slug, opened_at__isnull=False)
    return rows.select_related("ward", "cycle").first()


def public_calls() -> list[InputCall]:
    """Return every call that was published."""
    return list(InputCall.objects.filter(opened_at__isnull=False).select_related("ward"))


def open_calls(ward: Ward, on: dt.date) -> list[InputCall]:
    """Return what residents of a ward are asked on a day, the soonest to close first. One query."""
    return _open(ward=ward.pk, on=on)


@prepared
def _open(ward: Any, on: Any) -> QuerySet[InputCall]:
    rows = InputCall.objects.filter(ward=ward, state=CallState.OPEN, residents=True)
    rows = rows.filter(opens_on__lte=on, closes_on__gte=on)
    return rows.select_related("ward").order_by("closes_on", "pk")[:12]


def calls_open_in(wards: Iterable[Ward], on: dt.date) -> list[InputCall]:
    """Return what residents of any of some wards are asked on a day, the soonest to close first. One query."""
    rows = InputCall.objects.filter(ward__in=[ward.pk for ward in wards], state=CallState.OPEN, residents=True)
    return list(rows.filter(opens_on__lte=on, closes_on__gte=on).select_related("ward").order_by("closes_on", "pk"))


def calls_open_on(on: dt.date) -> list[InputCall]:
    """Return what residents of any ward of a day are asked, the soonest to close first. One query."""
    rows = InputCall.objects.filter(ward__edition__in=Edition.objects.on(on), state=CallState.OPEN, residents=True)
    return list(rows.filter(opens_on__lte=on, closes_on__gte=on).select_related("ward").order_by("closes_on", "pk"))


def calls_in(ward: Ward) -> list[InputCall]:
    """Return what residents of a ward were ever asked, newest first; none that was taken back. One query."""
    rows = InputCall.objects.filter(ward=ward, opened_at__isnull=False, residents=True)
    return list(rows.exclude(state=CallState.WITHDRAWN).select_related("ward").order_by("-closes_on", "-pk"))


def calls_heard(ward: Ward, cycle: Cycle) -> list[InputCall]:
    """Return the calls for a plan of which it is published what was heard. One query."""
    rows = InputCall.objects.filter(ward=ward, cycle=cycle, state=CallState.HEARD).select_related("ward")
    return list(rows.order_by("heard_at", "pk"))


def bodies_asked(call: InputCall) -> list[InputAsked]:
    """Return whom a call asks by name, each with whether it has answered."""
    return list(call.asked.select_related("body").annotate(answered=_has_answered()).order_by("body__name"))


def answers_to(call: InputCall) -> QuerySet[Any]:
    """Return the answers that stand: the latest version of each that was not taken back."""
    rows = InputAnswer.objects.filter(call=call, latest=True, withdrawn_at=None)
    return rows.select_related("body", "ward", "entered_by")


def answers_read_by(roles: Roles, call: InputCall) -> QuerySet[Any]:
    """Return the answers that a person reads: all of them in their own wards, of others those of their own body."""
    rows = answers_to(call)
    return rows if works_with(roles, call.ward) else rows.filter(body__in=own_bodies(roles))


def versions_of_answer(answer: InputAnswer) -> list[InputAnswer]:
    """Return every version of an answer, newest first. Each is kept."""
    rows = InputAnswer.objects.filter(call=answer.call_id, number=answer.number)
    return list(rows.prefetch_related("texts__question").order_by("-version"))


def answer_by_token(token: Any) -> InputAnswer | None:
    """Return the answer as it stands that a link leads to."""
    rows = InputAnswer.objects.filter(token=token, latest=True)
    return rows.select_related("call__ward", "ward").prefetch_related("texts__question").first()


def marked(calls: Iterable[InputCall]) -> dict[str, int]:
    """Return how many answers that stand spoke to each priority, by its address. One query."""
    rows = AnswerMark.objects.filter(
        answer__call__in=[one.pk for one in calls], answer__latest=True, answer__withdrawn_at=None
    )
    counts = rows.order_by().values_list("priority__slug").annotate(Count("answer", distinct=True))
    return dict(counts)


def communities_counted(call: InputCall) -> list[tuple[str, int]]:
    """Return how many who answered belong to each community of identity. One query."""
    said = InputAnswer.communities.through.objects.filter(
        inputanswer__call=call, inputanswer__latest=True, inputanswer__withdrawn_at=None
    )
    counts = said.order_by("outcome__position").values_list("outcome__name", "outcome__position")
    return [(name, count) for name, _, count in counts.annotate(count=Count("pk"))]


def inputs_wanted_of(roles: Roles) -> list[InputAsked]:
    """Return the calls that wait for an answer of a person's own body, the soonest to close first. One query."""
    bodies = own_bodies(roles)
    if not bodies:
        return []
    return list(_waited_for(roles.on).filter(body__in=bodies).order_by("call__closes_on", "pk"))


def to_remind(on: dt.date, days: int) -> list[InputAsked]:
    """Return whom to remind: asked, not answered, not reminded, and the call closes within so many days."""
    soon = on + dt.timedelta(days=days)
    return list(_waited_for(on).filter(reminded_at=None, call__closes_on__lte=soon).order_by("pk"))


def _waited_for(on: dt.date) -> QuerySet[InputAsked]:
    """Return whom a call that is open on a day asked, and who has given no answer that stands."""
    open_now = {"call__state": CallState.OPEN, "call__opens_on__lte": on, "call__closes_on__gte": on}
    return InputAsked.objects.filter(~_has_answered(), **open_now).select_related("call__ward", "body")


def _has_answered() -> Exists:
    """Say whether who was asked gave an answer that stands."""
    return Exists(
        InputAnswer.objects.filter(call=OuterRef("call"), body=OuterRef("body"), latest=True, withdrawn_at=None)
    )


def own_bodies(roles: Roles) -> set[int]:
    """Return the keys of the services, partners and parish councils that a person speaks for. No query."""
    return {row.organisation_id for row in roles.held if row.kind in SPEAKERS and row.organisation_id is not None}


def speakers_of(body: Organisation, on: dt.date) -> list[User]:
    """Return who answers for a body: a service's officers, a partner's people, a parish's clerk."""
    held = RoleHeld.objects.on(on).filter(organisation=body, kind__in=SPEAKERS)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk"))


def answers_to_erase(on: dt.date) -> QuerySet[InputAnswer]:
    """Return the answers whose time is over and that are not erased.

    That is so many months after the end of their plan's cycle: as many as was promised when they were given, or, where
    that is shorter, as the rule of this day has it.
    """
    now, due = input_rule_on(on), Q(pk=None)
    if now is None:
        return InputAnswer.objects.none()
    for promised in InputRule.objects.filter(from_date__lte=on):
        months = min(promised.months_kept, now.months_kept)
        last = months_after(on.replace(day=min(on.day, 28)), -months)
        given = Q(at__gte=start_of_day(promised.from_date))
        if promised.to_date is not None:
            given &= Q(at__lt=start_of_day(promised.to_date))
        due |= given & Q(call__cycle__to_date__lte=last)
    return InputAnswer.objects.filter(due, erased_at=None)
