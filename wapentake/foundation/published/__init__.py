"""The public site is published, not queried: pages are rendered when what they show changes, and served from store.

Rooms use the names below; how to publish a page stands at the top of `marking`.
"""

from .acts import hold, lift, reinstate, withdraw
from .holds import held, held_each, page_ref
from .marking import as_published, is_rendered, leads_on, moment, published_page, response, withdrawn_of

__all__ = [
    "as_published",
    "held",
    "held_each",
    "hold",
    "is_rendered",
    "leads_on",
    "lift",
    "moment",
    "page_ref",
    "published_page",
    "reinstate",
    "response",
    "withdraw",
    "withdrawn_of",
]
