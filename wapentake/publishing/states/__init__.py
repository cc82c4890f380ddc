"""Choices and lifecycles of the publishing room."""

from .items import ITEM, Approval, ItemKind, ItemState
from .languages import LANGUAGES, direction_of
from .photos import Sizes
from .subscriber_lists import (
    KNOWN_COLUMNS,
    NEEDED_COLUMNS,
    SUBSCRIBER_LIST,
    FigureKind,
    LineOutcome,
    ListColumn,
    ListState,
)
from .subscribers import SUBSCRIBER, ConsentBy, ConsentTo, JoinedBy, SubscriberState

__all__ = [
    "ITEM",
    "KNOWN_COLUMNS",
    "LANGUAGES",
    "NEEDED_COLUMNS",
    "SUBSCRIBER",
    "SUBSCRIBER_LIST",
    "Approval",
    "ConsentBy",
    "ConsentTo",
    "FigureKind",
    "ItemKind",
    "ItemState",
    "JoinedBy",
    "LineOutcome",
    "ListColumn",
    "ListState",
    "Sizes",
    "SubscriberState",
    "direction_of",
]
