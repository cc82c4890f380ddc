"""Which layout a file has, told by its headings; then row after row, and never the whole file in memory."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from wapentake.foundation.files import MEGABYTE, BadFile, Source, check_file, hash_of, lines_of

from ..rules import Row
from ..states.catalogue import IndicatorInfo
from . import own, police, tables
from .rows import Cells

MOST_BYTES = 2_000 * MEGABYTE
LONGEST_LINE = 20_000
MOST_COLUMNS = 300
KNOWN = (
    "a month of data.police.uk’s street-level crime, the indices of deprivation of 2019 or 2025 by lower super output "
    "area, a long table of Census 2021, FixMyStreet’s monthly counts, or our own export with the columns indicator, "
    "area_code, period, category and value"
)
Reader = Callable[[Iterator[Cells]], Iterator[Row]]


@dataclass(frozen=True)
class Layout:
    """A way in which a publisher lays out a file: its name, its source's key, and what reads it."""

    key: str
    source: str
    read: Reader


@dataclass(frozen=True)
class Opened:
    """A file whose layout is known. `rows()` begins anew each time."""

    path: Path
    source: Source
    layout: Layout
    headings: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """Yield the rows; raises `BadFile` at the first bad line."""
        return self.layout.read(_cells(self.path, self.headings))


def open_file(path: Path, source: str = "") -> Opened:
    """Recognise a file by its headings. `source` is the key of its source where the file may be of several.

    Raises `BadFile` where the file is no text, or has headings that no layout has.
    """
    check_file(path, most=MOST_BYTES)
    headings = _headings(path)
    layout = _layout(headings, source)
    if layout is None:
        shown = ", ".join(headings[:8])
        raise BadFile(path.name, "line 1", f"Its columns ({shown}) are those of no layout that is known: {KNOWN}.")
    if source and layout.source and layout.source != source:
        raise BadFile(path.name, "line 1", f"Its columns are those of {layout.source}, not of {source}.")
    return Opened(path, Source(path.name, hash_of(path)), layout, headings)


def _layout(headings: tuple[str, ...], source: str) -> Layout | None:
    names = set(headings)
    if names >= police.HEADINGS:
        return Layout("police street", "police", police.rows_of)
    if names >= {"lsoa21_code", "table", "category", "count"}:
        return Layout("census long", "census-2021", tables.census)
    if names >= {"period", "lsoa", "SHEF_C_CODE", "reports"}:
        return Layout("fixmystreet monthly", "fixmystreet", tables.street_reports)
    if names >= own.HEADINGS:
        return Layout("own", source, own.rows_of)
    return _deprivation(headings)


def _deprivation(headings: tuple[str, ...]) -> Layout | None:
    for key, year in (("lsoa21_code", 2025), ("lsoa11_code", 2019)):
        if headings[0] == key:
            columns: dict[str, IndicatorInfo] = tables.deprivation_columns(list(headings), year)
            if columns:
                read = partial(tables.wide, key=key, columns=columns, year=str(year))
                return Layout(f"deprivation {year}", f"imd-{year}", read)
    return None


def _headings(path: Path) -> tuple[str, ...]:
    found = next(_split(path), (0, []))[1]
    headings = tuple(cell.strip() for cell in found)
    if len(headings) > MOST_COLUMNS:
        raise BadFile(path.name, "line 1", f"It has {len(headings)} columns; the most is {MOST_COLUMNS}.")
    twice = next((name for name in headings if name and headings.count(name) > 1), None)
    if twice:
        raise BadFile(path.name, "line 1", f"Two columns are called {twice}.")
    return headings


def _cells(path: Path, headings: tuple[str, ...]) -> Iterator[Cells]:
    lines = _split(path)
    next(lines)
    for number, cells in lines:
        if not any(cells):
            continue
        if len(cells) != len(headings):
            said = f"It has {len(cells)} cells; the headings are {len(headings)}."
            raise BadFile(path.name, f"line {number}", said)
        yield Cells(path.name, number, dict(zip(headings, cells, strict=True)))


def _split(path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines_of(path, most=MOST_BYTES, longest=LONGEST_LINE), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise BadFile(path.name, f"line {reader.line_num}", f"It cannot be split into cells ({error}).") from error
