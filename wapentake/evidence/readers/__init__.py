"""Files of readings."""

from .layouts import MAPPED, Opened, open_file
from .lookups import LookupFile, read_lookup
from .sheets import AT_THE_DESK

__all__ = ["AT_THE_DESK", "MAPPED", "LookupFile", "Opened", "open_file", "read_lookup"]
