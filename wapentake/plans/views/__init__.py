"""The desk's pages of ward plans."""

from .borough import all_wards, borough_csv, desk_borough, desk_borough_csv, outcome
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
    "all_wards",
    "begin_framework",
    "borough_csv",
    "cycles",
    "desk",
    "desk_borough",
    "desk_borough_csv",
    "draft",
    "edit",
    "end_framework",
    "framework",
    "frameworks",
    "outcome",
    "priority",
    "progress",
    "ward",
]
