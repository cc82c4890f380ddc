"""What the gathered pages show."""

from .areas import locality_page, locality_paths, place_page, place_paths
from .datasets import catalogue, data_page, measurable
from .desk import DeskPage, desk_page
from .feeds import asked_feed, priorities_feed
from .front import FrontPage, front_page, front_paths
from .one_page import OnePage, one_page
from .priority import PriorityPage, priority_near, priority_page, priority_paths
from .search import SearchPage, search_page
from .sections import (
    all_asked_page,
    asked_page,
    groups_page,
    members_page,
    priorities_page,
    reports_page,
    section_paths,
)
from .small import demo_page, how_page, open_data_page, statement_page
from .ward import WardPage, ward_page, ward_paths

__all__ = [
    "DeskPage",
    "FrontPage",
    "OnePage",
    "PriorityPage",
    "SearchPage",
    "WardPage",
    "all_asked_page",
    "asked_feed",
    "asked_page",
    "catalogue",
    "data_page",
    "demo_page",
    "desk_page",
    "front_page",
    "front_paths",
    "groups_page",
    "how_page",
    "locality_page",
    "locality_paths",
    "measurable",
    "members_page",
    "one_page",
    "open_data_page",
    "place_page",
    "place_paths",
    "priorities_feed",
    "priorities_page",
    "priority_near",
    "priority_page",
    "priority_paths",
    "reports_page",
    "search_page",
    "section_paths",
    "statement_page",
    "ward_page",
    "ward_paths",
]
