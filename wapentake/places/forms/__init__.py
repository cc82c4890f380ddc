"""What people type about places, made into clean values."""

from .postcode import PostcodeForm

__all__ = ["PostcodeForm"]
