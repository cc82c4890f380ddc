"""Who may bring readings in, and how they come to the wards."""

from .files import each_area_once, may_apply, may_keep_readings, may_stage, words_of
from .fitting import (
    AREAS_OF_ENGLAND,
    NOWHERE,
    TENTHS,
    Fitted,
    Standing,
    best_fit,
    by_category,
    divide,
    fit_counts,
    fit_means,
    ranks,
    round_to_total,
    some_of,
    standings,
    tenths,
    totals,
    values_of_wards,
)
from .methods import may_fit_by, methods_for
from .rows import Row
from .standing import standing_category
from .to_wards import to_wards

__all__ = [
    "AREAS_OF_ENGLAND",
    "NOWHERE",
    "TENTHS",
    "Fitted",
    "Row",
    "Standing",
    "best_fit",
    "by_category",
    "divide",
    "each_area_once",
    "fit_counts",
    "fit_means",
    "may_apply",
    "may_fit_by",
    "may_keep_readings",
    "may_stage",
    "methods_for",
    "ranks",
    "round_to_total",
    "some_of",
    "standing_category",
    "standings",
    "tenths",
    "to_wards",
    "totals",
    "values_of_wards",
    "words_of",
]
