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

__all__ = [
    "Block",
    "ConfirmPage",
    "ItemDesk",
    "ItemPage",
    "LeavePage",
    "NewsDesk",
    "NewsPage",
    "PreferencesPage",
    "Run",
    "SubscribePage",
    "blocks_of",
    "confirm_page",
    "item_desk",
    "item_page",
    "item_paths",
    "leave_page",
    "news_desk",
    "news_page",
    "news_paths",
    "photo_paths",
    "preferences_page",
    "preview_page",
    "subscribe_page",
]
