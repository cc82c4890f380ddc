"""The figures that a priority cites."""

from ..models import Citation, Priority


def citations_of(priority: Priority) -> list[Citation]:
    """Return what a priority cites, in the order in which it was cited."""
    return list(priority.citations.select_related("indicator__source").order_by("pk"))
