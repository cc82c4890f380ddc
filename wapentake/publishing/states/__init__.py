"""Choices and lifecycles of the publishing room."""

from .guidance import GUIDANCE, GuidanceState
from .items import ITEM, Approval, ItemKind, ItemState
from .languages import LANGUAGES, direction_of, is_printed
from .photos import Sizes
from .strategies import STRATEGY, LineKind, Tier, VersionState
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
    "GUIDANCE",
    "ITEM",
    "KNOWN_COLUMNS",
    "LANGUAGES",
    "NEEDED_COLUMNS",
    "STRATEGY",
    "SUBSCRIBER",
    "SUBSCRIBER_LIST",
    "Approval",
    "ConsentBy",
    "ConsentTo",
    "FigureKind",
    "GuidanceState",
    "ItemKind",
    "ItemState",
    "JoinedBy",
    "LineKind",
    "LineOutcome",
    "ListColumn",
    "ListState",
    "Sizes",
    "SubscriberState",
    "Tier",
    "VersionState",
    "direction_of",
    "is_printed",
]
