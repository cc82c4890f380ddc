"""HTTP in, one action or one page, HTTP out."""

from .desk import (
    approve,
    desk,
    desk_item,
    desk_photo,
    discard,
    edit,
    new,
    new_event,
    preview,
    propose,
    send_back,
    set_approval,
    take_back,
    withdraw,
)
from .public import feed, item, news, photo, ward_feed, ward_news
from .subscribing import asked, confirm, preferences, subscribe, unsubscribe

__all__ = [
    "approve",
    "asked",
    "confirm",
    "desk",
    "desk_item",
    "desk_photo",
    "discard",
    "edit",
    "feed",
    "item",
    "new",
    "new_event",
    "news",
    "photo",
    "preferences",
    "preview",
    "propose",
    "send_back",
    "set_approval",
    "subscribe",
    "take_back",
    "unsubscribe",
    "ward_feed",
    "ward_news",
    "withdraw",
]
