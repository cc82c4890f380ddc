"""What happens to items. Each act: lock, verdict, write, audit, news."""

from .items import approve, discard, draft_item, edit_item, keep_draft, propose, send_back, take_back, withdraw
from .photos import add_photo, set_alt
from .settings import set_approval

__all__ = [
    "add_photo",
    "approve",
    "discard",
    "draft_item",
    "edit_item",
    "keep_draft",
    "propose",
    "send_back",
    "set_alt",
    "set_approval",
    "take_back",
    "withdraw",
]
