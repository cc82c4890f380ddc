"""The demonstration's fund of a cluster: two awards that its members decided together at a meeting."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.calendars import FinancialYear
from wapentake.funding import actions as funding
from wapentake.funding.rules import Asked
from wapentake.funding.rules.minutes import Minuted
from wapentake.funding.states import FundKind, HolderKind
from wapentake.funding.states.rotherham import HERE, FundRow, RuleRow
from wapentake.places.models import Cluster

from .asking import address_of
from .clusters import CLUSTERS
from .world import DAY, World, moment, working_day

NAME = "Maltby"
SINCE = dt.date(2021, 4, 1)
FUND = FundRow(
    "cluster", "Cluster Fund", FundKind.REVENUE, HolderKind.CLUSTER, "CLU",
    (
        RuleRow("amount", {"per_cluster": 400_000}, "£4,000 for each cluster of wards.", HERE, SINCE),
        RuleRow("carry_over", {"what": "none"}, "What is left lapses at the end of the year.", HERE, SINCE),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Agreed:
    """An award that the members of a cluster's wards agreed at their meeting."""

    ward: str
    body: str
    title: str
    purpose: str
    benefits: str
    pounds: int
    days_ago: int


ROWS = (
    Agreed(
        "E05013002", "Maltby West Wheels", "Skate mornings on both sides of the High Street",
        "Twelve Saturday mornings with a coach, six in each ward.", "Sixty young people of both wards", 860, 40,
    ),
    Agreed(
        "E05013006", "Little Maltby Together", "A lantern walk along the High Street",
        "Lanterns made in two halls, and stewards for the walk from one to the other.",
        "Families of both wards", 540, 16,
    ),
)  # fmt: skip


def load_cluster_fund(world: World) -> None:
    """Give the clusters their money of the year, and enter what the members of one agreed."""
    year = FinancialYear.of(world.on)
    given_on = max(year.start, *(first for *_, first in CLUSTERS))
    if world.on < given_on:
        return
    fund = funding.add_fund(FUND, by=world.people["colin"], at=moment(given_on))
    funding.open_year(fund, year, by=None, at=moment(given_on))
    funding.allot_year(fund, year, by=None, at=moment(given_on))
    cluster = Cluster.objects.get(name=NAME)
    for number, row in enumerate(ROWS):
        day = working_day(world.on - row.days_ago * DAY, latest=world.on)
        if day < given_on:
            continue
        body, contact = _asks(world, row)
        asked = Asked(
            fund=fund, ward=world.ward(row.ward), councillor=None, cluster=cluster, organisation=world.bodies[body],
            title=row.title, purpose=row.purpose, pence=row.pounds * 100, contact_name=contact,
            contact_email=address_of(contact, row.body), who_benefits=row.benefits,
            who_was_asked="Members of both wards, at the cluster’s meeting.", cost_pence=row.pounds * 100,
            costs="revenue",
        )  # fmt: skip
        funding.record_award(
            asked, reasons="The members of both wards agreed it at the cluster’s meeting.",
            alternatives="A project in one ward alone would not have joined the two.",
            equality="Open to everybody, without steps. Nobody loses.",
            minuted=Minuted(day, f"Cluster meeting, minute {number + 4}"), by=world.people["priya"],
            at=moment(day, 90 + number), key=f"demonstration:cluster:{number}",
        )  # fmt: skip


def _asks(world: World, row: Agreed) -> tuple[str, str]:
    """Return the key of the group, and who asks for it elsewhere too."""
    contacts = world.borough.library.contacts
    place, key = next((place, each.key) for place, each in enumerate(world.borough.bodies) if each.name == row.body)
    return key, contacts[place % len(contacts)]
