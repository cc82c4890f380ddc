"""What the pages of news show."""

from .desk import ItemDesk, NewsDesk, item_desk, news_desk
from .prose import Block, Run, blocks_of
from .public import ItemPage, NewsPage, item_page, item_paths, news_page, news_paths, photo_paths, preview_page
from .subscribing import (
    ConfirmPage,
    LeavePage,
    PreferencesPage,
    SubscribePage,
    confirm_page,
    leave_page,
    preferences_page,
    subscribe_page,
)
from .subscriptions import (
    AddressPage,
    ListPage,
    ListsPage,
    SubscriptionsPage,
    address_page,
    lines_of_list,
    list_page,
    lists_page,
    subscriptions_page,
)

__all__ = [
    "AddressPage",
    "Block",
    "ConfirmPage",
    "ItemDesk",
    "ItemPage",
    "LeavePage",
    "ListPage",
    "ListsPage",
    "NewsDesk",
    "NewsPage",
    "PreferencesPage",
    "Run",
    "SubscribePage",
    "SubscriptionsPage",
    "address_page",
    "blocks_of",
    "confirm_page",
    "item_desk",
    "item_page",
    "item_paths",
    "leave_page",
    "lines_of_list",
    "list_page",
    "lists_page",
    "news_desk",
    "news_page",
    "news_paths",
    "photo_paths",
    "preferences_page",
    "preview_page",
    "subscribe_page",
    "subscriptions_page",
]
