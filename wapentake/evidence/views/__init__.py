"""Pages and files of evidence."""

from .compared import comparison, indicators
from .public import profile, profile_csv

__all__ = ["comparison", "indicators", "profile", "profile_csv"]
