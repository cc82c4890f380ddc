"""A file of progress in the export's own shape, line by line."""

import csv
from pathlib import Path

from wapentake.foundation.files import MEGABYTE, BadFile, lines_of

from ..rules import MOST_LINES
from ..states import CHANGEABLE, NEEDED, PROGRESS_COLUMNS

MOST, LONGEST = 5 * MEGABYTE, 20_000
SHAPE = "Take the list of actions as a file, change it, and give that back."
Line = tuple[int, dict[str, str]]


def read_progress(path: Path) -> list[Line]:
    """Return each line's number and the cells that it has; raises `BadFile`."""
    reader = csv.reader(lines_of(path, most=MOST, longest=LONGEST), strict=True)
    try:
        head = [cell.strip().lower() for cell in next(reader, [])]
        _check_head(path.name, head)
        found: list[Line] = []
        for row in reader:
            if len(found) == MOST_LINES:
                raise BadFile(
                    path.name, f"line {reader.line_num}", f"The most is {MOST_LINES:,} lines: divide the file."
                )
            if any(cell.strip() for cell in row):
                found.append((reader.line_num, _cells(path.name, reader.line_num, head, row)))
    except csv.Error as error:
        raise BadFile(path.name, f"line {reader.line_num}", f"This is not a line of a CSV file ({error}).") from error
    if not found:
        raise BadFile(path.name, "", f"It has headings and no lines. {SHAPE}")
    return found


def _check_head(name: str, head: list[str]) -> None:
    missing = [one for one in NEEDED if one not in head]
    if missing or not set(head) & set(CHANGEABLE):
        wanted = ", ".join(missing or CHANGEABLE)
        raise BadFile(name, "line 1", f"The headings lack {wanted}. {SHAPE}")
    if unknown := [one for one in head if one not in PROGRESS_COLUMNS]:
        raise BadFile(name, "line 1", f"No column of the export is called “{unknown[0][:40]}”. {SHAPE}")
    if len(set(head)) < len(head):
        raise BadFile(name, "line 1", f"A heading stands twice. {SHAPE}")


def _cells(name: str, line: int, head: list[str], row: list[str]) -> dict[str, str]:
    if len(row) != len(head):
        raise BadFile(name, f"line {line}", f"It has {len(row)} cells for {len(head)} headings.")
    return {key: cell for key, cell in zip(head, row, strict=True) if key in CHANGEABLE or key in NEEDED}
