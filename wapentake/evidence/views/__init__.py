"""Pages and files of evidence."""

from .columns import add_indicator, name_columns, name_indicators
from .compared import comparison, indicators
from .desk import add_file, apply_file, discard_file, faults_csv, file, files, known, withdraw_file
from .findings import (
    finding,
    findings,
    findings_csv,
    record_finding,
    replace_finding,
    withdraw_finding,
)
from .public import profile, profile_csv, profile_pdf
from .side_by_side import side_by_side

__all__ = [
    "add_file",
    "add_indicator",
    "apply_file",
    "comparison",
    "discard_file",
    "faults_csv",
    "file",
    "files",
    "finding",
    "findings",
    "findings_csv",
    "indicators",
    "known",
    "name_columns",
    "name_indicators",
    "profile",
    "profile_csv",
    "profile_pdf",
    "record_finding",
    "replace_finding",
    "side_by_side",
    "withdraw_file",
    "withdraw_finding",
]
