"""What the pages of places show."""

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
    "EarlierPage",
    "FindPage",
    "WardsPage",
    "earlier_page",
    "earlier_paths",
    "find_page",
    "wards_page",
    "wards_paths",
]
