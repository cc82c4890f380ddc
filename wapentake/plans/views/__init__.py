"""The desk's pages of ward plans."""

from .priorities import (
    ACTS,
    Act,
    act,
    cycles,
    desk,
    draft,
    edit,
    priority,
    progress,
    ward,
)

__all__ = [
    "ACTS",
    "Act",
    "act",
    "cycles",
    "desk",
    "draft",
    "edit",
    "priority",
    "progress",
    "ward",
]
