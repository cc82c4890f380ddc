"""The lines of a file of past awards that were refused, with their reasons, to be corrected and added again."""

from collections.abc import Iterator

from .. import queries
from ..models import AwardImport, ImportLine
from ..pages import said_of
from ..states.imports import Outcome
from .cells import Value, csv_lines


def refused_lines(found: AwardImport) -> Iterator[str]:
    """Yield the refused lines in the file's own columns, with their number and what to do, in constant memory."""
    lines = queries.lines_of(found, Outcome.REFUSED).iterator(chunk_size=500)
    yield from csv_lines(["Line in the file", "What to do", *found.headings], (_row(found, line) for line in lines))


def _row(found: AwardImport, line: ImportLine) -> list[Value]:
    missing = [""] * (len(found.headings) - len(line.cells))
    return [str(line.number), " ".join(map(said_of, line.problems)), *line.cells, *missing]
