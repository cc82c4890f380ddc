"""Pages and files of evidence."""

from .public import profile, profile_csv

__all__ = ["profile", "profile_csv"]
