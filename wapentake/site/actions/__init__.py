"""What happens in the gathered pages' own room: the demonstration borough is loaded."""

from .citing import cite_figures
from .demonstration import STREAM, Loaded, load_demonstration
from .measures import follow_figures

__all__ = ["STREAM", "Loaded", "cite_figures", "follow_figures", "load_demonstration"]
