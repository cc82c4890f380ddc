"""What happens to places. Every act takes `by=` (None: the system itself) and leaves one audit record."""

from .boundaries import draw_schematic_boundaries, load_boundary_set, recompute_wards, switch_boundary_set
from .council import change_ward, confirm_cover, move_ward_to_locality, rename_locality, set_up_council
from .ended import end_listed_postcodes
from .groups import (
    add_locality,
    add_named_place,
    add_parish,
    change_named_place,
    change_parish,
    describe_cluster,
    end_group,
    set_cluster_wards,
    start_cluster,
)
from .postcodes import PostcodeLoad, load_outward_codes, load_postcodes

__all__ = [
    "PostcodeLoad",
    "add_locality",
    "add_named_place",
    "add_parish",
    "change_named_place",
    "change_parish",
    "change_ward",
    "confirm_cover",
    "describe_cluster",
    "draw_schematic_boundaries",
    "end_group",
    "end_listed_postcodes",
    "load_boundary_set",
    "load_outward_codes",
    "load_postcodes",
    "move_ward_to_locality",
    "recompute_wards",
    "rename_locality",
    "set_cluster_wards",
    "set_up_council",
    "start_cluster",
    "switch_boundary_set",
]
