"""What the desk's pages of ward plans show."""

from .cycles import CyclesPage, cycles_page
from .priority import PriorityPage, priority_page, state_tag
from .question import Question, question
from .ward import WardChoice, WardPlan, ward_choice, ward_plan

__all__ = [
    "CyclesPage",
    "PriorityPage",
    "Question",
    "WardChoice",
    "WardPlan",
    "cycles_page",
    "priority_page",
    "question",
    "state_tag",
    "ward_choice",
    "ward_plan",
]
