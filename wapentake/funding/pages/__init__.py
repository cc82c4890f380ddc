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
from .funds import FIGURES_LINKS, AllotPage, FundPage, FundsPage, allot_page, fund_page, funds_page
from .moves import MovePage, MovesPage, move_page, moves_page
from .postings import PostingsPage, TransferPage, postings_page, transfer_page, year_href
from .public import AwardPage, MoneyPage, award_page, award_paths, money_page, money_paths
from .queue import QueuePage, queue_page
from .reviews import ReviewsPage, reviews_page
from .years import (
    FIGURE_TITLES,
    ClosePage,
    RulesPage,
    WhatIfPage,
    close_page,
    figure_lines,
    figures_table,
    rules_page,
    what_if_page,
)

__all__ = [
    "FIGURES_LINKS",
    "FIGURE_TITLES",
    "KEPT_FOR",
    "AllotPage",
    "AwardPage",
    "CheckPage",
    "ClosePage",
    "DecisionPage",
    "FollowPage",
    "FundPage",
    "FundsPage",
    "MoneyPage",
    "MovePage",
    "MovesPage",
    "PostingsPage",
    "QueuePage",
    "ReviewsPage",
    "RulesPage",
    "StartPage",
    "StepPage",
    "TransferPage",
    "WhatIfPage",
    "allot_page",
    "award_page",
    "award_paths",
    "check_page",
    "close_page",
    "decision_page",
    "figure_lines",
    "figures_table",
    "follow_page",
    "fund_page",
    "funds_page",
    "kept_until",
    "money_page",
    "money_paths",
    "move_page",
    "moves_page",
    "postings_page",
    "queue_page",
    "reviews_page",
    "rules_page",
    "start_page",
    "step_page",
    "transfer_page",
    "what_if_page",
    "year_href",
]
