"""An area as it is drawn, and what became of it between two sets of boundaries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """An area drawn in a box of 1000 units wide: its path, its own box and where its number stands."""

    path: str
    left: float
    top: float
    width: float
    height: float
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Move:
    """What became of one area between two sets. Hectares that it gained from others and lost to others."""

    code: str
    name: str
    kind: str  # "added", "removed", "moved" or "same"
    gained: float = 0.0
    lost: float = 0.0

    @property
    def words(self) -> str:
        if self.kind == "added":
            return f"{self.name} ({self.code}) is new, with {self.gained:,.0f} hectares."
        if self.kind == "removed":
            return f"{self.name} ({self.code}) is gone, with {self.lost:,.0f} hectares."
        if self.kind == "same":
            return f"{self.name} ({self.code}) stays as it is."
        return f"{self.name} ({self.code}) gains {self.gained:,.1f} and loses {self.lost:,.1f} hectares."
