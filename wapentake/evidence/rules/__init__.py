"""Who may bring readings in, and how they come to the wards."""

from .expected import missing_words
from .files import (
    MOST_LINES,
    each_area_once,
    may_apply,
    may_apply_once,
    may_keep_readings,
    may_read_here,
    may_stage,
    print_of_file,
    words_of,
)
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
from .standing import is_ranked, standing_category
from .to_wards import to_wards

__all__ = [
    "AREAS_OF_ENGLAND",
    "MOST_LINES",
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
    "is_ranked",
    "may_apply",
    "may_apply_once",
    "may_fit_by",
    "may_keep_readings",
    "may_read_here",
    "may_stage",
    "methods_for",
    "missing_words",
    "print_of_file",
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
