"""Choices and lifecycles of the plans room."""

from .frameworks import FrameworkKind
from .priorities import (
    ACTION,
    PRIORITY,
    ActionState,
    PriorityState,
)

__all__ = [
    "ACTION",
    "PRIORITY",
    "ActionState",
    "FrameworkKind",
    "PriorityState",
]
