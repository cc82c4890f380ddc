"""What the funding room's pages show."""

from .applying import (
    KEPT_FOR,
    CheckPage,
    FollowPage,
    StartPage,
    StepPage,
    check_page,
    follow_page,
    kept_until,
    start_page,
    step_page,
)
from .decision import DecisionPage, decision_page
from .public import AwardPage, MoneyPage, award_page, award_paths, money_page, money_paths
from .queue import QueuePage, queue_page
from .reviews import ReviewsPage, reviews_page

__all__ = [
    "KEPT_FOR",
    "AwardPage",
    "CheckPage",
    "DecisionPage",
    "FollowPage",
    "MoneyPage",
    "QueuePage",
    "ReviewsPage",
    "StartPage",
    "StepPage",
    "award_page",
    "award_paths",
    "check_page",
    "decision_page",
    "follow_page",
    "kept_until",
    "money_page",
    "money_paths",
    "queue_page",
    "reviews_page",
    "start_page",
    "step_page",
]
