"""Tables in CSV, XLSX and ODS, read within bounds into lines of texts, in a process of their own.

What is refused is refused before it is unpacked: a spreadsheet of a megabyte may hold gigabytes.
"""

import csv
import datetime as dt
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .files import MEGABYTE, BadFile, Source, hash_of, in_a_child

MOST_TIMES = 120
MOST_MEMBERS = 1_000
LONGEST_CELL = 10_000
TITLES_BEFORE = 10
SEPARATORS = ",;\t|"
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

Line = tuple[int, list[str]]


@dataclass(frozen=True)
class Bounds:
    """The most that is read of one table: megabytes of it, unpacked, of text and of memory; lines, columns, cells."""

    megabytes: int = 24
    unpacked: int = 120
    text: int = 80
    memory: int = 400
    lines: int = 60_000
    columns: int = 120
    cells: int = 2_500_000
    seconds: int = 30


USUAL = Bounds()


class Table:
    """A file's headings, where it came from, and its lines, one by one: the whole of it is never in memory."""

    def __init__(self, source: Source, headings: list[str], path: Path) -> None:
        self.source, self.headings, self.path = source, headings, path

    def lines(self) -> Iterator[Line]:
        """Yield the number of each line and its cells."""
        with self.path.open(encoding="utf-8") as file:
            for text in file:
                number, cells = json.loads(text)
                yield number, cells


class reading:
    """Read a file within bounds; raises `BadFile`. What was read is gone afterwards.

    Its headings are the first row with `least` cells: titles may stand above it.
    """

    def __init__(self, path: Path, *, least: int = 3, bounds: Bounds = USUAL) -> None:
        self.path, self.least, self.bounds = path, least, bounds
        self.folder = TemporaryDirectory()

    def __enter__(self) -> Table:
        """Read it in a child with limits of time and memory."""
        try:
            _check_size(self.path, self.bounds)
            into = Path(self.folder.name) / "lines"
            given, most = (str(self.path), str(into), self.least, asdict(self.bounds)), self.bounds
            found = in_a_child(f"{__name__}:read_into", *given, seconds=most.seconds, megabytes=most.memory)
            return Table(Source(self.path.name, hash_of(self.path)), found, into)
        except BaseException:
            self.folder.cleanup()
            raise

    def __exit__(self, *_: object) -> None:
        """Forget what was read."""
        self.folder.cleanup()


def _check_size(path: Path, bounds: Bounds) -> None:
    if not path.is_file():
        raise BadFile(path.name, "", "There is no such file.")
    size = path.stat().st_size
    if not size:
        raise BadFile(path.name, "", "The file is empty.")
    if size > bounds.megabytes * MEGABYTE:
        said = f"It has {size / MEGABYTE:,.0f} MB; the most that is read is {bounds.megabytes} MB."
        raise BadFile(path.name, "", said)


def read_into(path: str, into: str, least: int = 3, most: dict[str, int] | None = None) -> list[str]:
    """Read a file, write its lines after the headings as JSON lines into another, and return the headings."""
    file, bounds = Path(path), Bounds(**(most or {}))
    with file.open("rb") as opened:
        beginning = opened.read(8)
    rows = _spreadsheet(file, bounds) if beginning.startswith(b"PK") else _text(file, beginning, least)
    lines = _bounded(file.name, rows, bounds)
    headings = _headings(file.name, lines, least)
    count = 0
    with open(into, "w", encoding="utf-8") as out:
        for number, cells in lines:
            if any(cells):
                json.dump((number, cells[: len(headings)]), out, ensure_ascii=False)
                out.write("\n")
                count += 1
    if not count:
        raise BadFile(file.name, "", "There are headings and no lines below them.")
    return headings


def _headings(name: str, lines: Iterator[Line], least: int) -> list[str]:
    """Return the first row with that many cells or more: titles may stand above it."""
    for _, cells in islice(lines, TITLES_BEFORE):
        if sum(bool(cell) for cell in cells) >= least:
            while not cells[-1]:
                cells.pop()
            return [cell or f"Column {place}" for place, cell in enumerate(cells, 1)]
    raise BadFile(name, "line 1", "No row of headings was found: name the columns in the first row.")


def _bounded(name: str, rows: Iterable[Line], bounds: Bounds) -> Iterator[Line]:
    """Yield tidy cells, and stop at what is too much."""
    texts = cells_seen = 0
    for count, (number, cells) in enumerate(rows):
        where = f"line {number}"
        if count > bounds.lines:
            raise BadFile(name, where, f"It has too many lines: the most is {bounds.lines:,}. Split the file.")
        if len(cells) > bounds.columns and any(cells[bounds.columns :]):
            raise BadFile(name, where, f"It has too many columns: the most is {bounds.columns}.")
        tidy = [cell.strip() for cell in cells[: bounds.columns]]
        for place, cell in enumerate(tidy, 1):
            if len(cell) > LONGEST_CELL:
                raise BadFile(name, where, f"Column {place} holds more than {LONGEST_CELL:,} characters.")
            if "\0" in cell or any("\ud800" <= mark <= "\udfff" for mark in cell):
                raise BadFile(name, where, f"Column {place} holds a character that is no text.")
        texts += sum(map(len, tidy))
        cells_seen += len(tidy)
        if texts > bounds.text * MEGABYTE or cells_seen > bounds.cells:
            raise BadFile(name, where, "It holds too much text. Split the file.")
        yield number, tidy


# --- CSV ------------------------------------------------------------------------------------------------------------


def _text(path: Path, beginning: bytes, least: int) -> Iterator[Line]:
    encoding = next((name for bom, name in BOMS.items() if beginning.startswith(bom)), "") or _encoding(path)
    csv.field_size_limit(LONGEST_CELL * 2)
    try:
        with path.open(encoding=encoding, newline="") as file:
            separator = separator_of(file.read(20_000).splitlines(), least)
            file.seek(0)
            reader = csv.reader(file, delimiter=separator)
            for cells in reader:
                yield reader.line_num, cells
    except csv.Error as error:
        raise BadFile(path.name, f"line {reader.line_num}", f"It cannot be split into cells ({error}).") from error
    except UnicodeError as error:
        raise BadFile(path.name, "", "Its characters cannot be read. Save the file as CSV UTF-8.") from error


def _encoding(path: Path) -> str:
    """Return UTF-8 if all of it is, otherwise what older spreadsheets write."""
    with path.open("rb") as file:
        if b"\0" in file.read(20_000):
            raise BadFile(path.name, "", "This is not a file of text, nor a spreadsheet in XLSX or ODS.")
    try:
        with path.open(encoding="utf-8") as text:
            while text.read(MEGABYTE):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def separator_of(lines: Iterable[str], least: int) -> str:
    """Return what stands between the cells of the first line with that many, outside quotation marks."""
    for line in lines:
        outside = "".join(line.split('"')[::2])
        best = max(SEPARATORS, key=outside.count)
        if outside.count(best) >= least - 1:
            return best
    return ","


# --- Spreadsheets ---------------------------------------------------------------------------------------------------


def _spreadsheet(path: Path, bounds: Bounds) -> Iterator[Line]:
    from python_calamine import CalamineError, CalamineWorkbook

    _check_unpacked(path, bounds)
    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.height and sheet.start is not None:
                first = sheet.start[0] + 1
                for number, row in enumerate(sheet.iter_rows(), 1 if sheet.height > first else first):
                    yield number, [_cell(value) for value in row]
                return
    except (CalamineError, ValueError) as error:
        raise BadFile(path.name, "", "This spreadsheet cannot be read: open it and save it again.") from error
    raise BadFile(path.name, "", "The spreadsheet is empty.")


def _check_unpacked(path: Path, bounds: Bounds) -> None:
    """Refuse what is too large when unpacked, by what it declares and by what comes out, before anything reads it."""
    too_much = BadFile(path.name, "", "It is too large when unpacked: save only the sheet that is wanted, as CSV.")
    broken = BadFile(path.name, "", "This is not a whole spreadsheet in XLSX or ODS: open it and save it again.")
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
            declared = sum(member.file_size for member in members)
            most = min(bounds.unpacked * MEGABYTE, max(MEGABYTE, path.stat().st_size * MOST_TIMES))
            if len(members) > MOST_MEMBERS or declared > most:
                raise too_much
            left, rows, cells = most, bounds.lines, bounds.cells
            for block in _unpacked(packed, members):
                left -= len(block)
                rows -= block.count(b"<row ") + block.count(b"<table:table-row")
                cells -= block.count(b"<c ") + block.count(b"<c>") + block.count(b"<table:table-cell")
                if min(left, rows, cells) < 0:
                    raise too_much
                if b"<!DOCTYPE" in block or b"<!ENTITY" in block or b"encryption-data" in block:
                    raise broken
    except BadFile:
        raise
    except Exception as error:
        # Whatever a damaged archive makes of its reader, it is a damaged archive.
        raise broken from error


def _unpacked(packed: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[bytes]:
    """Yield what really comes out of an archive, in pieces."""
    for member in members:
        with packed.open(member) as opened:
            while block := opened.read(MEGABYTE):
                yield block


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return f"{round(value, 2):.2f}".removesuffix(".00") if abs(value - round(value, 2)) < 1e-6 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)
