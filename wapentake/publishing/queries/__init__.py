"""Questions about what is posted. Every list that a person sees goes through `items_visible_to` or `out_at`."""

from .held import HELD
from .holds import held_items
from .items import (
    approval_on,
    is_out,
    items_visible_to,
    news_of_ward,
    next_change,
    out_at,
    public_item,
    waiting_for,
    wards_of,
)

__all__ = [
    "HELD",
    "approval_on",
    "held_items",
    "is_out",
    "items_visible_to",
    "news_of_ward",
    "next_change",
    "out_at",
    "public_item",
    "waiting_for",
    "wards_of",
]
