"""Where applications stand: all that says with whom each is, why and until when, for many at once."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.text import capfirst

from wapentake.foundation.calendars import london_date, working_days_after
from wapentake.foundation.prepared import one_of, prepared
from wapentake.office.queries import holders
from wapentake.office.states import RoleKind
from wapentake.organisations.states import OrganisationKind

from ..models import (
    Application,
    Decision,
    DeclaredInterest,
    FundRule,
    Instalment,
    PayeeDetails,
    PaymentLine,
    TenantBenefit,
    Vote,
)
from ..states import ApplicationState, DecisionKind, LegalBasis
from ..states.fund_rules import AwardTest
from ..states.instalments import InstalmentState, ShownFirst
from ..states.payees import PayeeState
from ..states.payments import LineState
from ..states.routing import VoteChoice
from .applications import with_since
from .clocks import (
    OFFER_FACTS,
    Clock,
    clock_rules,
    clocks_of_rows,
    freezes,
    offer_stands_for,
    offered_from,
    open_turns_of,
)
from .officer_checks import count_unticked
from .projects import in_the_way, sums_together
from .splitting import GONE

MEMBERS = "The ward’s members"


@dataclass(frozen=True)
class Put:
    """That an application is put to somebody: at which step, since when and why."""

    user: int
    name: str
    step: str
    why: str
    since: dt.date


@dataclass(frozen=True)
class Held:
    """Which other parts an awarded part of a project waits for, and which of them are gone, by their references."""

    waits: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stand:
    """Where an application stands. `holder` is whose fund it is, and `voted` who has voted on it.

    `declared` are the officers who have an interest in it.
    `two`: two officers look at it, and `checked` is whoever did first. `sign_off`: a housing officer has to sign it
    off, and has not. `unticked`: so many of the fund's checks are still to be
    ticked. `offered`: the group has not answered its offer. `run` is the payment run that it is in.
    `part` is the instalment that is paid next, `part_from` its day; `to_show`: the group shows something first.
    `inside`: it goes to a service of the council, which needs no bank details. `held`: by which parts of its project.
    """

    state: str
    since: dt.date
    clock: Clock
    holder: str = ""
    holder_user: int = 0
    put: tuple[Put, ...] = ()
    voted: frozenset[int] = frozenset()
    supporter: str = ""
    said_yes: frozenset[int] = frozenset()
    declared: frozenset[int] = frozenset()
    two: bool = False
    checked: str = ""
    checked_by: int = 0
    sign_off: bool = False
    unticked: int = 0
    approvers: tuple[str, ...] = ()
    offered: bool = False
    inside: bool = False
    part: int = 0
    part_from: dt.date | None = None
    to_show: bool = False
    details: str = ""
    run: int = 0
    held: Held = Held()

    @property
    def own(self) -> bool:
        """Whether it asks for one councillor's own fund."""
        return bool(self.holder)


def stands_of(rows: Iterable[Any], on: dt.date, clocks: dict[int, Clock] | None = None) -> dict[int, Stand]:
    """Return where applications stand, by their keys, in as many queries for many as for one.

    They were asked for `with_since`; `clocks` are theirs if the caller has them already.
    """
    rows = list(rows)
    if not rows:
        return {}
    asked = Application.objects.filter(pk__in=[row.pk for row in rows])
    if clocks is None:
        clocks = clocks_of_rows(rows, on)
    found = {row.pk: _stand(row, clocks.get(row.pk)) for row in rows}
    states = {row.state for row in rows}
    if ApplicationState.SUBMITTED in states:
        _put_and_voted(found)
    if ApplicationState.SUPPORTED in states:
        _to_approve(found, [row for row in rows if row.state == ApplicationState.SUPPORTED], on)
    if ApplicationState.APPROVED in states:
        _to_pay(found, asked.filter(state=ApplicationState.APPROVED), on)
    return found


def stand_of(application: Application, on: dt.date) -> Stand:
    """Return where one application stands on a day."""
    rows = with_since(Application.objects.filter(pk=application.pk).select_related("councillor"))
    return stands_of(rows, on)[application.pk]


def once_supported(application: Application, on: dt.date) -> Stand:
    """Return where an application will stand once it is supported on a day."""
    days, said = clock_rules(on).days_for(application.fund_id, on)
    clock = Clock(on, working_days_after(on, days), said, freezes().over(application.ward_id, application.pk))
    who = capfirst(application.deciders)
    return Stand(ApplicationState.SUPPORTED, on, clock, supporter=who)


def _stand(row: Any, clock: Clock | None) -> Stand:
    since, councillor = london_date(row.since), row.councillor
    return Stand(
        row.state, since, clock or Clock(since, since), holder=str(councillor) if councillor else "",
        holder_user=(councillor.user_id or 0) if councillor else 0,
    )  # fmt: skip


def _put_and_voted(found: dict[int, Stand]) -> None:
    keys = [key for key, stand in found.items() if stand.state == ApplicationState.SUBMITTED]
    put: dict[int, list[Put]] = {}
    for turn in open_turns_of(keys):
        one = Put(turn.user_id, turn.user.name, turn.step, turn.why, london_date(turn.since))
        put.setdefault(turn.application_id, []).append(one)
    choices: dict[int, dict[int, str]] = {}
    for application, user, choice in _votes(applications=keys):
        choices.setdefault(application, {})[user] = choice
    for key in keys:
        voted = {user for user, choice in choices.get(key, {}).items() if choice != VoteChoice.ASIDE}
        found[key] = replace(found[key], put=tuple(put.get(key, ())), voted=frozenset(voted))


@prepared
def _votes(applications: Any) -> QuerySet[Vote, tuple[int, int, str]]:
    rows = Vote.objects.filter(one_of("application", applications)).order_by("pk")
    return rows.values_list("application", "councillor__user", "choice")


def _to_approve(found: dict[int, Stand], rows: list[Application], on: dt.date) -> None:
    keys, approvers = (
        [row.pk for row in rows],
        tuple(sorted({role.user.name for role in holders(RoleKind.APPROVER, on)})),
    )
    decided: dict[int, list[Decision]] = {}
    for one in Decision.objects.filter(application__in=keys).select_related("by").order_by("pk"):
        decided.setdefault(one.application_id, []).append(one)
    limits, signs = _fund_limits(rows, on)
    declared: dict[int, set[int]] = {}
    officers = DeclaredInterest.objects.filter(application__in=keys, councillor=None)
    for key, user in officers.values_list("application", "by"):
        declared.setdefault(key, set()).add(user)
    sums = sums_together({row.project_id for row in rows if row.project_id is not None})
    signed = set(
        TenantBenefit.objects.filter(application__in=keys).exclude(signed_by=None).values_list("application", flat=True)
    )
    to_tick = count_unticked(rows, on)
    for row in rows:
        said = _since_sent_back(decided.get(row.pk, []))
        yes, check = (_newest(said, kind) for kind in (DecisionKind.SUPPORT, DecisionKind.CHECK))
        found[row.pk] = replace(
            found[row.pk], approvers=approvers, supporter=_who_supports(row, yes),
            said_yes=frozenset(one.by_id for one in decided.get(row.pk, []) if one.kind == DecisionKind.SUPPORT),
            declared=frozenset(declared.get(row.pk, ())),
            two=row.fund_id in limits and sums.get(row.project_id or 0, row.pence) >= limits[row.fund_id],
            checked=check.by.name if check else "",
            checked_by=check.by_id if check else 0, sign_off=row.fund_id in signs and row.pk not in signed,
            unticked=to_tick[row.pk],
        )  # fmt: skip


def _since_sent_back(rows: list[Decision]) -> list[Decision]:
    """Return the decisions after an officer sent the application back, if one did."""
    back = max((place for place, row in enumerate(rows) if row.kind == DecisionKind.RETURN), default=-1)
    return rows[back + 1 :]


def _newest(rows: list[Decision], kind: str) -> Decision | None:
    return next((row for row in reversed(rows) if row.kind == kind), None)


def _who_supports(row: Application, yes: Decision | None) -> str:
    if yes is not None and yes.basis not in (LegalBasis.MEMBERS, LegalBasis.ENTERED):
        return str(row.councillor) if row.councillor and row.councillor.user_id == yes.by_id else yes.by.name
    return MEMBERS if row.councillor else capfirst(row.deciders)


def _fund_limits(rows: list[Application], on: dt.date) -> tuple[dict[int, int], set[int]]:
    """Return from which amount on two officers look at an award, by the fund's key; and where housing signs off."""
    keys, limits, signs = ("second_officer", "award_tests"), {}, set()
    for rule in FundRule.objects.on(on).filter(key__in=keys, fund__in={row.fund_id for row in rows}):
        if rule.key == "second_officer":
            limits[rule.fund_id] = int(rule.value["pence"])
        elif AwardTest.SIGN_OFF in rule.value:
            signs.add(rule.fund_id)
    return limits, signs


def _to_pay(found: dict[int, Stand], asked: QuerySet[Application], on: dt.date) -> None:
    rules = clock_rules(on)
    newest = PayeeDetails.objects.filter(application__in=asked).exclude(state=PayeeState.REFUSED).order_by()
    given = PayeeDetails.objects.filter(pk__in=newest.values("application").annotate(last=Max("pk")).values("last"))
    details = dict(given.values_list("application", "state"))
    lines = PaymentLine.objects.filter(application__in=asked, state=LineState.SENT)
    runs = dict(lines.values_list("application", "run"))
    parts = {one.application_id: one for one in _parts_to_come(asked)}
    facts = offered_from(asked.order_by().values(*OFFER_FACTS))
    held = _held_by(row["project"] for row in facts)
    for row in facts:
        key, part = row["pk"], parts.get(row["pk"])
        since = max(found[key].since, row["decided_on"]) if row["project"] and row["decided_on"] else found[key].since
        found[key] = replace(
            found[key], since=since, offered=offer_stands_for(row, rules) is not None, details=details.get(key, ""),
            run=runs.get(key, 0), part=part.number if part else 0, part_from=part.due_on if part else None,
            to_show=part is not None and part.first != ShownFirst.NOTHING and part.seen_at is None,
            inside=row["organisation__kind"] == OrganisationKind.SERVICE, held=held.get(row["project"], Held()),
        )  # fmt: skip


def _held_by(projects: Iterable[int | None]) -> dict[int | None, Held]:
    """Return what holds the awarded parts of some projects, by the project's key. One query, none without projects."""
    asked = {project for project in projects if project is not None}
    found: dict[int | None, list[Application]] = {}
    for part in in_the_way(asked) if asked else ():
        found.setdefault(part.project_id, []).append(part)
    return {
        project: Held(
            tuple(part.reference for part in parts if part.state not in GONE),
            tuple(part.reference for part in parts if part.state in GONE),
        )
        for project, parts in found.items()
    }


def _parts_to_come(asked: QuerySet[Application]) -> QuerySet[Instalment]:
    """Return the instalments that are still to be paid, the next of each award last."""
    return Instalment.objects.filter(application__in=asked, state=InstalmentState.WAITING).order_by("-number")
