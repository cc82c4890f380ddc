"""A ward's priorities, the actions under them, who agreed, and what has come of them."""

from .frameworks import Framework, Outcome
from .priorities import Action, Agreement, Cycle, CycleLength, Priority, ProgressNote
from .service_notices import NoticeChange, NoticeQuestion, NoticeReply, NoticeRule, NoticeTold, ServiceNotice
from .ward_plans import Engagement, ParishPriority, PlanLine, PlanRule, PlanWord, WardPlan

__all__ = [
    "Action",
    "Agreement",
    "Cycle",
    "CycleLength",
    "Engagement",
    "Framework",
    "NoticeChange",
    "NoticeQuestion",
    "NoticeReply",
    "NoticeRule",
    "NoticeTold",
    "Outcome",
    "ParishPriority",
    "PlanLine",
    "PlanRule",
    "PlanWord",
    "Priority",
    "ProgressNote",
    "ServiceNotice",
    "WardPlan",
]
