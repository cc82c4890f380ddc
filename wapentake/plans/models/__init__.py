"""A ward's priorities, the actions under them, who agreed, and what has come of them."""

from .frameworks import Framework, Outcome
from .priorities import (
    Action,
    Agreement,
    Cycle,
    CycleLength,
    Priority,
    ProgressNote,
)
from .service_notices import (
    NoticeChange,
    NoticeQuestion,
    NoticeReply,
    NoticeRule,
    NoticeTold,
    ServiceNotice,
)

__all__ = [
    "Action",
    "Agreement",
    "Cycle",
    "CycleLength",
    "Framework",
    "NoticeChange",
    "NoticeQuestion",
    "NoticeReply",
    "NoticeRule",
    "NoticeTold",
    "Outcome",
    "Priority",
    "ProgressNote",
    "ServiceNotice",
]
