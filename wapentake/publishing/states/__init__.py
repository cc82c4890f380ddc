"""Choices and lifecycles of the publishing room."""

from .items import ITEM, Approval, ItemKind, ItemState
from .photos import Sizes

__all__ = ["ITEM", "Approval", "ItemKind", "ItemState", "Sizes"]
