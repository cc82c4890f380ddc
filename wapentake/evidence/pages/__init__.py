"""What pages of evidence show."""

from .profile import ProfilePage, profile_page, profile_paths
from .readings import Asked, FigureLine, asked_for, every_figure

__all__ = ["Asked", "FigureLine", "ProfilePage", "asked_for", "every_figure", "profile_page", "profile_paths"]
