"""Readings and where they come from: what was published, for which area and period, and how it came to the wards."""

from .catalogue import Indicator, Source
from .figures import Figure, Reading, ReplacedReading, StagedReading
from .files import KeptFile, LayoutMapping, LineFault, LoadProgress, ReadingFile
from .findings import (
    Finding,
)
from .fitted import AreaShare, Fitting, WardReading
from .lookups import AreaLookup

__all__ = [
    "AreaLookup",
    "AreaShare",
    "Figure",
    "Finding",
    "Fitting",
    "Indicator",
    "KeptFile",
    "LayoutMapping",
    "LineFault",
    "LoadProgress",
    "Reading",
    "ReadingFile",
    "ReplacedReading",
    "Source",
    "StagedReading",
    "WardReading",
]
