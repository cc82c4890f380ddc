"""A council is set up from its file, once; what it knows better is changed from a date on."""

import dataclasses
import datetime as dt
import json
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from wapentake.foundation.audit import history
from wapentake.foundation.files import BadFile
from wapentake.foundation.verdicts import Refused
from wapentake.places import actions
from wapentake.places.models import Edition, Locality, Parish, ParishCover, Ward, WardLocality
from wapentake.places.queries import (
    cover_of,
    current_edition,
    earlier_wards,
    edition_with_codes,
    localities_on,
    locality_of,
    locality_slugs,
    named_places_of,
    parishes_of,
    predecessors,
    successors,
    ward_by_code,
    ward_by_slug,
    wards_on,
)
from wapentake.places.readers.council import DATA, read_council
from wapentake.places.rules import EditionData
from wapentake.places.states import Cover

from .conftest import AT, CODES, NEW, OLD, ON, borough, ward
from .state import state

BEFORE = dt.date(2018, 1, 1)


@pytest.fixture
def rotherham(db):
    data, source = read_council()
    actions.set_up_council(data, by=None, at=AT, source=source)
    return data


def test_rotherham_has_25_wards_and_59_seats(rotherham):
    wards = wards_on(ON)
    assert Counter(ward.seats for ward in wards) == {3: 9, 2: 16}
    assert sum(ward.seats for ward in wards) == 59
    assert [ward.code for ward in wards] == [f"E050{12993 + n}" for n in range(25)]
    assert [ward.number for ward in wards] == list(range(1, 26))
    assert (wards[0].name, wards[0].ons_name) == ("Anston and Woodsetts", "Anston & Woodsetts")
    assert all("&" not in ward.name and ward.description for ward in wards)


def test_rotherham_had_21_wards_before_6_may_2021(rotherham):
    assert wards_on(dt.date(2021, 5, 5)).count() == 21
    assert wards_on(dt.date(2021, 5, 6)).count() == 25
    assert not wards_on(dt.date(2000, 1, 1)).exists()
    assert current_edition(ON).legal_order.endswith("(SI 2018/327)")
    assert [ward.name for ward in earlier_wards(ON)][:2] == ["Anston and Woodsetts", "Boston Castle"]
    assert edition_with_codes([ward.code for ward in wards_on(BEFORE)]) == current_edition(BEFORE)
    assert edition_with_codes(["E05012993"]) is None


def test_wards_of_one_name_in_two_editions_are_told_apart(rotherham):
    assert ward_by_slug("wath", ON).code == "E05013016"
    assert ward_by_slug("wath", BEFORE).code == "E05001036"
    assert ward_by_slug("wath", from_year=2004).code == "E05001036"
    assert ward_by_slug("wath", from_year=2005) is None
    assert ward_by_slug("holderness", ON) is None
    with pytest.raises(ValueError, match="Say on which day"):
        ward_by_slug("wath")


def test_every_earlier_ward_has_its_successors(rotherham):
    holderness = ward_by_slug("holderness", BEFORE)
    assert [(heir.ward.name, heir.share) for heir in successors(holderness)] == [
        ("Aston and Todwick", 0.59), ("Aughton and Swallownest", 0.41),
    ]  # fmt: skip
    for old in wards_on(BEFORE):
        assert sum(heir.share for heir in successors(old)) == pytest.approx(1, abs=0.03)
    assert all(predecessors(new) for new in wards_on(ON))


def test_rotherham_has_31_parish_bodies(rotherham):
    assert Counter(Parish.objects.values_list("kind", flat=True)) == {
        "parish": 25, "town": 2, "community": 1, "meeting": 3,
    }  # fmt: skip
    sitwell = ward_by_slug("sitwell", ON)
    assert [parish.name for parish in parishes_of(sitwell, ON)] == ["Whiston"]
    assert (cover_of(sitwell, ON).cover, cover_of(sitwell, ON).confirmed) == (Cover.PART, False)
    assert "Whiston" in [place.name for place in named_places_of(sitwell, ON)]


def test_localities_are_dated_and_not_confirmed(rotherham):
    assert [locality.name for locality in localities_on(ON)] == ["North", "Central", "South"]
    wath = ward_by_slug("wath", ON)
    assert locality_of(wath, ON).name == "North"
    assert locality_of(wath, BEFORE) is None
    assert Counter(locality_slugs(ON).values()) == {"north": 9, "central": 6, "south": 10}
    assert not WardLocality.objects.filter(confirmed=True).exists()


def test_a_second_set_up_changes_nothing(rotherham):
    before = state()
    assert actions.set_up_council(rotherham, by=None, at=AT) == {}
    assert state() == before
    [record] = history("council:all")
    assert json.loads(record.facts)["sha256"] == read_council()[1].sha256


def test_a_second_set_up_keeps_what_the_council_changed(rotherham):
    wath = actions.change_ward(ward_by_slug("wath", ON), by=None, at=AT, name="Wath upon Dearne", seats=3)
    actions.confirm_cover(wath, Cover.PART, on=ON, by=None, at=AT)
    actions.set_up_council(rotherham, by=None, at=AT)
    assert (ward_by_code(wath.code).name, ward_by_code(wath.code).seats) == ("Wath upon Dearne", 3)
    assert cover_of(wath, ON).cover == Cover.PART


def test_a_new_edition_ends_the_one_before_it(council):
    third = EditionData("The 1 ward from May 2028", dt.date(2028, 5, 4), "", "", (ward(1, "E05099001", "All"),))
    more = dataclasses.replace(borough(), editions=(*borough().editions, third))
    assert actions.set_up_council(more, by=None, at=AT) == {"editions": 1, "wards": 1}
    assert [edition.to_date for edition in Edition.objects.order_by("from_date")] == [NEW, dt.date(2028, 5, 4), None]
    assert wards_on(ON).count() == 4
    assert wards_on(dt.date(2028, 5, 4)).count() == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"editions": ()}, "It names no ward."),
        (
            {"successions": (("E05012993", "E05099999", 1.0),)},
            "E05099999 is named, and there is no such ward in the file.",
        ),
        ({"localities": ()}, "Alder and Ash lies in “south”, and there is no such locality in the file."),
        ({"editions": borough().editions * 2}, "The GSS code E05001019 stands twice."),
    ],
)  # fmt: skip
def test_a_council_that_does_not_hold_together_is_refused(db, change, reason):
    with pytest.raises(Refused) as refusal:
        actions.set_up_council(dataclasses.replace(borough(), **change), by=None, at=AT)
    assert refusal.value.reason == reason
    assert not Ward.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d.update(council=None), "f.json, “council”: Here must be an object with names and values."),
        (lambda d: d["council"].update(code="X"), "f.json, “council”, “code”: A GSS code is E and eight digits."),
        (lambda d: d.update(editions=[]), "f.json: It names no edition of wards."),
        (lambda d: d.update(editions={}), "f.json, the file, “editions”: Here must be a list."),
        (
            lambda d: d["editions"][0].update({"from": "6 May"}),
            "f.json, editions 1, “from”: A date is written like 2021-05-06.",
        ),
        (
            lambda d: d["editions"][1]["wards"][2].update(seats=0),
            "f.json, editions 2, wards 3, “seats”: Here must be a whole number from 1 to 5.",
        ),
        (
            lambda d: d["editions"][1]["wards"][2].update(seats=True),
            "f.json, editions 2, wards 3, “seats”: Here must be a whole number from 1 to 5.",
        ),
        (
            lambda d: d["editions"][1]["wards"][2].update(slug="A b"),
            "f.json, editions 2, wards 3, “slug”: An address part has small letters, digits and hyphens only.",
        ),
        (
            lambda d: d["editions"][1]["wards"][2].update(parished="some"),
            "f.json, editions 2, wards 3, “parished”: Here must be one of yes, part, no.",
        ),
        (
            lambda d: d["editions"][1]["wards"][2].update(points=[[53.4, -1.3]]),
            "f.json, editions 2, wards 3, “points”: A point lies outside Great Britain: longitude comes first.",
        ),
        (
            lambda d: d["editions"][1]["wards"][2].update(points=[[1]]),
            "f.json, editions 2, wards 3, “points”: Here must be pairs of longitude and latitude.",
        ),
        (
            lambda d: d["named_places"][0].update(longitude="x"),
            "f.json, named_places 1, “longitude”: Here must be a number of degrees from -9 to 3.",
        ),
        (lambda d: d["parishes"][0].update(wards="E"), "f.json, parishes 1, “wards”: Here must be a list of texts."),
        (lambda d: d["localities"][0].update(name=" "), "f.json, localities 1, “name”: Here must be a text."),
    ],
)
def test_a_bad_council_file_is_refused_with_its_place(tmp_path, change, said):
    data = json.loads((DATA / "rotherham.json").read_text())
    change(data)
    path = tmp_path / "f.json"
    path.write_text(json.dumps(data))
    with pytest.raises(BadFile) as refusal:
        read_council(path)
    assert str(refusal.value) == said


def test_the_command_refuses_and_repeats(db, tmp_path, capsys):
    (tmp_path / "f.json").write_text("{")
    with pytest.raises(CommandError, match="The file ends too early"):
        call_command("set_up_council", str(tmp_path / "f.json"))
    call_command("set_up_council")
    call_command("set_up_council")
    said = capsys.readouterr().out
    assert "Rotherham: added 2 editions, 46 wards, 3 localities, 25 wards in localities, 31 parishes" in said
    assert "Rotherham: everything is there already." in said


def test_a_ward_moves_to_another_locality_from_a_date(council):
    first, north = ward_by_code(CODES[0]), Locality.objects.get(slug="north")
    actions.move_ward_to_locality(first, north, on=ON, by=None, at=AT)
    assert locality_of(first, ON - dt.timedelta(days=1)).name == "South"
    assert locality_of(first, ON).name == "North"
    before = state()
    actions.move_ward_to_locality(first, north, on=ON, by=None, at=AT)
    assert state() == before
    with pytest.raises(Refused, match="A later move of Alder and Ash is already recorded"):
        actions.move_ward_to_locality(first, north, on=ON - dt.timedelta(days=9), by=None, at=AT)
    with pytest.raises(Refused, match="North is not a locality on that day"):
        actions.move_ward_to_locality(first, north, on=OLD, by=None, at=AT)


def test_confirming_a_locality_on_its_first_day_corrects_it(council):
    first, south = ward_by_code(CODES[0]), Locality.objects.get(slug="south")
    actions.move_ward_to_locality(first, south, on=NEW, by=None, at=AT)
    [row] = WardLocality.objects.filter(ward=first)
    assert row.confirmed


def test_parish_cover_is_confirmed_from_a_date(council):
    first = ward_by_code(CODES[0])
    actions.confirm_cover(first, Cover.PART, on=ON, by=None, at=AT)
    rows = ParishCover.objects.filter(ward=first).order_by("from_date")
    assert [(row.cover, row.from_date, row.to_date) for row in rows] == [("no", NEW, ON), ("part", ON, None)]
    assert [record.action for record in history(first.ref)] == ["parish cover confirmed"]
    with pytest.raises(Refused, match="A later change of Alder and Ash’s parish cover is already recorded"):
        actions.confirm_cover(first, Cover.YES, on=NEW, by=None, at=AT)


def test_what_the_council_says_of_a_ward_is_changed_and_recorded(council):
    first = actions.change_ward(ward_by_code(CODES[0]), by=None, at=AT, description="By the river", seats=3)
    assert (ward_by_code(CODES[0]).description, ward_by_code(CODES[0]).slug) == ("By the river", "alder-and-ash")
    [record] = history(first.ref)
    assert json.loads(record.facts) == {
        "from": {"description": "", "seats": 2}, "to": {"description": "By the river", "seats": 3},
    }  # fmt: skip
    with pytest.raises(Refused, match="A ward has one to five seats"):
        actions.change_ward(first, by=None, at=AT, seats=0)
    actions.rename_locality(Locality.objects.get(slug="north"), "The North", by=None, at=AT)
    assert localities_on(ON).first().name == "The North"
