"""Files of readings."""

from .layouts import MAPPED, Opened, open_file
from .sheets import AT_THE_DESK

__all__ = ["AT_THE_DESK", "MAPPED", "Opened", "open_file"]
