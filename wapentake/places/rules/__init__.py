"""What the places room decides, and the sums behind it. Nothing here writes or reads the clock."""

from .council import CouncilData, EditionData, LocalityData, NamedPlaceData, ParishData, WardData
from .desk import (
    Acting,
    ActingRequest,
    PlaceDetails,
    may_be_called,
    may_change_from,
    may_change_members,
    may_end,
    may_keep_places,
    may_work_together,
)
from .drawings import Drawing, Move
from .geometry import draw, moved, schematic
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
    "Acting",
    "ActingRequest",
    "CouncilData",
    "Drawing",
    "EditionData",
    "LoadedArea",
    "LoadedPostcode",
    "LocalityData",
    "Move",
    "NamedPlaceData",
    "ParishData",
    "PlaceDetails",
    "WardData",
    "draw",
    "may_be_called",
    "may_change_from",
    "may_change_members",
    "may_end",
    "may_end_so_many",
    "may_keep_places",
    "may_load_areas",
    "may_place_so_few",
    "may_set_up",
    "may_switch",
    "may_work_together",
    "moved",
    "schematic",
]
