"""Lookups of areas, told by their headings: ours or those of the Office for National Statistics."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wapentake.foundation.files import MEGABYTE, BadFile, Source, check_file, hash_of, lines_of

from ..states import LookupKind

MOST_BYTES = 50 * MEGABYTE
OLD, NEW, WARD = (
    re.compile(pattern, re.IGNORECASE)
    for pattern in (r"lsoa11_code|LSOA11CD", r"lsoa21_code|LSOA21CD", r"ward\d\d_code|WD\d\dCD")
)
AREA_CODE, WARD_CODE = re.compile(r"E01\d{6}"), re.compile(r"E05\d{6}")
KNOWN = (
    "a lookup has the columns LSOA11CD and LSOA21CD, or LSOA21CD and the ward’s, such as WD24CD "
    "(lsoa11_code, lsoa21_code and ward24_code are read too)"
)


@dataclass(frozen=True)
class LookupFile:
    """A lookup that was read whole: its kind, and its pairs with the line of each."""

    source: Source
    kind: LookupKind
    pairs: dict[tuple[str, str], int]


def read_lookup(path: Path) -> LookupFile:
    """Read a lookup; raises `BadFile` at the first bad line, or where its headings are those of no lookup."""
    check_file(path, most=MOST_BYTES)
    rows = _rows(path)
    _, headings = next(rows, (1, []))
    kind, places = _kind(path.name, headings)
    pairs: dict[tuple[str, str], int] = {}
    wards: dict[str, tuple[int, str]] = {}
    for line, cells in rows:
        if len(cells) != len(headings):
            raise BadFile(path.name, f"line {line}", f"It has {len(cells)} cells; the headings are {len(headings)}.")
        code, into = (cells[place].strip() for place in places)
        _demand_codes(path.name, line, kind, code, into)
        before = wards.setdefault(code, (line, into))
        if kind == LookupKind.WARDS and before[1] != into:
            said = f"It puts {code} in {into}, and line {before[0]} puts it in {before[1]}: keep one of them."
            raise BadFile(path.name, f"line {line}", said)
        pairs[code, into] = line
    return LookupFile(Source(path.name, hash_of(path)), kind, pairs)


def _kind(name: str, headings: list[str]) -> tuple[LookupKind, tuple[int, int]]:
    old, new, ward = (
        next((place for place, one in enumerate(headings) if pattern.fullmatch(one.strip())), None)
        for pattern in (OLD, NEW, WARD)
    )
    if new is not None and ward is not None:
        return LookupKind.WARDS, (new, ward)
    if new is not None and old is not None:
        return LookupKind.AREAS, (old, new)
    raise BadFile(name, "line 1", f"Its columns ({', '.join(headings[:8])}) are those of no lookup: {KNOWN}.")


def _demand_codes(name: str, line: int, kind: LookupKind, code: str, into: str) -> None:
    if not AREA_CODE.fullmatch(code):
        raise BadFile(name, f"line {line}", f"“{code[:40]}” is not the code of a small area, like E01007694.")
    to_wards = kind == LookupKind.WARDS
    wanted, like = (WARD_CODE, "of a ward, like E05012996") if to_wards else (AREA_CODE, "of a small area")
    if not wanted.fullmatch(into):
        raise BadFile(name, f"line {line}", f"“{into[:40]}” is not the code {like}.")


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines_of(path, most=MOST_BYTES, longest=20_000), strict=True)
    try:
        for cells in reader:
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise BadFile(path.name, f"line {reader.line_num}", f"It cannot be split into cells ({error}).") from error
