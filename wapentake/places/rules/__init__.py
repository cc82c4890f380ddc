"""What the places room decides, and the sums behind it. Nothing here writes or reads the clock."""

from .council import CouncilData, EditionData, LocalityData, NamedPlaceData, ParishData, WardData
from .shapes import Drawing, Move, draw, moved, schematic
from .verdicts import (
    LoadedArea,
    LoadedPostcode,
    may_end_so_many,
    may_load_areas,
    may_place_so_few,
    may_set_up,
    may_switch,
)

__all__ = [
    "CouncilData",
    "Drawing",
    "EditionData",
    "LoadedArea",
    "LoadedPostcode",
    "LocalityData",
    "Move",
    "NamedPlaceData",
    "ParishData",
    "WardData",
    "draw",
    "may_end_so_many",
    "may_load_areas",
    "may_place_so_few",
    "may_set_up",
    "may_switch",
    "moved",
    "schematic",
]
