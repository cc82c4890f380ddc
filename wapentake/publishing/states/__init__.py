"""Choices and lifecycles of the publishing room."""

from .bounces import BounceKind, CameBack, Limits
from .bulletins import BULLETIN, CHANGES, BulletinState, Flag, PartKind, PartWords
from .guidance import GUIDANCE, GuidanceState
from .items import ITEM, Approval, ItemKind, ItemState
from .languages import LANGUAGES, direction_of, is_printed
from .photos import Sizes
from .sending import OPEN, MailState
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
    "BULLETIN",
    "CHANGES",
    "GUIDANCE",
    "ITEM",
    "KNOWN_COLUMNS",
    "LANGUAGES",
    "NEEDED_COLUMNS",
    "OPEN",
    "STRATEGY",
    "SUBSCRIBER",
    "SUBSCRIBER_LIST",
    "Approval",
    "BounceKind",
    "BulletinState",
    "CameBack",
    "ConsentBy",
    "ConsentTo",
    "FigureKind",
    "Flag",
    "GuidanceState",
    "ItemKind",
    "ItemState",
    "JoinedBy",
    "Limits",
    "LineKind",
    "LineOutcome",
    "ListColumn",
    "ListState",
    "MailState",
    "PartKind",
    "PartWords",
    "Sizes",
    "SubscriberState",
    "Tier",
    "VersionState",
    "direction_of",
    "is_printed",
]
