"""Where this room may hold words about a person. `tests/architecture/test_held.py` holds it to the models."""

from wapentake.foundation.operations.held import Place

from ..models import Item, Photo

HELD = (
    Place(
        Item,
        "News, events and case studies",
        ("title", "summary", "body", "venue", "sent_back_because", "withdrawn_because"),
        ("drafted_by", "approved_by"),
        ("title", "state", "drafted_at"),
    ),
    Place(Photo, "Photos of news", ("alt", "credit"), (), ("item__title",)),
)
