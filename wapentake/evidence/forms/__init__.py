"""What the evidence room asks at the desk."""

from .files import ReadingFileForm

__all__ = ["ReadingFileForm"]
