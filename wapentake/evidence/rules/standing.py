"""Which of an indicator's figures stands for it where wards are compared."""

from ..states import Unit
from .fitting import TENTHS


def is_ranked(unit: str) -> bool:
    """Say whether a ward's rank means something. Wards differ in size: a count says most of all how large one is.

    Areas that are most deprived are counted too, but each is made of much the same number of people.
    """
    return unit != Unit.COUNT


def standing_category(unit: str) -> str:
    """Return the category whose figure stands for an indicator: its total, or the areas that are most deprived.

    Ranks and deciles are never averaged: areas in England's most deprived tenth are counted, or those of decile 1.
    """
    return {Unit.RANK.value: TENTHS[0][1], Unit.DECILE.value: "1"}.get(unit, "")
