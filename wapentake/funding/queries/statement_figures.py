"""The figures of an infrastructure funding statement that were entered and stand. Pence."""

from collections import Counter
from collections.abc import Callable

from django.db.models import QuerySet

from wapentake.foundation.calendars import FinancialYear

from ..models import StatementFigure
from ..states.infrastructure import Figure

ORDER = list(Figure)


def statement_figures(year: FinancialYear) -> list[StatementFigure]:
    """Return a year's figures that stand, in the order of the Schedule, then by what they name. One query."""
    rows = standing_figures(year).select_related("parish", "by")
    return sorted(rows, key=lambda row: (ORDER.index(Figure(row.figure)), str(row.parish or ""), row.item))


def standing_figures(year: FinancialYear) -> QuerySet[StatementFigure]:
    """Return a year's figures that nothing has replaced."""
    return StatementFigure.objects.filter(year=year.starts_in, replaced_at=None)


def sums_of_figures(rows: list[StatementFigure]) -> dict[Figure, int]:
    """Return what each figure comes to; one that nobody entered is not in it."""
    return _added(rows, lambda row: row.pence)


def numbers_of_figures(rows: list[StatementFigure]) -> dict[Figure, int]:
    """Return how many of each thing that is counted and no money; one that nobody entered is not in it."""
    return _added([row for row in rows if row.number is not None], lambda row: row.number or 0)


def _added(rows: list[StatementFigure], part: Callable[[StatementFigure], int]) -> dict[Figure, int]:
    found: Counter[Figure] = Counter()
    for row in rows:
        found[Figure(row.figure)] += part(row)
    return dict(found)
