"""Street-level crime as data.police.uk publishes it: a file a month, a line a crime. No line has a name in it."""

from collections.abc import Iterator

from wapentake.foundation.files import BadFile

from ..rules import Row
from ..states import Geography
from .rows import LSOA, Cells

HEADINGS = {
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Crime type",
}  # fmt: skip
# Great Britain in degrees, with room.
WEST, EAST, SOUTH, NORTH = -9.0, 3.0, 49.0, 61.5


def rows_of(lines: Iterator[Cells]) -> Iterator[Row]:
    """Yield a row for each crime. Anti-social behaviour has no ID, and lines without a place are counted unplaced."""
    for cells in lines:
        longitude, latitude = _point(cells)
        area = cells.by["LSOA code"].strip()
        if area and not LSOA.fullmatch(area):
            raise cells.bad("LSOA code", "this is not the code of a lower super output area, like E01007694.")
        yield Row(
            cells.line, "crime", Geography.POINT, area, cells.month("Month"), cells.text("Crime type"), 1.0,
            longitude, latitude,
        )  # fmt: skip


def _point(cells: Cells) -> tuple[float | None, float | None]:
    if not cells.by["Longitude"].strip() and not cells.by["Latitude"].strip():
        return None, None
    longitude, latitude = cells.number("Longitude"), cells.number("Latitude")
    if WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH:
        return longitude, latitude
    if WEST <= latitude <= EAST and SOUTH <= longitude <= NORTH:
        raise BadFile(cells.name, f"line {cells.line}", "Longitude and latitude are swapped.")
    raise cells.bad("Longitude", f"with latitude {latitude:g} it does not lie in Great Britain.")
