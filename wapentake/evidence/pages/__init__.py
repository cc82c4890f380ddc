"""What pages of evidence show."""

from .compared import ComparisonPage, IndicatorsPage, comparison_page, comparison_paths, indicators_page
from .files import FilePage, FilesAsked, FilesPage, KnownPage, file_href, file_page, files_page, known_page
from .findings import (
    FindingPage,
    FindingsPage,
    WardFindings,
    finding_page,
    findings_page,
    narrowed_findings,
    ward_findings,
)
from .profile import Group, ProfilePage, WardMapped, profile_page, profile_paths
from .readings import Asked, FigureLine, asked_for, every_figure
from .side_by_side import SideBySidePage, side_by_side

__all__ = [
    "Asked",
    "ComparisonPage",
    "FigureLine",
    "FilePage",
    "FilesAsked",
    "FilesPage",
    "FindingPage",
    "FindingsPage",
    "Group",
    "IndicatorsPage",
    "KnownPage",
    "ProfilePage",
    "SideBySidePage",
    "WardFindings",
    "WardMapped",
    "asked_for",
    "comparison_page",
    "comparison_paths",
    "every_figure",
    "file_href",
    "file_page",
    "files_page",
    "finding_page",
    "findings_page",
    "indicators_page",
    "known_page",
    "narrowed_findings",
    "profile_page",
    "profile_paths",
    "side_by_side",
    "ward_findings",
]
