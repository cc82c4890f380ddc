"""What is posted about wards, and who gets the e-bulletin."""

from .guidance import Guidance, GuidanceVersion
from .items import ApprovalRule, Correction, Item, Photo
from .links import UsefulLink
from .measured import MeasuredFile
from .moved import MovedAddress
from .strategies import DecidingBody, Strategy, StrategyLine, StrategyVersion
from .subscriber_lists import PublishedFigure, SubscriberList
from .subscribers import Consent, Subscriber, Subscription, SubscriptionRule, Wish
from .views import DailyViews, DayAddedUp

__all__ = [
    "ApprovalRule",
    "Consent",
    "Correction",
    "DailyViews",
    "DayAddedUp",
    "DecidingBody",
    "Guidance",
    "GuidanceVersion",
    "Item",
    "MeasuredFile",
    "MovedAddress",
    "Photo",
    "PublishedFigure",
    "Strategy",
    "StrategyLine",
    "StrategyVersion",
    "Subscriber",
    "SubscriberList",
    "Subscription",
    "SubscriptionRule",
    "UsefulLink",
    "Wish",
]
