"""Words and readers of the mails of this room."""

from .subscribers import confirmation

__all__ = ["confirmation"]
