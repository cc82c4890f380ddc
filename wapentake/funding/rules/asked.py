"""What a group asks for, as clean values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wapentake.office.models import Councillor
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind
from wapentake.places.models import Cluster, Ward
from wapentake.plans.models import Priority

from ..models import Fund
from .award_tests import Answered, Demands, Tenants
from .limits import Wish
from .particulars import More


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
    how many people of each community of identity it is for.
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

    @property
    def wish(self) -> Wish:
        """What the fund's rules look at."""
        return Wish(self.pence, self.cost_pence, self.costs, self.route, self.admits)

    @property
    def answered(self) -> Answered:
        """What the tests of the fund look at."""
        return Answered(self.pence, self.priority is not None or bool(self.serves), self.demands, self.tenants)
