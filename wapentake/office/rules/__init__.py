"""Who may do what with an office, and why not."""

from .desk import may_use_desk
from .interests import (
    Entry,
    days_left_to_register,
    may_end_interest,
    may_keep_register,
    may_read_registers,
    may_see_withheld,
    may_take_part,
    published_words,
    register_by,
)
from .loading import BadLines, LoadedCouncillor
from .offices import (
    OFFICERS,
    PLACED,
    may_change_page,
    may_cover,
    may_end_role,
    may_end_term,
    may_grant,
    may_hand_over,
    may_hold,
    may_keep_offices,
    may_sit,
    may_suspend,
    term_ends,
)

__all__ = [
    "OFFICERS",
    "PLACED",
    "BadLines",
    "Entry",
    "LoadedCouncillor",
    "days_left_to_register",
    "may_change_page",
    "may_cover",
    "may_end_interest",
    "may_end_role",
    "may_end_term",
    "may_grant",
    "may_hand_over",
    "may_hold",
    "may_keep_offices",
    "may_keep_register",
    "may_read_registers",
    "may_see_withheld",
    "may_sit",
    "may_suspend",
    "may_take_part",
    "may_use_desk",
    "published_words",
    "register_by",
    "term_ends",
]
