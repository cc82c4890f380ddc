"""What the pages of news show."""

from .desk import ItemDesk, NewsDesk, item_desk, news_desk
from .prose import Block, Run, blocks_of
from .public import ItemPage, NewsPage, item_page, item_paths, news_page, news_paths, photo_paths, preview_page

__all__ = [
    "Block",
    "ItemDesk",
    "ItemPage",
    "NewsDesk",
    "NewsPage",
    "Run",
    "blocks_of",
    "item_desk",
    "item_page",
    "item_paths",
    "news_desk",
    "news_page",
    "news_paths",
    "photo_paths",
    "preview_page",
]
