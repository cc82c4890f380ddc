"""Boundaries: refused with feature and reason, or loaded, compared in words and switched."""

import copy
import datetime as dt
import json

import pytest
import shapely
from django.core.management import CommandError, call_command

from wapentake.foundation.audit import history
from wapentake.foundation.files import BadFile
from wapentake.foundation.models import Change
from wapentake.foundation.verdicts import Refused
from wapentake.places import actions
from wapentake.places.models import Boundary, BoundarySet, Postcode
from wapentake.places.queries import active_set, map_of, outline_of, ward_at, ward_by_code
from wapentake.places.readers.boundaries import PATTERNS, read_boundaries
from wapentake.places.readers.geojson import read_areas
from wapentake.places.states import AreaKind, SetState

from .conftest import AT, CODES, NEW, OLD_CODES, ON, collection, feature, new_wards, old_wards, square
from .state import state

OURS = "E08000018"
WARD = PATTERNS[AreaKind.WARD]


def read(path, pattern=WARD):
    return read_areas(str(path), pattern, OURS)


def changed(change):
    """Return today's wards after a change to their features."""
    features = copy.deepcopy(new_wards())
    change(features)
    return collection(features)


def geometry(kind, coordinates):
    return changed(lambda all: all[2].update(geometry={"type": kind, "coordinates": coordinates}))


def scaled(x, y):
    """Return today's wards with their coordinates turned into others."""
    found = json.loads(json.dumps(collection(new_wards())))
    for each in found["features"]:
        each["geometry"]["coordinates"] = [[[x(*c), y(*c)] for c in ring] for ring in each["geometry"]["coordinates"]]
    return found


GRID = "Its coordinates are British National Grid. Save it in longitude and latitude (EPSG:4326)."
CUT = "The file ends too early: it was cut short."
NO_POINT = "{} is not a point of two numbers."
THIRD = "feature 3 (E05012995)"
NO_PROPERTIES = "It has no properties, so no GSS code."
BOW_TIE = [[[-1.4, 53.4], [-1.38, 53.42], [-1.38, 53.4], [-1.4, 53.42], [-1.4, 53.4]]]
TEXT = json.dumps(collection(new_wards()))
BAD = {
    "cut short": (TEXT[: len(TEXT) // 2], "line 1", CUT),
    "in the middle of a text": (TEXT[: TEXT.index("WD25NM") + 3], "line 1", CUT),
    "empty": ("", "", "The file is empty."),
    "not JSON": ("<html></html>", "line 1", "This is not JSON (Expecting value)."),
    "a list": ("[]", "", "This is not a GeoJSON collection of features."),
    "no features": (collection([]), "", "It holds no features."),
    "a number": ("1e999", "", "This is not a GeoJSON collection of features."),
    "gzip": (b"\x1f\x8b\x08\x00" + b"0" * 500, "", "This is a gzip file. Unpack it first and give the file inside."),
    "zip": (b"PK\x03\x04" + b"0" * 500, "", "This is a ZIP file. Unpack it first and give the file inside."),
    "UTF-16": (TEXT.encode("utf-16"), "line 1", "The file is saved as UTF-16. Save it as UTF-8."),
    "Latin-1": (
        TEXT.replace("E05012993", "Caf\xe9").encode("latin-1"),
        "line 1", "The text is not UTF-8. Save the file as UTF-8.",
    ),
    "grid": (scaled(lambda x, y: 440_000 + x * 1000, lambda x, y: 390_000 + y * 1000), "feature 1 (E05012993)", GRID),
    "grid by its word": (
        collection(new_wards(), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}), "", GRID,
    ),
    "another system": (
        collection(new_wards(), crs={"type": "name", "properties": {"name": "EPSG:3857"}}), "",
        "Its coordinates are in EPSG:3857. Save it in longitude and latitude (EPSG:4326).",
    ),
    "swapped axes": (
        scaled(lambda x, y: y, lambda x, y: x), "feature 1 (E05012993)",
        "Longitude and latitude are swapped: longitude comes first.",
    ),
    "elsewhere": (
        scaled(lambda x, y: x + 20, lambda x, y: y), "feature 1 (E05012993)",
        "The point 18.6, 53.4 does not lie in Great Britain.",
    ),
    "crossing itself": (geometry("Polygon", BOW_TIE), THIRD, "Its outline crosses itself near -1.39, 53.41."),
    "no outline": (changed(lambda all: all[2].update(geometry=None)), THIRD, "It has no outline."),
    "a kind that is none": (geometry([], []), THIRD, "It has no outline."),
    "a point": (geometry("Point", [-1.4, 53.4]), THIRD, "Its outline is a Point."),
    "an empty outline": (geometry("Polygon", []), THIRD, "Its outline is empty."),
    "empty parts": (geometry("MultiPolygon", [[]]), THIRD, "Its outline is empty."),
    "a line": (
        geometry("Polygon", [[[-1.4, 53.4], [-1.39, 53.4], [-1.38, 53.4], [-1.4, 53.4]]]), THIRD,
        "Its outline crosses itself near -1.39, 53.4.",
    ),
    "three points": (
        geometry("Polygon", [[[-1.4, 53.4], [-1.38, 53.4], [-1.4, 53.4]]]), THIRD,
        "A ring of its outline has fewer than four points.",
    ),
    "an open ring": (
        geometry("Polygon", [[[-1.4, 53.4], [-1.38, 53.4], [-1.38, 53.42], [-1.4, 53.42]]]), THIRD,
        "A ring of its outline does not come back to where it began.",
    ),
    "NaN": (TEXT.replace("53.44", "NaN", 1), "line 1", "NaN is not a number."),
    "infinity": (TEXT.replace("53.44", "Infinity", 1), "line 1", "Infinity is not a number."),
    "1e308": (TEXT.replace("53.44", "1e308", 1), THIRD, NO_POINT.format("[-1.38, 1e+308]")),
    "1e999": (TEXT.replace("53.44", "1e999", 1), THIRD, NO_POINT.format("[-1.38, inf]")),
    "a huge number": (TEXT.replace("53.44", "9" * 5000, 1), "", "It holds a number or a nesting that cannot be read."),
    "a large number": (
        TEXT.replace("53.44", "9" * 400, 1), THIRD, NO_POINT.format(f"[-1.38, {'9' * 52}"),
    ),
    "texts for numbers": (
        TEXT.replace("53.44", '"53.44"', 1), THIRD, NO_POINT.format("[-1.38, '53.44']"),
    ),
    "truth for numbers": (TEXT.replace("53.44", "true", 1), THIRD, NO_POINT.format("[-1.38, True]")),
    "deep": ("[" * 10_000 + "]" * 10_000, "line 1", "It is nested deeper than 40 levels."),
    "deep objects": ('{"a":' * 10_000 + "1" + "}" * 10_000, "line 1", "It is nested deeper than 40 levels."),
    "no properties": (changed(lambda all: all[1].pop("properties")), "feature 2", NO_PROPERTIES),
    "a feature that is none": (changed(lambda all: all.insert(1, 7)), "feature 2", NO_PROPERTIES),
    "no codes": (
        collection([{"type": "Feature", "properties": {"name": "Wath"}, "geometry": None}]), "",
        "No property of its features holds GSS codes like E05000000.",
    ),
    "a wrong code": (
        changed(lambda all: all[1]["properties"].update(WD25CD="E0501299")), "feature 2",
        "Its WD25CD is 'E0501299', which is not a GSS code of this kind.",
    ),
    "a code in no text": (
        changed(lambda all: all[1]["properties"].update(WD25CD=None)), "feature 2",
        "Its WD25CD is 'None', which is not a GSS code of this kind.",
    ),
    "twice": (
        changed(lambda all: all[3]["properties"].update(WD25CD=CODES[0])), "feature 4 (E05012993)",
        "E05012993 was there already, in feature 1.",
    ),
    "on top of another": (
        geometry("Polygon", square(0, 0)), THIRD, "It covers ground of E05012993 (E05012993) too.",
    ),
    "another council": (
        changed(lambda all: [each["properties"].update(LAD25CD="E08000009") for each in all]), "",
        "None of its areas lies in the council E08000018.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_place(file, name):
    content, where, reason = BAD[name]
    with pytest.raises(BadFile) as refusal:
        read(file(content))
    assert (refusal.value.name, refusal.value.where, refusal.value.reason) == ("given.geojson", where, reason)


def test_a_good_file_is_read_with_what_it_says(file):
    found = read(file("\ufeff" + json.dumps(collection(new_wards(), name="wards"))))
    assert [(where, code, name) for where, code, name, _ in found] == [
        (f"feature {n} ({code})", code, code) for n, code in enumerate(CODES, 1)
    ]
    assert shapely.from_wkb(found[0][3]).equals(shapely.Polygon(square(0, 0)[0]))


def test_the_column_of_codes_is_found_among_others(file):
    features = [
        feature(code, square(n, 0), name=f"Ward {n}", LSOA21CD="E01007664", OLD="E05001019" if n else "")
        for n, code in enumerate(CODES)
    ]
    assert [(code, name) for _, code, name, _ in read(file(collection(features)))] == [
        (code, f"Ward {n}") for n, code in enumerate(CODES)
    ]


def test_areas_of_other_councils_are_left_out(file):
    features = [*new_wards(), feature("E05000001", square(5, 5))]
    for each in features:
        each["properties"]["LAD25CD"] = OURS if each["properties"]["WD25CD"] in CODES else "E08000019"
    assert [code for _, code, _, _ in read(file(collection(features)))] == CODES


def test_outlines_of_several_parts_with_holes_and_heights_are_read(file):
    ring = [[*corner, 120.5] for corner in square(0, 0)[0]]
    hole = [[-1.395, 53.405], [-1.39, 53.405], [-1.39, 53.41], [-1.395, 53.405]]
    parts = [[ring, hole], square(4, 4)]
    [(_, _, _, wkb)] = read(file(collection([feature(CODES[0], parts, kind="MultiPolygon")])))
    shape = shapely.from_wkb(wkb)
    assert (shape.geom_type, len(shape.geoms), len(shape.geoms[0].interiors), shape.has_z) == (
        "MultiPolygon",
        2,
        1,
        False,
    )


def load(path, **more):
    areas, source = read_boundaries(path, AreaKind.WARD, OURS)
    options = {"kind": AreaKind.WARD, "from_date": NEW, "by": None, "at": AT} | more
    return actions.load_boundary_set(areas, source, **options)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda all: all.pop(), "Ward E05012996 (Dale) is missing."),
        (lambda all: (all.pop(), all.pop()), "Ward E05012995 (Clough) is missing, and 1 more."),
        (
            lambda all: all[0]["properties"].update(WD25CD="E05099999"),
            "E05099999 is not one of the wards of “The 4 wards since May 2021”.",
        ),
    ],
)
def test_the_wards_must_be_the_editions(council, file, change, reason):
    before = state()
    with pytest.raises(Refused) as refusal:
        load(file(changed(change)))
    assert refusal.value.reason == reason
    assert state() == before


def test_before_the_council_is_set_up_there_is_nothing_to_draw(db, file):
    with pytest.raises(Refused, match="No wards are set up for 6 May 2021: set up the council first"):
        load(file(collection(new_wards())))


def test_a_set_is_loaded_inactive_and_then_switched(council, file):
    chosen, new = load(file(collection(new_wards())))
    assert (new, chosen.state, active_set(ON)) == (True, SetState.LOADED, None)
    Change.objects.all().delete()
    actions.switch_boundary_set(chosen, on=ON, by=None, at=AT)
    assert active_set(ON) == chosen
    assert ward_at(-1.39, 53.41, ON).code == CODES[0]
    assert ward_at(-1.37, 53.43, ON).code == CODES[3]
    assert ward_at(-1.5, 53.43, ON) is None
    assert {change.ref for change in Change.objects.all()} == {
        "council:all",
        "ground:all",
        *(f"ward:{code}" for code in CODES),
    }
    assert [record.action for record in history(f"boundary-set:{chosen.pk}")] == [
        "boundaries loaded",
        "boundaries put to use",
    ]
    assert json.loads(history(f"boundary-set:{chosen.pk}")[0].facts)["sha256"] == chosen.sha256


def test_a_set_in_use_cannot_be_put_to_use_again(council, file):
    chosen, _ = load(file(collection(new_wards())))
    actions.switch_boundary_set(chosen, on=ON, by=None, at=AT)
    with pytest.raises(Refused, match="This set of boundaries is in use"):
        actions.switch_boundary_set(chosen, on=ON, by=None, at=AT)


def test_the_same_file_twice_is_one_set(council, file):
    path = file(collection(new_wards()))
    first, _ = load(path)
    actions.switch_boundary_set(first, on=ON, by=None, at=AT)
    before = state()
    again, new = load(path)
    assert (again, new) == (first, False)
    assert state() == before


def moved_border():
    """Return today's wards with half of the second ward given to the first."""

    def change(features):
        features[0]["geometry"]["coordinates"][0][1][0] += 0.01
        features[0]["geometry"]["coordinates"][0][2][0] += 0.01
        features[1]["geometry"]["coordinates"][0][0][0] += 0.01
        features[1]["geometry"]["coordinates"][0][3][0] += 0.01
        features[1]["geometry"]["coordinates"][0][4][0] += 0.01

    return changed(change)


def test_the_command_compares_in_words_and_switches(council, file, capsys):
    call_command("load_boundaries", str(file(collection(new_wards()))))
    assert "No boundaries were in use for those days." in capsys.readouterr().out
    call_command("load_boundaries", str(file(moved_border())))
    said = capsys.readouterr().out
    # Half of 0.02 by 0.02 degrees at 53.4 degrees north is 147.7 hectares.
    assert "E05012993 (E05012993) gains 147.7 and loses 0.0 hectares." in said
    assert "E05012994 (E05012994) gains 0.0 and loses 147.7 hectares." in said
    assert "2 of 4 areas stay as they are." in said
    assert "given.geojson: 4 areas, in use from 6 May 2021 on." in said
    assert {row.state for row in BoundarySet.objects.all()} == {SetState.ACTIVE, SetState.RETIRED}
    assert ward_at(-1.375, 53.41, ON).code == CODES[0]


def test_a_replaced_set_can_be_put_to_use_again(council, file):
    first, _ = load(file(collection(new_wards())))
    actions.switch_boundary_set(first, on=ON, by=None, at=AT)
    second, _ = load(file(moved_border()))
    actions.switch_boundary_set(second, on=ON, by=None, at=AT)
    actions.switch_boundary_set(first, on=ON, by=None, at=AT)
    assert active_set(ON) == first
    assert ward_at(-1.375, 53.41, ON).code == CODES[1]


def test_a_dry_run_changes_nothing(council, file, capsys):
    before = state()
    call_command("load_boundaries", str(file(collection(new_wards()))), "--dry-run")
    assert state() == before
    assert "Nothing was changed: this was a dry run." in capsys.readouterr().out


def test_wards_of_an_earlier_edition_stand_for_its_days(council, file, capsys):
    call_command("load_boundaries", str(file(collection(new_wards()))))
    call_command("load_boundaries", str(file(collection(old_wards()))))
    assert "2 areas, in use from 10 June 2004 to 5 May 2021." in capsys.readouterr().out
    assert ward_at(-1.37, 53.41, NEW - dt.timedelta(days=1)).code == OLD_CODES[0]
    assert ward_at(-1.37, 53.41, NEW).code == CODES[1]
    assert outline_of(ward_by_code(OLD_CODES[0])) is not None


def test_a_set_from_a_later_day_ends_the_one_before_it(council, file):
    first, _ = load(file(collection(new_wards())))
    actions.switch_boundary_set(first, on=ON, by=None, at=AT)
    later = dt.date(2027, 4, 1)
    second, _ = load(file(moved_border()), from_date=later)
    actions.switch_boundary_set(second, on=ON, by=None, at=AT)
    assert active_set(later - dt.timedelta(days=1)) == BoundarySet.objects.get(pk=first.pk)
    assert active_set(later) == second


def test_other_kinds_need_no_edition(council, file):
    features = [feature(f"E0400010{n}", square(n, 0)) for n in range(3)]
    call_command("load_boundaries", str(file(collection(features))), "--kind", "parish", "--from", "2021-05-06")
    assert active_set(ON, AreaKind.PARISH).areas.count() == 3
    assert active_set(ON) is None


@pytest.mark.parametrize("name", ["cut short", "twice", "swapped axes"])
def test_the_command_refuses_in_a_sentence_and_changes_nothing(council, file, name):
    content, where, reason = BAD[name]
    before = state()
    with pytest.raises(CommandError) as refusal:
        call_command("load_boundaries", str(file(content)))
    assert str(refusal.value) == f"given.geojson, {where}: {reason}"
    assert state() == before


def test_the_map_has_every_ward_with_its_page(council, file, django_assert_num_queries):
    assert [area.path for area in map_of(ON).areas] == ["", "", "", ""]
    call_command("load_boundaries", str(file(collection(new_wards()))))
    with django_assert_num_queries(5):
        drawn = map_of(ON)
    assert [(area.number, area.name, area.href, area.locality) for area in drawn.areas] == [
        (1, "Alder and Ash", "/wards/alder-and-ash/", 1),
        (2, "Beck", "/wards/beck/", 1),
        (3, "Clough", "/wards/clough/", 0),
        (4, "Dale", "/wards/dale/", 0),
    ]
    assert all(area.path.startswith("M") for area in drawn.areas)
    assert Boundary.objects.count() == 4


def test_the_district_is_drawn_as_a_sketch(council, file):
    points = {code: [(-1.39 + 0.02 * (n % 2), 53.41 + 0.02 * (n // 2))] for n, code in enumerate(CODES)}
    with pytest.raises(Refused, match="load postcodes first"):
        actions.draw_schematic_boundaries(points, on=ON, by=None, at=AT)
    spots = [(x, y, f"S60{x}A{'ABDEFGH'[y]}") for x in range(9) for y in range(7)]
    Postcode.objects.bulk_create(
        Postcode(code=code, council_code=OURS, longitude=-1.4 + x * 0.005, latitude=53.4 + y * 0.006)
        for x, y, code in spots
    )
    chosen = actions.draw_schematic_boundaries(points, on=ON, by=None, at=AT)
    assert (chosen.schematic, chosen.state) == (True, SetState.ACTIVE)
    assert Postcode.objects.filter(ward__isnull=True).count() == 0
    assert Postcode.objects.get(code="S600AA").ward.code == CODES[0]
    before = state()
    assert actions.draw_schematic_boundaries(points, on=ON, by=None, at=AT) == chosen
    assert state() == before
