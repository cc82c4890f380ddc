"""Choices and lifecycles of the plans room."""

from .frameworks import FrameworkKind
from .priorities import (
    ACTION,
    PRIORITY,
    ActionState,
    PriorityState,
)
from .service_notices import (
    NOTICE,
    NoticeKind,
    NoticeState,
)

__all__ = [
    "ACTION",
    "NOTICE",
    "PRIORITY",
    "ActionState",
    "FrameworkKind",
    "NoticeKind",
    "NoticeState",
    "PriorityState",
]
