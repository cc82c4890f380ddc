"""A ward's priorities, the actions under them, who agreed, and what has come of them."""

from .priorities import (
    Action,
    Agreement,
    Cycle,
    CycleLength,
    Priority,
    ProgressNote,
)

__all__ = [
    "Action",
    "Agreement",
    "Cycle",
    "CycleLength",
    "Priority",
    "ProgressNote",
]
