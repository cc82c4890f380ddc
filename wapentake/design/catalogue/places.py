"""A made-up place, its shape and its wards: no real boundary is drawn here."""

from typing import Any

from wapentake.design import pictures as p

SHAPE = p.Outline("M40 20L120 4L176 52L196 128L132 188L58 176L6 108Z", (0, 0, 200, 196))
BLOCKS = ("M4 4H96V76L60 96H4Z", "M100 4H196V96H132L100 76Z", "M4 100H60L96 80L128 100V196H4Z", "M132 100H196V196H132Z")
NAMES = ("Abbey", "Brook", "Castle and Common", "Dale")
LABELS = ((44.0, 52.0), (150.0, 52.0), (62.0, 152.0), (164.0, 152.0))


def places() -> dict[str, Any]:
    """The outline and the map."""
    named = enumerate(zip(NAMES, BLOCKS, LABELS, strict=True))
    areas = tuple(p.WardArea(i + 1, name, "#ward", path, i % 3, label) for i, (name, path, label) in named)
    return {"shape": SHAPE, "map": p.WardMap(areas, ("North", "Central", "South"), (-2, -2, 204, 204))}
