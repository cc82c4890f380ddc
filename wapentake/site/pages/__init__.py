"""What the gathered pages show."""

from .desk import DeskPage, desk_page
from .front import FrontPage, front_page, front_paths
from .one_page import OnePage, one_page
from .priority import PriorityPage, priority_page, priority_paths
from .search import SearchPage, search_page
from .small import demo_page, how_page, open_data_page, statement_page
from .ward import WardPage, ward_page, ward_paths

__all__ = [
    "DeskPage",
    "FrontPage",
    "OnePage",
    "PriorityPage",
    "SearchPage",
    "WardPage",
    "demo_page",
    "desk_page",
    "front_page",
    "front_paths",
    "how_page",
    "one_page",
    "open_data_page",
    "priority_page",
    "priority_paths",
    "search_page",
    "statement_page",
    "ward_page",
    "ward_paths",
]
