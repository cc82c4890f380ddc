"""What is posted about wards, and who gets the e-bulletin."""

from .items import ApprovalRule, Item, Photo
from .subscriber_lists import (
    PublishedFigure,
    SubscriberList,
)
from .subscribers import Consent, Subscriber, Subscription, SubscriptionRule, Wish

__all__ = [
    "ApprovalRule",
    "Consent",
    "Item",
    "Photo",
    "PublishedFigure",
    "Subscriber",
    "SubscriberList",
    "Subscription",
    "SubscriptionRule",
    "Wish",
]
