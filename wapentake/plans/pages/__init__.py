"""What the desk's pages of ward plans show."""

from .cycles import CyclesPage, cycles_page
from .frameworks import FrameworkPage, FrameworksPage, framework_page, frameworks_page
from .priority import PriorityPage, priority_page, state_tag
from .question import Question, question
from .ward import WardChoice, WardPlan, ward_choice, ward_plan

__all__ = [
    "CyclesPage",
    "FrameworkPage",
    "FrameworksPage",
    "PriorityPage",
    "Question",
    "WardChoice",
    "WardPlan",
    "cycles_page",
    "framework_page",
    "frameworks_page",
    "priority_page",
    "question",
    "state_tag",
    "ward_choice",
    "ward_plan",
]
