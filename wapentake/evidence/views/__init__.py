"""Pages and files of evidence."""

from .compared import comparison, indicators
from .desk import add_file, apply_file, discard_file, file, files, known
from .public import profile, profile_csv, profile_pdf

__all__ = [
    "add_file",
    "apply_file",
    "comparison",
    "discard_file",
    "file",
    "files",
    "indicators",
    "known",
    "profile",
    "profile_csv",
    "profile_pdf",
]
