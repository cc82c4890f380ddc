"""What happens to places. Every act takes `by=` (None: the system itself) and leaves one audit record."""

from .boundaries import draw_schematic_boundaries, load_boundary_set, recompute_wards, switch_boundary_set
from .council import change_ward, confirm_cover, move_ward_to_locality, rename_locality, set_up_council
from .postcodes import PostcodeLoad, load_outward_codes, load_postcodes

__all__ = [
    "PostcodeLoad",
    "change_ward",
    "confirm_cover",
    "draw_schematic_boundaries",
    "load_boundary_set",
    "load_outward_codes",
    "load_postcodes",
    "move_ward_to_locality",
    "recompute_wards",
    "rename_locality",
    "set_up_council",
    "switch_boundary_set",
]
