"""Choices and lifecycles of the plans room."""

from .frameworks import FrameworkKind
from .priorities import ACTION, PRIORITY, ActionState, PriorityState
from .service_notices import NOTICE, NoticeKind, NoticeState
from .ward_plans import WARD_PLAN, PlanState, PlanWordKind

__all__ = [
    "ACTION",
    "NOTICE",
    "PRIORITY",
    "WARD_PLAN",
    "ActionState",
    "FrameworkKind",
    "NoticeKind",
    "NoticeState",
    "PlanState",
    "PlanWordKind",
    "PriorityState",
]
