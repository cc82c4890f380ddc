"""A cluster of wards with a fund of its own, for the room's tests."""

import datetime as dt
from dataclasses import dataclass

from wapentake.funding import actions, queries
from wapentake.funding.models import Application, Fund
from wapentake.funding.states import FundKind, HolderKind
from wapentake.funding.states.rotherham import FundRow, RuleRow
from wapentake.office.models import Councillor, Poll
from wapentake.places.actions import start_cluster
from wapentake.places.models import Cluster, Ward

from .world import AT, YEAR, World, at, councillor

APRIL = dt.date(2026, 4, 1)
OPENED = at("2026-04-01 09:00")
NEWCASTLE = "Newcastle City Council, Ward Committee Funding: up to four wards a project"


@dataclass
class Valley:
    """A cluster of two wards out of four, with a fund of its own: £5,000 for each cluster, £300 a seat."""

    world: World
    cluster: Cluster
    fund: Fund
    wards: list[Ward]
    quill: Councillor

    def asked(self, pence: int = 40_000, **changes: object) -> Application:
        values = {"fund": self.fund, "councillor": None, "cluster": self.cluster, "title": "A beck path"}
        return self.world.submitted(pence, **values | changes)

    def vote(self, application: Application, who: Councillor, choice: str = "for") -> None:
        actions.vote(
            application, choice, reasons="It joins both wards.", interest=False, by=who.user, at=AT,
            key=self.world.key(),
        )  # fmt: skip
        application.refresh_from_db()

    def supported(self, pence: int = 40_000) -> Application:
        application = self.asked(pence)
        for who in (self.world.ashby, self.world.iqbal, self.quill):
            self.vote(application, who)
        return application

    @property
    def pot(self) -> queries.Pot:
        [pot] = queries.pots(YEAR, cluster=self.cluster, funds=[self.fund])
        return pot


def other_ward(world: World, number: int, name: str) -> Ward:
    return Ward.objects.create(
        code=f"E0501300{number}", edition=world.ward.edition, slug=name.lower(), name=name, ons_name=name,
        number=10 + number, seats=3,
    )  # fmt: skip


def row(**changes: object) -> FundRow:
    values = {
        "key": "valley-fund", "name": "Valley Fund", "kind": FundKind.REVENUE, "holder_kind": HolderKind.CLUSTER,
        "prefix": "VAL", "takes_applications": True, "rules": (
            RuleRow("amount", {"per_cluster": 500_000, "per_seat": 30_000}, "£5,000, and £300 a seat.", NEWCASTLE,
                    APRIL),
            RuleRow("carry_over", {"what": "all"}, "What is left goes on.", NEWCASTLE, APRIL),
        ),
    }  # fmt: skip
    return FundRow(**values | changes)


def make_valley(world: World) -> Valley:
    """Make the cluster with its fund, open and allotted for 2026/27."""
    rother, maltby, _ = (other_ward(world, *each) for each in ((1, "Rother"), (2, "Maltby"), (3, "Wath")))
    cluster = start_cluster("Beck valley", "Paths", [world.ward, rother], on=APRIL, by=None, at=OPENED)
    quill = councillor("Nia Quill", rother, Poll.objects.get())
    fund = actions.add_fund(row(), by=world.finch, at=OPENED)
    actions.open_year(fund, YEAR, by=world.finch, at=OPENED)
    actions.allot_year(fund, YEAR, by=world.finch, at=OPENED)
    return Valley(world, cluster, fund, [world.ward, rother, maltby], quill)
