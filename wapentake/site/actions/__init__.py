"""What happens in the gathered pages' own room: the demonstration borough is loaded."""

from .demonstration import Loaded, load_demonstration

__all__ = ["Loaded", "load_demonstration"]
