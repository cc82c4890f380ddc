"""Boundaries from a GeoJSON file, read within limits of time and memory."""

from pathlib import Path

from wapentake.foundation.files import BadFile, Source, check_file, hash_of, in_a_child

from ..rules import LoadedArea
from ..states import AreaKind
from .limits import MOST_BYTES

PATTERNS = {
    AreaKind.WARD: r"E05\d{6}",
    AreaKind.PARISH: r"E04\d{6}",
    AreaKind.LSOA: r"E01\d{6}",
    AreaKind.OTHER: r"E\d{8}",
}


def read_boundaries(path: Path, kind: AreaKind, council: str) -> tuple[list[LoadedArea], Source]:
    """Return the areas of a file and the file as a source; raises `BadFile` with feature and reason."""
    check_file(path, most=MOST_BYTES)
    source = Source(path.name, hash_of(path))
    found = in_a_child(
        "wapentake.places.readers.geojson:read_areas", str(path.resolve()), PATTERNS[kind], council, megabytes=400
    )
    if source.sha256 != hash_of(path):
        raise BadFile(path.name, "", "The file was changed while it was read. Try again.")
    return [LoadedArea(*row) for row in found], source
