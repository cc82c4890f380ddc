"""Choices and lifecycles of the publishing room."""

from .items import ITEM, Approval, ItemKind, ItemState
from .languages import LANGUAGES, direction_of
from .photos import Sizes

__all__ = ["ITEM", "LANGUAGES", "Approval", "ItemKind", "ItemState", "Sizes", "direction_of"]
