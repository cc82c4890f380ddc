"""What the pages of places show."""

from .boundaries import PostcodesPage, SetPage, SetsPage, postcodes_page, set_page, sets_page
from .desk import DeskWards, Overview, ThingPage, desk_ward, desk_wards, overview
from .groups import KINDS, Group, GroupsPage, Kind, end_words, group_page, groups_page, wards_now
from .public import (
    EarlierPage,
    FindPage,
    WardsPage,
    earlier_page,
    earlier_paths,
    find_page,
    wards_page,
    wards_paths,
)

__all__ = [
    "KINDS",
    "DeskWards",
    "EarlierPage",
    "FindPage",
    "Group",
    "GroupsPage",
    "Kind",
    "Overview",
    "PostcodesPage",
    "SetPage",
    "SetsPage",
    "ThingPage",
    "WardsPage",
    "desk_ward",
    "desk_wards",
    "earlier_page",
    "earlier_paths",
    "end_words",
    "find_page",
    "group_page",
    "groups_page",
    "overview",
    "postcodes_page",
    "set_page",
    "sets_page",
    "wards_now",
    "wards_page",
    "wards_paths",
]
