"""What the demonstration's priorities name: the figures of the report to the Health and Wellbeing Board of 2023.

Thirteen wards name children and families, nine mental health, three older people, all of them the wider determinants.
"""

from wapentake.plans.models import Outcome

from ..states import PriorityRow

# By the subject of a priority in the demonstration's files: what it names, as list and key.
NAMES = {
    "safety": ("themes/safety", "council-plan-2022/people", "neighbourhood-outcomes/feel-safe"),
    "parks": ("themes/environment", "council-plan-2022/environment", "neighbourhood-outcomes/access"),
    "streets": ("themes/clean-streets", "council-plan-2022/environment", "neighbourhood-outcomes/clean"),
    "health": ("themes/health", "council-plan-2022/people"),
    "cost": ("themes/cost-of-living", "council-plan-2022/people", "neighbourhood-outcomes/protected"),
    "roads": ("themes/transport", "council-plan-2022/neighbourhoods"),
    "together": ("themes/empowerment", "council-plan-2022/neighbourhoods", "neighbourhood-outcomes/interact"),
    "young": ("neighbourhood-outcomes/enjoyable",),
    "lonely": ("neighbourhood-outcomes/less-lonely",),
    "skills": ("council-plan-2022/economy",),
    "heritage": ("neighbourhood-outcomes/access",),
    "flood": ("council-plan-2022/environment",),
}
# Named only by the priority whose first subject it is.
FIRST = {"skills": "themes/skills", "heritage": "themes/heritage", "flood": "themes/climate"}
WIDER = "health-themes/wider-determinants"
OF_HEALTH = {
    "young": ("health-themes/children-and-families", "council-plan-2022/children", "communities/young"),
    "health": ("health-themes/mental-health",),
    "lonely": ("health-themes/older-people", "communities/older"),
}
# The wards whose plans name them, by GSS code.
WARDS = {
    "young": (
        "E05012993", "E05012995", "E05012997", "E05012999", "E05013001", "E05013002", "E05013003", "E05013005",
        "E05013006", "E05013007", "E05013012", "E05013013", "E05013016",
    ),
    "health": (
        "E05012995", "E05013000", "E05013001", "E05013003", "E05013007", "E05013010", "E05013011", "E05013016",
        "E05013017",
    ),
    "lonely": ("E05013006", "E05013009", "E05013012"),
}  # fmt: skip


class Named:
    """What a council's lists hold, by list and key."""

    def __init__(self) -> None:
        self.known = {
            f"{one.framework.key}/{one.key}": one for one in Outcome.objects.select_related("framework").order_by("pk")
        }

    def by(self, row: PriorityRow, first: bool) -> tuple[Outcome, ...]:
        """Return what a priority names; `first` says that it is its ward's first."""
        wanted = [name for subject in row.themes for name in NAMES[subject]]
        wanted += [FIRST[subject] for subject in row.themes[:1] if subject in FIRST]
        for subject, names in OF_HEALTH.items():
            wanted += names if subject in row.themes and row.ward in WARDS[subject] else ()
        wanted += [WIDER] if first else []
        return tuple(self.known[name] for name in dict.fromkeys(wanted))
