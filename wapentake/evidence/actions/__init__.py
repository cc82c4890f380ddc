"""What happens to readings."""

from .files import apply_file, discard_file, stage_file
from .fitting import fit_everything

__all__ = ["apply_file", "discard_file", "fit_everything", "stage_file"]
