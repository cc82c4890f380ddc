"""A point as people write it: latitude and longitude, or an easting and a northing of the British National Grid."""

import re

NUMBERS = re.compile(r"-?\d{1,7}(?:\.\d{1,12})?")
GRID = 1_000  # degrees are smaller, eastings and northings of England are larger
EAST, NORTH = 700_000, 1_300_000


class BadPoint(ValueError):
    """A point that cannot be read. Its message says what to do."""


def read_point(text: str) -> tuple[float, float] | None:
    """Return longitude and latitude in degrees (WGS 84), or nothing for an empty text. Raises `BadPoint`."""
    if not text.strip():
        return None
    found = NUMBERS.findall(text)
    if len(found) != 2 or re.sub(r"[\s,;]|" + NUMBERS.pattern, "", text):
        raise BadPoint("Write two numbers: latitude and longitude, or easting and northing")
    first, second = float(found[0]), float(found[1])
    if first > GRID and second > GRID:
        return _from_grid(first, second)
    if not (49 <= first <= 61 and -9 <= second <= 2):
        raise BadPoint("The latitude comes first: in Rotherham about 53.4, -1.3")
    return second, first


def _from_grid(east: float, north: float) -> tuple[float, float]:
    if not (east <= EAST and north <= NORTH):
        raise BadPoint("The easting comes first: in Rotherham about 443000, 393000")
    from pyproj import Transformer  # here, since few processes ever ask

    longitude, latitude = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True).transform(east, north)
    return float(longitude), float(latitude)
