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

__all__ = [
    "Action",
    "Agreement",
    "Cycle",
    "CycleLength",
    "Framework",
    "Outcome",
    "Priority",
    "ProgressNote",
]
