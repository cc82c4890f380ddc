"""Files of readings."""

from .layouts import Opened, open_file

__all__ = ["Opened", "open_file"]
