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
from .subscribers import (
    confirm_path,
    live_subscriptions,
    normalised,
    preferences_path,
    readers_of,
    still_reads,
    subscriber_by_email,
    subscription_rule_on,
    unsubscribe_path,
    who_confirms,
    who_leaves,
    who_prefers,
)

__all__ = [
    "HELD",
    "approval_on",
    "confirm_path",
    "held_items",
    "is_out",
    "items_visible_to",
    "live_subscriptions",
    "news_of_ward",
    "next_change",
    "normalised",
    "out_at",
    "preferences_path",
    "public_item",
    "readers_of",
    "still_reads",
    "subscriber_by_email",
    "subscription_rule_on",
    "unsubscribe_path",
    "waiting_for",
    "wards_of",
    "who_confirms",
    "who_leaves",
    "who_prefers",
]
