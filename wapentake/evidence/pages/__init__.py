"""What pages of evidence show."""

from .compared import ComparisonPage, IndicatorsPage, comparison_page, comparison_paths, indicators_page
from .files import FilePage, FilesAsked, FilesPage, KnownPage, file_href, file_page, files_page, known_page
from .profile import Group, ProfilePage, WardMapped, profile_page, profile_paths
from .readings import Asked, FigureLine, asked_for, every_figure

__all__ = [
    "Asked",
    "ComparisonPage",
    "FigureLine",
    "FilePage",
    "FilesAsked",
    "FilesPage",
    "Group",
    "IndicatorsPage",
    "KnownPage",
    "ProfilePage",
    "WardMapped",
    "asked_for",
    "comparison_page",
    "comparison_paths",
    "every_figure",
    "file_href",
    "file_page",
    "files_page",
    "indicators_page",
    "known_page",
    "profile_page",
    "profile_paths",
]
