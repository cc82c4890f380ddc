"""What is read from outside."""

from .bounces import called_back, came_back, read_bounces
from .machines import is_machine
from .photos import photo_sizes

__all__ = ["called_back", "came_back", "is_machine", "photo_sizes", "read_bounces"]
