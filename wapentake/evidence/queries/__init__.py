"""Questions about readings: what was published, and what of it came to which ward."""

from .asked import all_periods, figures_of, indicator_by_key, indicators, latest_periods, periods_of, ward_readings
from .published import (
    Placed,
    chunks_of_points,
    clashes_in,
    differences_of,
    geography_of,
    known_areas,
    period_for,
    shares_by,
    value_of_areas,
    values_by_area,
    weights_of,
)
from .standing import Ground, ground_on, print_of

__all__ = [
    "Ground",
    "Placed",
    "all_periods",
    "chunks_of_points",
    "clashes_in",
    "differences_of",
    "figures_of",
    "geography_of",
    "ground_on",
    "indicator_by_key",
    "indicators",
    "known_areas",
    "latest_periods",
    "period_for",
    "periods_of",
    "print_of",
    "shares_by",
    "value_of_areas",
    "values_by_area",
    "ward_readings",
    "weights_of",
]
