"""The demonstration's applications for ring-fenced money that wait for the ward's co-ordinator: levy and housing."""

from dataclasses import dataclass

from wapentake.foundation.calendars import FinancialYear
from wapentake.funding import actions as funding
from wapentake.funding.models import Fund
from wapentake.funding.queries import last_day_to_decide
from wapentake.funding.rules import Asked, Line, More
from wapentake.funding.states.fund_rules import CostType
from wapentake.plans.queries import published_priorities

from .asking import address_of
from .world import DAY, World, moment, working_day

CASTLE = "E05012996"


@dataclass(frozen=True)
class Ringed:
    """An application to a ring-fenced fund of a ward, with what its group says to the fund's own questions."""

    fund: str
    body: str
    title: str
    purpose: str
    benefits: str
    people: int
    pounds: int
    days_ago: int
    demands: str = ""
    tenant_benefit: str = ""
    tenants: int | None = None


ROWS = (
    Ringed(
        "levy", "Clifton Green Volunteers", "Drop kerbs and a gate by the bandstand",
        "Two drop kerbs and a wider gate, so that prams and wheelchairs come in from Moorgate Road.",
        "People of the streets around the park, old and new", 300, 2_150, 5,
        demands="Twenty-two homes were built off Moorgate Road, and their families come in by one narrow gate.",
    ),
    Ringed(
        "housing", "Clifton Raised Beds", "Lights in the drying yards",
        "Lamps that come on when somebody walks by, in three drying yards between the flats.",
        "Households of the flats around the yards", 90, 760, 3,
        tenant_benefit="Most of the flats are the council’s. Their tenants asked for light there for years.",
        tenants=72,
    ),
)  # fmt: skip


def load_ring_fenced(world: World) -> None:
    """Let the groups ask, where it falls into the year and before its last day to decide."""
    for number, row in enumerate(ROWS):
        fund = Fund.objects.get(key=row.fund)
        last = last_day_to_decide(fund, FinancialYear.of(world.on)) or world.on
        asked_on = working_day(world.on - row.days_ago * DAY, latest=world.on)
        same_year = FinancialYear.of(asked_on) == FinancialYear.of(world.on)
        if same_year and world.on <= last:
            at = moment(asked_on, 210 + 40 * number)
            funding.submit_application(_asked(world, fund, row), by=None, at=at)


def _asked(world: World, fund: Fund, row: Ringed) -> Asked:
    contacts, ward = world.borough.library.contacts, world.ward(CASTLE)
    place, body = next((place, one.key) for place, one in enumerate(world.borough.bodies) if one.name == row.body)
    contact = contacts[place % len(contacts)]  # who asks for the group elsewhere too
    more = More(
        people=row.people, sells=False, lines=(Line(row.title, CostType.CAPITAL, row.pounds * 100),),
        demands=row.demands, tenant_benefit=row.tenant_benefit, tenants=row.tenants,
    )  # fmt: skip
    return Asked(
        fund=fund, ward=ward, councillor=None, organisation=world.bodies[body], title=row.title, purpose=row.purpose,
        pence=row.pounds * 100, contact_name=contact, contact_email=address_of(contact, row.body),
        priority=next(iter(published_priorities(ward, world.on)), None), who_benefits=row.benefits,
        who_was_asked="The members at their yearly meeting, and the households by leaflet.",
        cost_pence=row.pounds * 100, costs="housing" if row.fund == "housing" else "capital", more=more,
    )  # fmt: skip
