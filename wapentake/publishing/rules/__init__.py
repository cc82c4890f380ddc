"""Who may post what, and why not. The same verdict greys the button and refuses the act."""

from .items import (
    ItemWords,
    may_approve,
    may_discard,
    may_draft,
    may_edit,
    may_propose,
    may_send_back,
    may_set_approval,
    may_take_back,
    may_withdraw,
    needs_a_second,
    sound_times,
)

__all__ = [
    "ItemWords",
    "may_approve",
    "may_discard",
    "may_draft",
    "may_edit",
    "may_propose",
    "may_send_back",
    "may_set_approval",
    "may_take_back",
    "may_withdraw",
    "needs_a_second",
    "sound_times",
]
