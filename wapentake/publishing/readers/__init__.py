"""What is read from outside."""

from .photos import photo_sizes

__all__ = ["photo_sizes"]
