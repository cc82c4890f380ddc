"""Which of an indicator's figures stands for it where wards are compared."""

from ..states import Unit
from .fitting import TENTHS


def standing_category(unit: str) -> str:
    """Return the category whose figure stands for an indicator: its total, or the areas that are most deprived.

    Ranks and deciles are never averaged: areas in England's most deprived tenth are counted, or those of decile 1.
    """
    return {Unit.RANK.value: TENTHS[0][1], Unit.DECILE.value: "1"}.get(unit, "")
