"""What pages of evidence show."""

from .readings import Asked, asked_for

__all__ = ["Asked", "asked_for"]
