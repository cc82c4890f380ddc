"""Choices and lifecycles of the publishing room."""

from .items import ITEM, Approval, ItemKind, ItemState
from .languages import LANGUAGES, direction_of
from .photos import Sizes
from .subscribers import SUBSCRIBER, ConsentBy, ConsentTo, JoinedBy, SubscriberState

__all__ = [
    "ITEM",
    "LANGUAGES",
    "SUBSCRIBER",
    "Approval",
    "ConsentBy",
    "ConsentTo",
    "ItemKind",
    "ItemState",
    "JoinedBy",
    "Sizes",
    "SubscriberState",
    "direction_of",
]
