"""What a group asks for, as clean values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from wapentake.office.models import Councillor
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind
from wapentake.places.models import Cluster, Ward
from wapentake.plans.models import Priority

from ..models import Fund
from .award_tests import Answered, Demands, Tenants
from .limits import Wish
from .particulars import More
from .parts import AskedPart


@dataclass(frozen=True)
class Group:
    """A group as it names itself. It is found among the council's organisations, or added to them, when it applies."""

    name: str
    kind: OrganisationKind
    charity_number: str = ""


@dataclass(frozen=True)
class Asked:
    """What a group asks for, as clean values. `pence` is above nought.

    `ward` is where the project is; `cluster` is set where the fund is held by clusters of wards.
    `serves` are the words of the ward's priority at that time, the priority's own where none are given. `reached` is
    how many people of each community of identity it is for. `parts` are what else is asked for the same project, and
    whether it goes ahead only with all of them; `others` is what those come to, once each part stands alone.
    """

    fund: Fund
    ward: Ward
    councillor: Councillor | None
    organisation: Organisation | Group
    title: str
    purpose: str
    pence: int
    contact_name: str
    contact_email: str
    priority: Priority | None = None
    who_benefits: str = ""
    who_was_asked: str = ""
    cost_pence: int = 0
    costs: str = ""
    route: str = ""
    admits: tuple[str, ...] = ()
    serves: str = ""
    reached: Mapping[str, int] = field(default_factory=dict)
    more: More | None = None
    demands: Demands | None = None
    tenants: Tenants | None = None
    cluster: Cluster | None = None
    parts: tuple[AskedPart, ...] = ()
    needs_all: bool = False
    whole_borough: bool = False
    others: int = 0

    @property
    def wish(self) -> Wish:
        """What the fund's rules look at."""
        return Wish(self.pence, self.cost_pence, self.costs, self.route, self.admits, self.others)

    @property
    def each_part(self) -> list["Asked"]:
        """What is asked for, a part each: the first is what it was begun with."""
        first = AskedPart(self.fund, self.ward, self.councillor, self.pence, self.costs, self.cluster)
        total = sum(part.pence for part in (first, *self.parts))
        return [self._alone(part, total - part.pence) for part in (first, *self.parts)]

    def _alone(self, part: AskedPart, others: int) -> "Asked":
        here = part.ward.pk == self.ward.pk  # another ward's priorities are others
        same = part.fund.pk == self.fund.pk  # what a fund's own tests ask is of that fund
        return replace(
            self, fund=part.fund, ward=part.ward, councillor=part.councillor, pence=part.pence, costs=part.costs,
            cluster=part.cluster,
            demands=self.demands if same else None, tenants=self.tenants if same else None,
            parts=(), others=others, priority=self.priority if here else None, serves=self.serves if here else "",
        )  # fmt: skip

    @property
    def answered(self) -> Answered:
        """What the tests of the fund look at."""
        return Answered(self.pence, self.priority is not None or bool(self.serves), self.demands, self.tenants)
