"""Headings and lines of a file of text, a spreadsheet in XLSX or in ODS; never the whole of it in memory."""

import csv
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from wapentake.foundation.files import MEGABYTE, BadFile, check_file, lines_of
from wapentake.foundation.tables import Bounds, Table, reading, separator_of

Line = tuple[int, list[str]]
MOST_BYTES = 2_000 * MEGABYTE
LONGEST_LINE = 20_000
MOST_COLUMNS = 300
TITLES_BEFORE = 10
SPREADSHEETS = (".xlsx", ".ods")
# What the command reads of a spreadsheet, and what is read while somebody waits for a page.
WIDE = Bounds(
    megabytes=200, unpacked=800, text=400, memory=2_000, lines=1_048_576, columns=MOST_COLUMNS, cells=12_000_000,
    seconds=300,
)  # fmt: skip
AT_THE_DESK = Bounds(
    unpacked=250, text=120, memory=800, lines=300_000, columns=MOST_COLUMNS, cells=4_000_000, seconds=60
)
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Sheet:
    """A file's headings and its lines below them. `lines()` begins anew each time."""

    path: Path
    headings: tuple[str, ...]
    after: int  # the number of the line on which the headings stand
    table: Table | None = None
    separator: str = ","

    def lines(self) -> Iterator[Line]:
        """Yield each line's number and cells; raises `BadFile` where it cannot be split."""
        if self.table:
            yield from ((number, self._filled(cells)) for number, cells in self.table.lines())
            return
        for number, cells in _split(self.path, self.separator):
            if number > self.after:
                yield number, cells

    def sample(self) -> list[str]:
        """Return the cells of the first line below the headings, as examples."""
        return [cell.strip()[:60] for cell in next(self.lines(), (0, []))[1]]

    def total(self) -> int:
        """Return about how many lines there are, for telling how far the reading is."""
        with (self.table.path if self.table else self.path).open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(MEGABYTE), b""))

    def _filled(self, cells: list[str]) -> list[str]:
        """Return a spreadsheet's row as long as the headings: it leaves out empty cells at its end."""
        return [*cells, *[""] * (len(self.headings) - len(cells))]


def open_sheet(path: Path, bounds: Bounds = WIDE) -> Sheet:
    """Find the headings of a file: the first line with two cells or more, titles may stand above. Raises `BadFile`."""
    if path.suffix.lower() in SPREADSHEETS and path.is_file():
        return _spreadsheet(path, bounds)
    check_file(path, most=MOST_BYTES)
    _no_binary(path)
    lines = islice(lines_of(path, most=MOST_BYTES, longest=LONGEST_LINE), TITLES_BEFORE)
    separator = separator_of(lines, least=2)
    for _, (number, cells) in zip(range(TITLES_BEFORE), _split(path, separator), strict=False):
        if sum(bool(cell.strip()) for cell in cells) > 1:
            return Sheet(path, _sound(path, number, cells), number, separator=separator)
    raise BadFile(path.name, "line 1", "No row of headings was found: name the columns in the first row.")


def _spreadsheet(path: Path, bounds: Bounds) -> Sheet:
    with path.open("rb") as file:
        beginning = file.read(4)
    if beginning and not beginning.startswith(b"PK"):
        raise BadFile(path.name, "", f"The file is not what its ending {path.suffix} says. Save it again.")
    opened = reading(path, least=2, bounds=bounds)
    table = opened.__enter__()
    sheet = Sheet(path, _sound(path, 1, table.headings), 0, table)
    weakref.finalize(sheet, opened.__exit__)
    return sheet


def _no_binary(path: Path) -> None:
    with path.open("rb") as file:
        beginning = file.read(4_096)
    if beginning.startswith(OLD_EXCEL):
        raise BadFile(path.name, "", "This is a workbook of an old Excel (XLS). Save it as XLSX or as CSV UTF-8.")
    if b"\0" in beginning:
        raise BadFile(path.name, "line 1", "It holds a NUL byte: this is not a file of text.")


def _sound(path: Path, number: int, cells: list[str]) -> tuple[str, ...]:
    headings = tuple(cell.strip() or f"Column {place}" for place, cell in enumerate(cells, 1))
    if len(headings) > MOST_COLUMNS:
        raise BadFile(path.name, f"line {number}", f"It has {len(headings)} columns; the most is {MOST_COLUMNS}.")
    if twice := next((name for name in headings if headings.count(name) > 1), None):
        raise BadFile(path.name, f"line {number}", f"Two columns are called {twice}.")
    return headings


def _split(path: Path, separator: str) -> Iterator[Line]:
    reader = csv.reader(lines_of(path, most=MOST_BYTES, longest=LONGEST_LINE), strict=True, delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise BadFile(path.name, f"line {reader.line_num}", f"It cannot be split into cells ({error}).") from error
