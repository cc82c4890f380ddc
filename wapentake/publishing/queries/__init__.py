"""Questions about what is posted. Every list that a person sees goes through `items_visible_to` or `out_at`."""

from .coming import names_of_wards, posted_about
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
    Known,
    confirm_path,
    known_addresses,
    live_subscriptions,
    normalised,
    preferences_path,
    readers_of,
    still_reads,
    subscriber_by_email,
    subscriber_lists,
    subscription_rule_on,
    unsubscribe_path,
    who_confirms,
    who_leaves,
    who_prefers,
)
from .subscription_figures import movement, published_figures, subscribers_now, target_on

__all__ = [
    "HELD",
    "Known",
    "approval_on",
    "confirm_path",
    "held_items",
    "is_out",
    "items_visible_to",
    "known_addresses",
    "live_subscriptions",
    "movement",
    "names_of_wards",
    "news_of_ward",
    "next_change",
    "normalised",
    "out_at",
    "posted_about",
    "preferences_path",
    "public_item",
    "published_figures",
    "readers_of",
    "still_reads",
    "subscriber_by_email",
    "subscriber_lists",
    "subscribers_now",
    "subscription_rule_on",
    "target_on",
    "unsubscribe_path",
    "waiting_for",
    "wards_of",
    "who_confirms",
    "who_leaves",
    "who_prefers",
]
