"""Findings as a file."""

from collections.abc import Iterable, Iterator

from ..models import Finding
from .readings import csv_of

FINDING_COLUMNS = (
    "Number", "What is known", "Topic", "Who knows it", "Source", "How sure", "Wards", "Where", "So on",
    "Look at it again on", "Stands", "Who may read it",
)  # fmt: skip


def findings_csv(rows: Iterable[Finding]) -> Iterator[str]:
    """Yield findings as CSV, a line each."""
    return csv_of(FINDING_COLUMNS, map(_finding_cells, rows))


def _finding_cells(row: Finding) -> list[str | float | None]:
    return [
        row.pk, row.text, row.get_topic_display(), row.get_said_by_display(), row.source,
        row.get_confidence_display(), "; ".join(ward.name for ward in row.wards.all()), row.place,
        row.known_on.isoformat(), row.look_again_on.isoformat(), row.get_state_display(),
        "Everybody" if row.public else "Councillors and officers",
    ]  # fmt: skip
