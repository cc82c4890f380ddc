"""Choices and lifecycles of the plans room."""

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
    "PriorityState",
]
