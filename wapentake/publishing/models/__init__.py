"""What is posted about wards, the e-bulletin, and who gets it."""

from .bounces import Bounce
from .bulletins import Bulletin, BulletinComment, BulletinPart
from .guidance import Guidance, GuidanceVersion
from .items import ApprovalRule, Correction, Item, Photo
from .links import UsefulLink
from .measured import MeasuredFile
from .moved import MovedAddress
from .sending import BulletinLink, BulletinMail, DomainPace
from .strategies import DecidingBody, Strategy, StrategyLine, StrategyVersion
from .subscriber_lists import PublishedFigure, SubscriberList
from .subscribers import Consent, Subscriber, Subscription, SubscriptionRule, Wish
from .views import DailyViews, DayAddedUp

__all__ = [
    "ApprovalRule",
    "Bounce",
    "Bulletin",
    "BulletinComment",
    "BulletinLink",
    "BulletinMail",
    "BulletinPart",
    "Consent",
    "Correction",
    "DailyViews",
    "DayAddedUp",
    "DecidingBody",
    "DomainPace",
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
