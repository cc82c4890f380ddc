"""All that decides whether awards can be paid, gathered for many at once, so that a rule asks nothing more."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from wapentake.office.models import Councillor, Interest
from wapentake.office.queries import is_in
from wapentake.organisations.queries import same_bodies

from ..models import (
    Application,
    Cancellation,
    Decision,
    DeclaredInterest,
    Entered,
    FundYear,
    Instalment,
    OfferAnswer,
    PayeeDetails,
    PaymentLine,
    TenantBenefit,
    Vote,
)
from ..states import DecisionKind, FundYearState
from ..states.cancellations import CancellationState
from ..states.instalments import InstalmentState
from ..states.payments import LineState
from .fund_rules import RuleBook, rule_book
from .offers import Offer, bare_offer
from .payee_details import GONE
from .projects import complete_days, in_the_way


@dataclass
class Paying:
    """What is known of an award that is to be paid.

    `details` are the bank details that stand, `given` says whether there were ever any. `line` is of the run by which
    it is being paid. `waits` are the parts of its project that stand in its way. `supporters`, `voters` and `entered`
    are the keys of the users who had a part in it. `interest`: the register may name the payee, at any time, under
    somebody on whose yes it goes on: the register is then asked for the moment. `open`: its fund's year takes payments.
    """

    application: Application
    rules: RuleBook
    approval: Decision | None = None
    details: PayeeDetails | None = None
    given: bool = False
    line: PaymentLine | None = None
    waits: list[Application] = field(default_factory=list)
    offer: Offer | None = None
    cancellation: Cancellation | None = None
    part: Instalment | None = None
    supporters: set[int] = field(default_factory=set)
    voters: set[int] = field(default_factory=set)
    declared: set[int] = field(default_factory=set)
    entered: int | None = None
    interest: bool = False
    signer: int | None = None
    open: bool = False

    @property
    def signed(self) -> bool:
        """Whether a housing officer signed it off."""
        return self.signer is not None

    @property
    def pence(self) -> int:
        """How much is paid next: a part, or the award where it has none."""
        return self.part.pence if self.part else self.application.pence


def paying_of(rows: Iterable[Application]) -> dict[int, Paying]:
    """Return what is known of some awards, by their keys, in as many queries for many as for one."""
    rows = list(rows)
    book = rule_book({row.fund_id for row in rows})
    found = {row.pk: Paying(row, book) for row in rows}
    _decided(found)
    _bank(found)
    _parts(found)
    _offers(found)
    _interests(found)
    _years(found)
    return found


def _decided(found: dict[int, Paying]) -> None:
    """Add the newest approval, and who had a part in it: who supported, voted or entered it."""
    for decision in Decision.objects.filter(application__in=found).order_by("pk"):
        if decision.kind == DecisionKind.APPROVE:
            found[decision.application_id].approval = decision
        elif decision.kind == DecisionKind.SUPPORT:
            found[decision.application_id].supporters.add(decision.by_id)
    votes = Vote.objects.filter(application__in=found).exclude(councillor__user=None)
    for application, user in votes.values_list("application", "councillor__user"):
        found[application].voters.add(user)
    officers = DeclaredInterest.objects.filter(application__in=found, councillor=None)
    for application, user in officers.values_list("application", "by"):
        found[application].declared.add(user)
    projects = _projects(found)
    sent = Q(draft__application__in=found) | Q(draft__application__project__in=list(projects))  # all parts at once
    said = Entered.objects.filter(sent).values_list("by", "draft__application", "draft__application__project")
    for by, application, project in said.order_by("-pk"):
        for key in {application, *(one.application.pk for one in projects.get(project, ()))} & found.keys():
            found[key].entered = by


def _projects(found: dict[int, Paying]) -> dict[int | None, list[Paying]]:
    projects: dict[int | None, list[Paying]] = {}
    for one in found.values():
        if one.application.project_id is not None:
            projects.setdefault(one.application.project_id, []).append(one)
    return projects


def _bank(found: dict[int, Paying]) -> None:
    """Add where it is paid to, and the run by which it is being paid."""
    rows = PayeeDetails.objects.filter(application__in=found).select_related("given_by", "settled_by")
    for details in rows.order_by("pk"):
        found[details.application_id].given = True
        if details.state not in GONE:
            found[details.application_id].details = details
    lines = PaymentLine.objects.filter(application__in=found, state=LineState.SENT).select_related("run")
    for line in lines.order_by("-pk"):
        found[line.application_id].line = line


def _parts(found: dict[int, Paying]) -> None:
    """Add the instalment that is next, a cancellation, and the parts of its project that stand in the way."""
    for part in Instalment.objects.filter(application__in=found, state=InstalmentState.WAITING).order_by("-number"):
        found[part.application_id].part = part
    for row in Cancellation.objects.filter(application__in=found).exclude(state=CancellationState.DROPPED):
        found[row.application_id].cancellation = row
    projects = _projects(found)
    if not projects:
        return
    related = ("fund", "ward", "councillor__user", "cluster", "project")
    for other in in_the_way([key for key in projects if key is not None]).select_related(*related):
        for one in projects[other.project_id]:
            if one.application.pk != other.pk:
                one.waits.append(other)


def _offers(found: dict[int, Paying]) -> None:
    answers = {one.application_id: one for one in OfferAnswer.objects.filter(application__in=found)}
    complete = complete_days([one.application.project for one in found.values() if one.application.project])
    for key, one in found.items():
        project, approval = one.application.project_id, one.approval
        if approval is None or (project is not None and complete[project] is None):
            continue
        on = max(approval.on, (complete[project] if project is not None else None) or approval.on)
        one.offer = bare_offer(one.application, on, one.rules.on(one.application.fund_id, on), answers.get(key))


def _interests(found: dict[int, Paying]) -> None:
    """Add whether the register may name the payee under somebody who said yes: entries of any time are looked at."""
    said = {user for one in found.values() for user in one.supporters | one.voters}
    by_user: dict[int, int] = dict(Councillor.objects.filter(user__in=said).values_list("user", "pk"))
    votes = Vote.objects.filter(application__in=found).values_list("application", "councillor")
    members = {key: {by_user[user] for user in one.supporters if user in by_user} for key, one in found.items()}
    for key, one in found.items():
        if one.application.councillor_id is not None:
            members[key].add(one.application.councillor_id)
    for application, councillor in votes:
        members[application].add(councillor)
    registers: dict[int, list[Interest]] = {}
    for entry in Interest.objects.filter(councillor__in=set().union(*members.values())):
        registers.setdefault(entry.councillor_id, []).append(entry)
    bodies = same_bodies([one.application.organisation for one in found.values()])
    for key, one in found.items():
        entries = [entry for member in members[key] for entry in registers.get(member, ())]
        one.interest = any(is_in(entry, bodies[one.application.organisation_id]) for entry in entries)


def _years(found: dict[int, Paying]) -> None:
    """Add whether the fund's year is open, and which housing officer signed it off."""
    funds = {one.application.fund_id for one in found.values()}
    years = FundYear.objects.filter(fund__in=funds, state=FundYearState.OPEN).values_list("fund", "year")
    opened = set(years)
    signed = TenantBenefit.objects.filter(application__in=found, signed_by__isnull=False)
    signers = dict(signed.values_list("application", "signed_by"))
    for key, one in found.items():
        one.open, one.signer = (one.application.fund_id, one.application.year) in opened, signers.get(key)
