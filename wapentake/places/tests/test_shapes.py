"""Sums on shapes against slower ways of doing the same."""

import math
import re

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from wapentake.places.queries import Area, AreaIndex
from wapentake.places.rules import draw, moved, schematic

from .conftest import square


def inside(x: float, y: float, ring: list[tuple[float, float]]) -> bool:
    """Say whether a point lies in a ring by counting the sides that a ray to the east crosses."""
    crossed = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossed = not crossed
    return crossed


def star(middle: tuple[float, float], reaches: list[float]) -> list[tuple[float, float]]:
    """Return a ring around a middle that never crosses itself: one corner in each direction."""
    turn = 2 * math.pi / len(reaches)
    return [
        (middle[0] + reach * math.cos(n * turn), middle[1] + reach * math.sin(n * turn))
        for n, reach in enumerate(reaches)
    ]


stars = st.builds(
    star,
    st.tuples(st.floats(-1.4, -1.2), st.floats(53.3, 53.5)),
    st.lists(st.floats(0.001, 0.05), min_size=3, max_size=20),
)
points = st.lists(st.tuples(st.floats(-1.5, -1.1), st.floats(53.2, 53.6)), min_size=1, max_size=30)


@given(st.lists(stars, min_size=1, max_size=6), points)
def test_a_point_lies_in_the_first_area_that_holds_it(rings, places):
    shapes = [shapely.Polygon(ring) for ring in rings]
    index = AreaIndex([Area(f"E{n}", f"{n}", shape) for n, shape in enumerate(shapes)])
    found = index.codes_at([x for x, _ in places], [y for _, y in places])
    for (x, y), code in zip(places, found, strict=True):
        # On the very edge both answers are right.
        if min(shapely.distance(shape.exterior, shapely.Point(x, y)) for shape in shapes) < 1e-9:
            continue
        slow = next((f"E{n}" for n, ring in enumerate(rings) if inside(x, y, ring)), None)
        assert code == slow
        assert index.code_at(x, y) == code


def test_just_outside_the_nearest_area_answers_if_asked_to():
    index = AreaIndex(
        [Area("west", "", shapely.Polygon(square(0, 0)[0])), Area("east", "", shapely.Polygon(square(3, 0)[0]))]
    )
    spots = [-1.3799, -1.3401, -1.36], [53.41, 53.41, 53.41]
    assert index.codes_at(*spots) == [None, None, None]
    assert index.codes_at(*spots, near=0.0003) == ["west", "east", None]


def four() -> list[Area]:
    places = {"a": (0, 0), "b": (1, 0), "c": (0, 1), "d": (1, 1)}
    return [Area(code, code.upper(), shapely.Polygon(square(*place)[0])) for code, place in places.items()]


def corners(path: str) -> list[list[tuple[float, float]]]:
    """Return the rings of a path of the kind that is drawn: M, then steps, then z."""
    rings = []
    for start, steps in re.findall(r"M([-\d. ]+)l([-\d. ]+)z", path):
        x, y = map(float, start.split())
        numbers = list(map(float, steps.split()))
        ring = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = round(x + dx, 1), round(y + dy, 1)
            ring.append((x, y))
        rings.append(ring)
    return rings


def test_areas_are_drawn_in_one_box_with_shared_borders():
    drawn, height = draw(four())
    assert height == pytest.approx(1000 / math.cos(math.radians(53.42)), abs=1)
    shapes = {code: shapely.Polygon(corners(drawing.path)[0]) for code, drawing in drawn.items()}
    assert shapely.coverage_is_valid(list(shapes.values()))
    assert shapely.union_all(list(shapes.values())).bounds == pytest.approx((0, 0, 1000, height))
    # North is up: c lies above a, b to the right of it.
    assert (drawn["c"].top, drawn["a"].top) == (0, pytest.approx(height / 2, abs=1))
    assert (drawn["a"].left, drawn["b"].left) == (0, 500)
    for code, drawing in drawn.items():
        assert shapes[code].contains(shapely.Point(drawing.label_x, drawing.label_y))
        assert shapes[code].bounds == pytest.approx(
            (drawing.left, drawing.top, drawing.left + drawing.width, drawing.top + drawing.height), abs=0.2
        )


def test_a_hole_and_an_island_are_drawn_as_rings():
    outer = shapely.box(-1.4, 53.4, -1.3, 53.5).difference(shapely.box(-1.37, 53.43, -1.33, 53.47))
    shape = shapely.MultiPolygon([outer, shapely.box(-1.28, 53.4, -1.27, 53.41)])
    drawn, _ = draw([Area("a", "A", shape)])
    assert len(corners(drawn["a"].path)) == 3


def test_what_moved_is_measured_in_hectares():
    before, after = four(), four()
    after[0] = Area("a", "A", shapely.box(-1.40, 53.40, -1.37, 53.42))
    after[1] = Area("b", "B", shapely.box(-1.37, 53.40, -1.36, 53.42))
    after[3] = Area("e", "E", after[3].polygon)
    found = {move.code: (move.kind, round(move.gained), round(move.lost)) for move in moved(before, after)}
    half = 0.01 * 111_320 * math.cos(math.radians(53.42)) * 0.02 * 111_320 / 10_000
    half, whole = round(half), round(2 * half)
    assert found == {
        "a": ("moved", half, 0),
        "b": ("moved", 0, half),
        "c": ("same", 0, 0),
        "d": ("removed", 0, whole),
        "e": ("added", whole, 0),
    }
    assert all(move.words.endswith(".") for move in moved(before, after))


spots = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 400)).map(lambda p: (-1.4 + p[0] / 4000, 53.4 + p[1] / 4000)),
    min_size=12, max_size=40, unique=True,
)  # fmt: skip


@given(spots, st.integers(1, 5))
@settings(max_examples=40)
def test_a_sketch_covers_the_district_without_overlaps(places, wards):
    known = {f"E{n}": places[n : 2 * wards + n : wards] for n in range(wards)}
    names = {code: code for code in known}
    areas = schematic(known, names, places)
    assert [area.code for area in areas] == sorted(known)
    assert all(area.polygon.is_valid for area in areas)
    whole = shapely.union_all([area.polygon for area in areas])
    assert sum(area.polygon.area for area in areas) == pytest.approx(whole.area, rel=1e-6)
    assert all(whole.distance(shapely.Point(place)) < 1e-9 for place in places)
    index = AreaIndex(areas)
    for code, mine in known.items():
        assert [index.code_at(*place) for place in mine] == [code] * len(mine)
    # The same input, in whatever order, gives the same areas.
    again = schematic(dict(reversed(known.items())), names, list(reversed(places)))
    assert [area.polygon.wkb for area in again] == [area.polygon.wkb for area in areas]


def test_a_sketch_needs_points_and_postcodes():
    with pytest.raises(ValueError, match="A schematic map needs"):
        schematic({}, {}, [(-1.4, 53.4)] * 5)
    with pytest.raises(ValueError, match="A schematic map needs"):
        schematic({"a": [(-1.4, 53.4)]}, {"a": "A"}, [])


def test_many_points_get_the_same_answer_by_the_grid_as_one_by_one():
    import numpy as np

    areas = [Area(code, code, shapely.Polygon(ring)) for code, ring in OVERLAPPING.items()]
    index = AreaIndex(areas)
    x, y = np.meshgrid(np.linspace(-1.5, 11.5, 131), np.linspace(-1.5, 11.5, 131))
    many = index.codes_at(x.ravel(), y.ravel())
    assert many == [index.code_at(*point) for point in zip(x.ravel(), y.ravel(), strict=True)]
    assert {code: many.count(code) > 100 for code in {"A", "B", "C", None}} == dict.fromkeys(
        ("A", "B", "C", None), True
    )


# B lies over a part of A and of C; D touches nothing, and its corner is a sliver.
OVERLAPPING = {
    "A": [(0, 0), (5, 0), (5, 10), (0, 10)],
    "B": [(4, 4), (8, 4), (8, 8), (4, 8)],
    "C": [(5, 0), (10, 0), (10, 10), (5, 10)],
    "D": [(11, 11), (11.2, 11), (11, 11.2)],
}
