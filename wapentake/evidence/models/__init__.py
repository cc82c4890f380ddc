"""Readings and where they come from: what was published, for which area and period, and how it came to the wards."""

from .catalogue import Indicator, Source
from .figures import Figure, Reading, StagedReading
from .files import ReadingFile
from .fitted import AreaShare, Fitting, WardReading

__all__ = [
    "AreaShare",
    "Figure",
    "Fitting",
    "Indicator",
    "Reading",
    "ReadingFile",
    "Source",
    "StagedReading",
    "WardReading",
]
