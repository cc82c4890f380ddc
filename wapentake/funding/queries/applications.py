"""Who asked for what, who may see it, and what waits for whom."""

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Window
from django.db.models.functions import Coalesce, Greatest

from wapentake.foundation.calendars import FinancialYear, london_date, working_days_after
from wapentake.foundation.prepared import one_of, prepared
from wapentake.office.models import Councillor, Term
from wapentake.office.queries import Roles, live_terms
from wapentake.office.states import RoleKind
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.places.models import Edition, Ward

from ..models import Application, Decision, Fund, FundRule, PaymentLine, Turn
from ..states import NOES, ApplicationState, DecisionKind
from ..states.payments import LineState
from .declared import declared_by
from .instalments import next_due, payable_on
from .payees import with_payees
from .whose import NOBODY, clusters_of_wards, same_pot

# Awarded: the decision stands, whether or not it has been paid.
AWARDED = (ApplicationState.APPROVED, ApplicationState.PAID)
OPEN = (ApplicationState.SUBMITTED, ApplicationState.SUPPORTED)
LATEST = 6
FIRST_WAITING = 40  # twice what the desk shows of all that needs somebody
# Whose work is money borough-wide: they see every application.
SEE_ALL = (
    RoleKind.APPROVER,
    RoleKind.FINANCE,
    RoleKind.HEAD_OF_NEIGHBOURHOODS,
    RoleKind.MONITORING_OFFICER,
    RoleKind.SECTION_151,
    RoleKind.AUDITOR,
    RoleKind.CABINET_MEMBER,
    RoleKind.LEADER,
    RoleKind.SUBSTITUTE,
)
SEE_THEIR_WARDS = (RoleKind.CO_ORDINATOR, RoleKind.SUPPORT_OFFICER)


def awards(
    *,
    ward: Ward | None = None,
    year: FinancialYear | None = None,
    fund: Fund | None = None,
    councillor: Councillor | None = None,
) -> QuerySet[Application]:
    """Return what was awarded, newest first. Public: nothing personal may be read from it but what is published."""
    found = Application.objects.filter(state__in=AWARDED)
    if ward is not None:
        found = found.filter(ward=ward)
    if year is not None:
        found = found.filter(year=year.starts_in)
    if fund is not None:
        found = found.filter(fund=fund)
    if councillor is not None:
        found = found.filter(councillor=councillor)
    related = ("fund", "ward", "councillor", "cluster", "organisation", "priority")
    return with_payees(found.select_related(*related).order_by("-decided_on", "-pk"))


def latest_awards(ward: Ward, year: FinancialYear) -> tuple[list[Any], int]:
    """Return a ward's newest awards of a year, six at most, and how many it has in all. One query, a list's columns.

    Whoever shows more of an award than lists do asks for `awards`.
    """
    rows = _latest_awards(ward=ward.pk, year=year.starts_in)
    return rows, rows[0].in_all if rows else 0


@prepared
def _latest_awards(ward: Any, year: Any) -> QuerySet[Any]:
    shown = ("reference", "title", "pence", "decided_on", "fund__name", "priority__title", "organisation__kind",
             "organisation__name", "organisation__charity_number", "organisation__company_number")  # fmt: skip
    found = (
        awards().filter(ward=ward, year=year).select_related(None).select_related("fund", "priority", "organisation")
    )
    return found.only(*shown).annotate(in_all=Window(Count("pk")))[:LATEST]


def applications_visible_to(roles: Roles) -> QuerySet[Application]:
    """Return the applications that a person may see on the desk: all, their wards', or none."""
    if roles.has(*SEE_ALL):
        return _with_all_told()
    # A councillor sees the ward's applications, a co-ordinator or support officer those of their wards.
    return _in_wards(list(roles.ward_keys(*SEE_THEIR_WARDS)), roles.on)


def _with_all_told() -> QuerySet[Application]:
    return Application.objects.select_related("fund", "ward", "councillor", "cluster", "organisation", "priority")


def _in_wards(wards: Any, on: Any) -> QuerySet[Application]:
    """Return the applications of wards, and those to the funds of a cluster that one of the wards is in."""
    return _with_all_told().filter(Q(one_of("ward", wards)) | clusters_of_wards(wards, on))


def step_of(roles: Roles) -> Q:
    """Return the condition that an application's next step is this person's."""
    mine = _put_to(roles.user.pk, roles.councillor.pk if roles.councillor else NOBODY)
    if roles.has(RoleKind.APPROVER):
        # Who said yes, or checked it first, does not approve it too.
        part = Decision.objects.filter(application=OuterRef("pk"), by=roles.user.pk)
        free = ~Exists(part.exclude(kind__in=NOES)) & ~Exists(declared_by(roles.user.pk))
        mine |= Q(free, state=ApplicationState.SUPPORTED)
    if roles.has(RoleKind.FINANCE):
        payable = Q(payable_on(roles.on), ~_with_the_group(), ~Exists(_being_paid()), ~Exists(_held_by()))
        mine |= Q(payable, state=ApplicationState.APPROVED)
    return mine


def _put_to(user: Any, councillor: Any) -> Q:
    """Return the condition that a member decides: on what is put to them, and on what asks for their own money."""
    put = Turn.objects.filter(application=OuterRef("pk"), ended_at=None)
    # Put to somebody else by the fund's rule, it is not the councillor's any more.
    own = Q(~Exists(put), councillor=councillor)
    return Q(own | Q(Exists(put.filter(user=user))), state=ApplicationState.SUBMITTED)


def _with_the_group() -> Q:
    """Return the condition that an award's offer waits for the group's answer."""
    asks = FundRule.objects.filter(fund=OuterRef("fund"), key="offer_within", from_date__lte=OuterRef("decided_on"))
    offered = Exists(asks.filter(Q(to_date=None) | Q(to_date__gt=OuterRef("decided_on"))))
    group = Q(organisation__sector=Sector.VOLUNTARY) | Q(organisation__kind=OrganisationKind.PARISH_COUNCIL)
    return Q(group, offered, offer_answer=None)


def _being_paid() -> QuerySet[PaymentLine]:
    return PaymentLine.objects.filter(application=OuterRef("pk"), state=LineState.SENT)


def _held_by() -> QuerySet[Application]:
    """Return the parts that an award waits for: not awarded, of its project that needs all its parts."""
    rows = Application.objects.filter(project=OuterRef("project"), project__all_or_nothing=True)
    return rows.filter(project__let_go_at=None).exclude(state__in=AWARDED)


def waiting_for(roles: Roles) -> QuerySet[Application]:
    """Return the applications whose next step is this person's, longest waiting first."""
    return applications_visible_to(roles).filter(step_of(roles)).order_by("submitted_at", "pk")


def longest_waiting(roles: Roles) -> list[Any]:
    """Return the first of what waits for a person by when its step began, each with that moment as `since`."""
    if roles.has(*SEE_ALL):
        return list(_by_step(waiting_for(roles)))
    return _longest_waiting(**_member_or_team(roles))


def number_waiting(roles: Roles) -> int:
    """Return how many applications wait for a person."""
    return waiting_for(roles).count() if roles.has(*SEE_ALL) else len(_keys_waiting(**_member_or_team(roles)))


def _by_step(rows: QuerySet[Application]) -> QuerySet[Any]:
    return with_since(rows).order_by("since", "pk")[:FIRST_WAITING]


# Whoever does not see all neither approves nor pays: the next step is theirs only where it is a member's.
def _member_or_team(roles: Roles) -> dict[str, Any]:
    return {
        "user": roles.user.pk,
        "councillor": roles.councillor.pk if roles.councillor else NOBODY,
        "wards": list(roles.ward_keys(*SEE_THEIR_WARDS)),
        "on": roles.on,
    }


@prepared
def _longest_waiting(user: Any, councillor: Any, wards: Any, on: Any) -> QuerySet[Any]:
    return _by_step(_in_wards(wards, on).filter(_put_to(user, councillor)))


@prepared
def _keys_waiting(user: Any, councillor: Any, wards: Any, on: Any) -> QuerySet[Application, int]:
    return _in_wards(wards, on).filter(_put_to(user, councillor)).values_list("pk", flat=True)


def with_since(rows: QuerySet[Application]) -> QuerySet[Any]:
    """Add `since`: the moment at which the step that an application waits for began; an instalment's, once due."""
    newest = Decision.objects.filter(application=OuterRef("pk")).order_by("-pk").values("at")[:1]
    return rows.annotate(since=Greatest(Coalesce(Subquery(newest), F("submitted_at")), next_due()))


def answer_within(on: dt.date) -> int:
    """Return within how many working days each step is to be taken on a day, by the funds' rules; ten without one."""
    return next((int(rule.value["working_days"]) for rule in _answer_rules(on=on)), 10)


@prepared
def _answer_rules(on: Any) -> QuerySet[FundRule]:
    return FundRule.objects.on(on).filter(key="answer_within").order_by("fund__position")[:1]


def due_on(application: Any, days: int) -> dt.date:
    """Return by when the next step is due, within so many working days; `application` was asked for `with_since`."""
    return working_days_after(london_date(application.since), days)


def others_waiting(application: Application) -> tuple[int, int] | None:
    """Return how many other applications wait for the same holder's fund, and their pence; nothing if none does."""
    others = Application.objects.filter(**same_pot(application), state=ApplicationState.SUBMITTED)
    found = others.exclude(pk=application.pk).aggregate(count=Count("pk"), pence=Sum("pence"))
    return (found["count"], int(found["pence"])) if found["count"] else None


def term_by_slug(slug: str, on: dt.date) -> Term | None:
    """Return the running term of a councillor by their slug, suspended members left out."""
    return live_terms(on).filter(councillor__slug=slug).select_related("councillor", "ward").first()


def ward_by_slug(slug: str, on: dt.date) -> Ward | None:
    """Return a ward of the edition that stands on a day by its slug."""
    return Ward.objects.filter(edition__in=Edition.objects.on(on), slug=slug).first()


@prepared
def _for_its_page(reference: str) -> QuerySet[Application]:
    related = ("fund", "ward__edition", "councillor", "cluster", "organisation__merged_into", "priority")
    return with_payees(Application.objects.filter(reference=reference).select_related(*related))


def for_its_page(reference: str) -> Application | None:
    """Return an application with all that its public page names and with its payee, or nothing."""
    return _for_its_page.first(reference=reference)


@prepared
def _decisions(application: int, kind: str) -> QuerySet[Decision]:
    return Decision.objects.filter(application=application, kind=kind).select_related("by").order_by("-pk")


def decision_of(application: Application, kind: DecisionKind) -> Decision | None:
    """Return the newest decision of a kind on an application."""
    return _decisions.first(application=application.pk, kind=str(kind))


def was_decided(key: str) -> bool:
    """Say whether a form with this key has been decided on before."""
    return Decision.objects.filter(key=key).exists()


def drawing_on(application: Application) -> QuerySet[Application]:
    """Return the other applications for which money of the same pot is reserved, committed or paid."""
    taken = (*AWARDED, ApplicationState.SUPPORTED)
    return Application.objects.filter(**same_pot(application)).filter(state__in=taken).exclude(pk=application.pk)


def checkers(application: Application) -> set[int]:
    """Return the keys of the officers who checked an application before another approves it."""
    back = application.decisions.filter(kind=DecisionKind.RETURN).order_by("-pk").values("pk")[:1]
    rows = application.decisions.filter(kind=DecisionKind.CHECK, pk__gt=Coalesce(Subquery(back), 0))
    return set(rows.values_list("by", flat=True))


def supporters(application: Application) -> set[int]:
    """Return the keys of the users who supported an application."""
    return set(application.decisions.filter(kind=DecisionKind.SUPPORT).values_list("by", flat=True))


def years_with_awards(now: FinancialYear) -> list[FinancialYear]:
    """Return this year and every earlier one with awards, newest first."""
    years = set(Application.objects.filter(state__in=AWARDED).order_by().values_list("year", flat=True).distinct())
    return [FinancialYear(year) for year in sorted(years | {now.starts_in}, reverse=True)]
