"""A photo as pages show it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """A photo's two sizes as JPEG bytes, and the width and height of the larger in points."""

    wide: bytes
    small: bytes
    width: int
    height: int
