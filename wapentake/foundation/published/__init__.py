"""The public site is published, not queried: pages are rendered when what they show changes, and served from store.

Rooms use the names below; how to publish a page stands at the top of `marking`.
"""

from .acts import hold, lift, reinstate, withdraw
from .holds import held
from .marking import moment, published_page, response

__all__ = ["held", "hold", "lift", "moment", "published_page", "reinstate", "response", "withdraw"]
