"""What the desk's pages of ward plans show."""

from .borough import (
    BoroughPage,
    DeskBorough,
    OutcomePage,
    borough_page,
    borough_paths,
    cycle_of,
    desk_borough,
    outcome_of,
    outcome_page,
    outcome_paths,
)
from .cycles import CyclesPage, cycles_page
from .frameworks import FrameworkPage, FrameworksPage, framework_page, frameworks_page
from .priority import PriorityPage, priority_page, state_tag
from .question import Question, question
from .ward import WardChoice, WardPlan, ward_choice, ward_plan

__all__ = [
    "BoroughPage",
    "CyclesPage",
    "DeskBorough",
    "FrameworkPage",
    "FrameworksPage",
    "OutcomePage",
    "PriorityPage",
    "Question",
    "WardChoice",
    "WardPlan",
    "borough_page",
    "borough_paths",
    "cycle_of",
    "cycles_page",
    "desk_borough",
    "framework_page",
    "frameworks_page",
    "outcome_of",
    "outcome_page",
    "outcome_paths",
    "priority_page",
    "question",
    "state_tag",
    "ward_choice",
    "ward_plan",
]
