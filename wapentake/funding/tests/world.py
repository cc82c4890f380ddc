"""A small borough for the room's tests: one ward with two members, their funds, and the officers who handle money."""

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries, rules
from wapentake.funding.models import Application, Fund
from wapentake.funding.queries.officer_checks import unticked
from wapentake.funding.queries.subsidies import told_selling
from wapentake.funding.rules import Answer, Asked
from wapentake.funding.rules.ticking import Tick
from wapentake.office.models import Councillor, Poll, RoleHeld, Term
from wapentake.office.states import PollKind, RoleKind
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.people.models import User
from wapentake.places.models import Edition, Locality, Ward, WardLocality

LONDON = ZoneInfo("Europe/London")
YEAR = FinancialYear(2026)
START = dt.date(2021, 5, 10)


def at(text: str = "2026-11-24 09:12") -> dt.datetime:
    """Return a moment of London's clocks."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


AT = at()


@dataclass
class World:
    ward: Ward
    ashby: Councillor
    iqbal: Councillor
    group: Organisation
    marsden: User  # approves
    finch: User  # finance
    grey: User  # finance too, for what needs two
    holroyd: User  # the ward's co-ordinator
    clf: Fund
    capital: Fund
    housing: Fund
    levy: Fund
    keys: int = field(default=0)

    def key(self) -> str:
        self.keys += 1
        return f"form-{self.keys}"

    def asked(self, pence: int = 40_000, **changes: object) -> Asked:
        values: dict = {
            "fund": self.clf, "ward": self.ward, "councillor": self.ashby, "organisation": self.group,
            "title": "A tool store", "purpose": "So that twelve more people can garden.", "pence": pence,
            "contact_name": "Pat Doyle", "contact_email": "pat@example.org",
        }  # fmt: skip
        return Asked(**values | changes)

    def submitted(self, pence: int = 40_000, **changes: object) -> Application:
        return actions.submit_application(self.asked(pence, **changes), by=None, at=AT)

    def supported(self, pence: int = 40_000) -> Application:
        application = self.submitted(pence)
        self.support(application)
        return application

    def approved(self, pence: int = 40_000) -> Application:
        application = self.supported(pence)
        self.approve(application)
        return application

    def support(self, application: Application, when: dt.datetime = AT) -> None:
        actions.support(
            application,
            interest=False,
            reasons="It answers July’s meeting.",
            by=self.ashby.user,
            at=when,
            key=self.key(),
        )

    def tick(self, application: Application, when: dt.datetime = AT, by: User | None = None, note: str = "") -> None:
        """An officer ticks what is still to be checked, once the group has said that it sells nothing, if they may."""
        if told_selling(application) is None:
            with suppress(Refused):
                actions.say_sells(application, sells=False, by=by or self.marsden, at=when)
        left = [Tick(one, note=note) for one in unticked(Application.objects.get(pk=application.pk), when.date())]
        if left:
            with suppress(Refused):
                actions.tick_checks(application, left, by=by or self.marsden, at=when)

    def approve(self, application: Application, when: dt.datetime = AT) -> None:
        self.tick(application, when)
        actions.approve(
            application, interest=False, equality="Nobody loses.",
            reasons="Within the rules.", alternatives="None was put forward.", by=self.marsden,
            at=when,            key=self.key(),
        )  # fmt: skip

    def accept(self, application: Application, when: dt.datetime = AT) -> None:
        """The group accepts what it was offered, if it still can."""
        application = Application.objects.get(pk=application.pk)
        offer = queries.offer_of(application)
        when = min(when, at(f"{offer.until} 12:00")) if offer else when
        if rules.may_answer_offer(None, application, offer, when.date()):
            answer = Answer(accepts=True, name="Pat Doyle", position="Chair", sells=False)
            actions.answer_offer(application, answer, by=None, at=when)

    def pay(self, application: Application, when: dt.datetime = AT) -> int:
        self.accept(application, when)
        return actions.pay(application, by=self.finch, at=when, key=self.key())


def user(name: str) -> User:
    return User.objects.create(name=name, email=f"{name.split()[-1].lower()}@rotherham.example")


def councillor(name: str, ward: Ward, poll: Poll) -> Councillor:
    found = Councillor.objects.create(user=user(name), slug=name.lower().replace(" ", "-"), name=name, invented=True)
    Term.objects.create(councillor=found, ward=ward, poll=poll, from_date=START)
    return found


def officer(name: str, kind: RoleKind, **where: object) -> User:
    found = user(name)
    RoleHeld.objects.create(user=found, kind=kind, from_date=START, **where)
    return found


def make(allot: bool = True, funds: bool = True) -> World:
    """Make the borough, with the money of 2026/27 allotted: £1,584 to each member, £7,120 capital, £4,000 housing."""
    edition = Edition.objects.create(name="25 wards", from_date=START)
    ward = Ward.objects.create(
        code="E05012996", edition=edition, slug="boston-castle", name="Boston Castle", ons_name="Boston Castle",
        number=4, seats=2,
    )  # fmt: skip
    central = Locality.objects.create(slug="central", name="Central", from_date=START)
    WardLocality.objects.create(ward=ward, locality=central, from_date=START)
    poll = Poll.objects.create(kind=PollKind.ORDINARY, on=dt.date(2021, 5, 6))
    group = Organisation.objects.create(
        kind=OrganisationKind.GROUP, sector=Sector.VOLUNTARY, name="Clifton Community Garden", slug="clifton-garden"
    )
    made = actions.set_up_funds(by=None, at=at("2026-04-01 09:00")) if funds else []
    of_the_council = {fund.key: fund for fund in made} or dict.fromkeys(("clf", "capital", "housing", "levy"))
    world = World(
        ward=ward, ashby=councillor("Maureen Ashby", ward, poll), iqbal=councillor("Tariq Iqbal", ward, poll),
        group=group, marsden=officer("Helen Marsden", RoleKind.APPROVER), finch=officer("Ruth Finch", RoleKind.FINANCE),
        grey=officer("Sam Grey", RoleKind.FINANCE), holroyd=officer("Dan Holroyd", RoleKind.CO_ORDINATOR, ward=ward),
        **of_the_council,
    )  # fmt: skip
    for fund in made:
        actions.open_year(fund, YEAR, by=None, at=at("2026-04-01 09:00"))
        if allot:
            actions.allot_year(fund, YEAR, by=None, at=at("2026-04-01 09:00"))
    return world
