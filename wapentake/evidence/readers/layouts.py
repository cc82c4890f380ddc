"""Which layout a file has, told by its headings; then row after row, and never the whole file in memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from wapentake.foundation.files import BadFile, Source, hash_of
from wapentake.foundation.tables import Bounds

from ..rules import BadLines, Columns, Faults, Row
from ..states.catalogue import IndicatorInfo
from . import mapped, own, police, tables
from .rows import Cells
from .sheets import WIDE, Sheet, open_sheet

KNOWN = (
    "a month of data.police.uk’s street-level crime, the indices of deprivation of 2019 or 2025 by lower super output "
    "area, a long table of Census 2021, FixMyStreet’s monthly counts, or our own export with the columns indicator, "
    "area_code, period, category and value"
)
Reader = Callable[[Iterator[Cells]], Iterator[Row]]
MAPPED = "columns as named"


@dataclass(frozen=True)
class Layout:
    """A way in which a publisher lays out a file: its name, its source's key, and what reads it.

    Where `strict`, a line about an area that is not the council's is refused, not left out.
    """

    key: str
    source: str
    read: Reader
    strict: bool = False


@dataclass(frozen=True)
class Opened:
    """A file with headings; its layout is None where a person has to name its columns. `rows()` begins anew."""

    sheet: Sheet
    source: Source
    layout: Layout | None

    @property
    def headings(self) -> tuple[str, ...]:
        """The names of its columns."""
        return self.sheet.headings

    def rows(self, faults: Faults | None = None) -> Iterator[Row]:
        """Yield the rows; raises `BadFile` at the first bad line, or takes note of it and goes on at the next."""
        if self.layout is None:
            raise self.unknown()
        lines = _Lines(self.sheet)
        while not lines.over:
            try:
                yield from self.layout.read(lines)
            except BadFile as bad:
                if faults is None or isinstance(bad, BadLines):
                    raise
                faults.take(bad)

    def unknown(self) -> BadFile:
        """Return why a file of a layout that nobody knows cannot be read, and what to do."""
        shown = ", ".join(self.headings[:8])
        said = (
            f"Its columns ({shown}) are those of no layout that is known: {KNOWN}. Add the file at the desk once, "
            "under Evidence, and name its columns there: that is remembered, and the next file is read by itself."
        )
        return BadFile(self.source.name, "line 1", said)

    def read_by(self, columns: Columns, source: str) -> "Opened":
        """Return the file as it is read by what a person said of its columns."""
        layout = Layout(MAPPED, source, partial(mapped.rows_of, columns=columns), strict=not columns.others)
        return replace(self, layout=layout)


def open_file(path: Path, source: str = "", bounds: Bounds = WIDE) -> Opened:
    """Recognise a file by its headings. `source` is the key of its source where the file may be of several.

    Raises `BadFile` where the file cannot be read, or has the headings of another source's layout.
    """
    sheet = open_sheet(path, bounds)
    layout = _layout(sheet.headings, source)
    if layout and source and layout.source and layout.source != source:
        raise BadFile(path.name, "line 1", f"Its columns are those of {layout.source}, not of {source}.")
    return Opened(sheet, Source(path.name, hash_of(path)), layout)


def _layout(headings: tuple[str, ...], source: str) -> Layout | None:
    names = set(headings)
    if names >= police.HEADINGS:
        return Layout("police street", "police", police.rows_of)
    if names >= {"lsoa21_code", "table", "category", "count"}:
        return Layout("census long", "census-2021", tables.census)
    if names >= {"period", "lsoa", "SHEF_C_CODE", "reports"}:
        return Layout("fixmystreet monthly", "fixmystreet", tables.street_reports)
    if names >= own.HEADINGS:
        return Layout("own", source, own.rows_of, strict=True)
    return _deprivation(headings)


def _deprivation(headings: tuple[str, ...]) -> Layout | None:
    for key, year in (("lsoa21_code", 2025), ("lsoa11_code", 2019)):
        if headings[0] == key:
            columns: dict[str, IndicatorInfo] = tables.deprivation_columns(list(headings), year)
            if columns:
                read = partial(tables.wide, key=key, columns=columns, year=str(year))
                return Layout(f"deprivation {year}", f"imd-{year}", read)
    return None


class _Lines(Iterator[Cells]):
    """The lines of a sheet; after a bad one it goes on with the next."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.lines, self.over = sheet, sheet.lines(), False

    def __next__(self) -> Cells:
        name, headings = self.sheet.path.name, self.sheet.headings
        for number, cells in self.lines:
            if not any(cells):
                continue
            if len(cells) != len(headings):
                said = f"It has {len(cells)} cells; the headings are {len(headings)}."
                raise BadFile(name, f"line {number}", said)
            return Cells(name, number, dict(zip(headings, cells, strict=True)))
        self.over = True
        raise StopIteration
