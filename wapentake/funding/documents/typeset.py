"""Data and a template of this room to PDF/UA-1."""

from pathlib import Path
from typing import Any

from wapentake.design import typeset as design

TEMPLATES = Path(__file__).parent.parent / "typst"


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """Return the PDF/UA-1 of a template of this room, by its name."""
    return design.typeset(TEMPLATES / f"{template}.typ", data)
