"""What happens to readings."""

from .catalogue import add_indicator
from .files import APPLY, apply_file, discard_file, queue_file, stage_file, stop_file, withdraw_file
from .findings import (
    record_finding,
    replace_finding,
    withdraw_finding,
)
from .fitting import fit_everything
from .kept import READ, keep_file, name_columns, refuse_file, remember_columns, stage_kept
from .lookups import LookupChange, load_lookup

__all__ = [
    "APPLY",
    "READ",
    "LookupChange",
    "add_indicator",
    "apply_file",
    "discard_file",
    "fit_everything",
    "keep_file",
    "load_lookup",
    "name_columns",
    "queue_file",
    "record_finding",
    "refuse_file",
    "remember_columns",
    "replace_finding",
    "stage_file",
    "stage_kept",
    "stop_file",
    "withdraw_file",
    "withdraw_finding",
]
