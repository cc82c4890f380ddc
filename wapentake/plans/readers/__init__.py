"""Files that people give to the plans room."""

from .progress import read_progress

__all__ = ["read_progress"]
