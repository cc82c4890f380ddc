"""The desk's pages of ward plans."""

from .frameworks import add_outcome, begin_framework, end_framework, framework, frameworks
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
    "add_outcome",
    "begin_framework",
    "cycles",
    "desk",
    "draft",
    "edit",
    "end_framework",
    "framework",
    "frameworks",
    "priority",
    "progress",
    "ward",
]
