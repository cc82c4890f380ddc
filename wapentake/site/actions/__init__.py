"""What happens in the gathered pages' own room: the demonstration borough is loaded."""

from .demonstration import STREAM, Loaded, load_demonstration

__all__ = ["STREAM", "Loaded", "load_demonstration"]
