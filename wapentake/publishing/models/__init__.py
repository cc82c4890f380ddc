"""What is posted about wards."""

from .items import ApprovalRule, Item, Photo

__all__ = ["ApprovalRule", "Item", "Photo"]
