"""Evidence as files."""

from .findings import (
    findings_csv,
)
from .profile import profile_pdf
from .readings import NOT_PLACED, faults_csv, profile_csv, readings_csv

__all__ = [
    "NOT_PLACED",
    "faults_csv",
    "findings_csv",
    "profile_csv",
    "profile_pdf",
    "readings_csv",
]
