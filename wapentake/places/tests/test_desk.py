"""The desk's places. Roles stand on the request as the room above puts them there."""

import datetime as dt
import json
import re

import pytest
import time_machine
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import resolve, reverse

from tests.querycount import assert_same_queries
from wapentake.foundation.files import Source
from wapentake.foundation.verdicts import Refused
from wapentake.places import actions
from wapentake.places.models import BoundarySet, Cluster, NamedPlace, Parish, ParishCover, Postcode, Ward
from wapentake.places.queries import active_set, locality_of, wards_on
from wapentake.places.readers.boundaries import read_boundaries
from wapentake.places.readers.council import DATA
from wapentake.places.rules import PlaceDetails
from wapentake.places.states import AreaKind, SetState

from .conftest import AT, CODES, MIDDLES, NEW, ON, code_point, collection, feature, new_wards, square
from .test_groups import Acting, act

pytestmark = pytest.mark.django_db
KEEPER = Acting("administrator")


@pytest.fixture(autouse=True)
def clock(settings):
    settings.WAPENTAKE_FRAME = {}
    with time_machine.travel(AT, tick=False):
        yield


def go(name, *args, post=None, acting=KEEPER):
    path = reverse(f"places:{name}", args=args)
    request = RequestFactory().post(path, post) if post is not None else RequestFactory().get(path)
    request.user, request.roles = acting.user, acting
    request._messages = CookieStorage(request)
    view = resolve(path)
    response = view.func(request, *view.args, **view.kwargs)
    request.close()
    return response


def says(response) -> str:
    assert response.status_code == 200, response
    page = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def leads_to(response, name, *args) -> None:
    assert response.status_code == 302, says(response)
    assert response["Location"] == reverse(f"places:{name}", args=args)


def day(name, on):
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def sent(content, name="given.geojson"):
    if not isinstance(content, bytes | str):
        content = json.dumps(content)
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def wards(council):
    return list(wards_on(ON))


@pytest.fixture
def in_use(council, file):
    areas, source = read_boundaries(file(collection(new_wards())), AreaKind.WARD, settings.WAPENTAKE_COUNCIL_CODE)
    chosen, _ = actions.load_boundary_set(areas, source, kind=AreaKind.WARD, from_date=NEW, name="Squares", **act())
    return actions.switch_boundary_set(chosen, on=ON, **act())


# --- A council with nothing yet ---------------------------------------------------------------------------------------


def test_a_council_with_nothing_is_told_what_to_do_first_and_does_it():
    page = says(go("desk"))
    assert "No wards are set up yet. Begin with the file of the council’s places" in page
    assert "Set up from a file" in says(go("desk_wards"))
    assert "No boundaries are loaded yet" in says(go("boundaries"))
    assert "No postcodes are loaded yet" in says(go("postcodes"))
    for kind in ("localities", "parishes", "clusters", "named"):
        assert "yet" in says(go("groups", kind))
    done = go("set_up", post={"file": sent((DATA / "rotherham.json").read_bytes(), "rotherham.json")})
    leads_to(done, "desk")
    page = says(go("desk"))
    assert "25, since 6 May 2021" in page
    assert "No boundaries are in use, so no postcode has a ward. Load them next." in page
    assert Ward.objects.count() == 46


def test_a_file_that_is_wrong_is_refused_at_the_field_and_changes_nothing():
    page = says(go("set_up", post={"file": sent('{"council": {"code": "E0"}}', "ours.json")}))
    assert "“council”, “code”: A GSS code is E and eight digits." in page
    assert "Choose a file for the council’s places" in says(go("set_up", post={}))
    assert not Ward.objects.exists()


def test_seats_that_nobody_said_are_asked_for_next(wards):
    Ward.objects.filter(code=CODES[0]).update(seats=None)
    assert "how many seats Alder and Ash has" in says(go("desk"))
    assert "Not known" in says(go("desk_wards"))


# --- Wards ------------------------------------------------------------------------------------------------------------


def test_the_wards_are_listed_with_what_the_council_says_of_them(wards):
    page = says(go("desk_wards"))
    assert "4 wards and 8 seats. The 4 wards since May 2021." in page
    assert "1. Alder and Ash South 2 Not parished E05012993" in page


def test_a_ward_is_changed_and_its_page_says_when(wards):
    ward = wards[0]
    typed = {"name": "Alder", "seats": 3, "description": "The hill", **day("on", dt.date(2026, 11, 2))}
    leads_to(go("change_ward", ward.code, post=typed), "desk_ward", ward.code)
    ward.refresh_from_db()
    assert (ward.name, ward.seats, ward.description) == ("Alder", 3, "The hill")
    page = says(go("desk_ward", ward.code))
    assert "22 November 2026 at 9am, by a command" in page
    assert "name from “Alder and Ash” to “Alder”; seats from “2” to “3”" in page
    assert "From 2 November 2026." in page
    page = says(go("change_ward", ward.code, post={**typed, "seats": 9, **day("on", dt.date(2027, 1, 1))}))
    assert "A ward has one to five seats" in page
    page = says(go("change_ward", ward.code, post={**typed, "seats": 2, **day("on", dt.date(2027, 1, 1))}))
    assert "A ward is changed at once: come back on 1 January 2027" in page


def test_a_ward_moves_to_a_locality_and_its_cover_is_confirmed(wards):
    ward = wards[0]
    north = locality_of(wards[3], ON)
    assert "It is in South now." in says(go("move_ward", ward.code))
    leads_to(go("move_ward", ward.code, post={"locality": north.pk, **day("on", ON)}), "desk_ward", ward.code)
    assert locality_of(ward, ON) == north
    leads_to(go("confirm_cover", ward.code, post={"cover": "part", **day("on", ON)}), "desk_ward", ward.code)
    page = says(go("desk_ward", ward.code))
    assert "North, since 22 November 2026; South, 6 May 2021 to 21 November 2026 (from no public source)" in page
    assert "Part parished, since 22 November 2026" in page
    assert "Parish cover confirmed: Part parished. From 22 November 2026." in page
    assert "Enter first day in it" in says(go("move_ward", ward.code, post={"locality": north.pk}))


# --- Localities, parishes, clusters, named places ---------------------------------------------------------------------


def test_a_cluster_is_begun_changed_and_ended(wards):
    keys = [ward.pk for ward in wards]
    page = says(go("add_group", "clusters", post={"name": "All", "wards": keys, **day("on", ON)}))
    assert "A cluster is a few wards, never the whole borough" in page
    typed = {"name": "Beck valley", "purpose": "Flooding", "wards": keys[:2], **day("on", ON)}
    leads_to(go("add_group", "clusters", post=typed), "group", "clusters", "beck-valley")
    assert "Beck valley Alder and Ash, Beck Since 22 November 2026" in says(go("groups", "clusters"))
    href = ("group", "clusters", "beck-valley")
    leads_to(go("change_group", "clusters", "beck-valley", post={"name": "Becks", "purpose": "Paths"}), *href)
    later = dt.date(2027, 4, 1)
    leads_to(go("cluster_wards", "beck-valley", post={"wards": keys[1:3], **day("on", later)}), *href)
    page = says(go(*href))
    assert "Clough joined; Alder and Ash left. From 1 April 2027." in page
    assert "name from “Beck valley” to “Becks”; purpose from “Flooding” to “Paths”" in page
    assert "Becks began on 22 November 2026." in says(go("end_group", "clusters", "beck-valley"))
    leads_to(go("end_group", "clusters", "beck-valley", post=day("on", dt.date(2027, 5, 1))), *href)
    assert "End it" not in says(go(*href))
    assert Cluster.objects.get().to_date == dt.date(2027, 5, 1)


def test_a_locality_is_added_renamed_and_ended(wards):
    leads_to(go("add_group", "localities", post={"name": "West", **day("on", ON)}), "group", "localities", "west")
    renamed = go("change_group", "localities", "west", post={"name": "Far West"})
    leads_to(renamed, "group", "localities", "west")
    assert "There is another called North" in says(go("change_group", "localities", "west", post={"name": "North"}))
    page = says(go("end_group", "localities", "north", post=day("on", dt.date(2027, 4, 1))))
    assert "Clough is still in North on 1 April 2027" in page
    page = says(go("groups", "localities"))
    assert "Far West – Since 22 November 2026" in page
    assert "North Clough, Dale Since 6 May 2021" in page
    assert "Clough, Dale" in says(go("group", "localities", "north"))


def test_a_parish_is_added_and_one_is_confirmed(wards):
    assert "Beck Parish council Beck To confirm" in says(go("groups", "parishes"))
    typed = {"name": "Brook", "kind": "town", "code": "E0", "wards": [wards[0].pk], **day("on", ON)}
    assert "A GSS code is E and eight digits, like E04000113" in says(go("add_group", "parishes", post=typed))
    typed["code"] = "E04000113"
    leads_to(go("add_group", "parishes", post=typed), "group", "parishes", "brook")
    page = go("change_group", "parishes", "beck").content.decode()
    assert re.search(rf'value="{wards[1].pk}" checked', page)
    typed = {"name": "Beck", "kind": "parish", "wards": [wards[1].pk], **day("on", ON)}
    leads_to(go("change_group", "parishes", "beck", post=typed), "group", "parishes", "beck")
    assert "To confirm" not in says(go("groups", "parishes"))
    assert Parish.objects.count() == 2


def test_a_named_place_is_added_and_changed(wards):
    typed = {"name": "Mill", "kind": "village", "wards": [wards[0].pk], "latitude": "53.4", **day("on", ON)}
    assert "Give both latitude and longitude, or neither" in says(go("add_group", "named", post=typed))
    typed["longitude"] = "-1.4"
    leads_to(go("add_group", "named", post=typed), "group", "named", "mill")
    assert "53.4, -1.4" in says(go("group", "named", "mill"))
    typed = {"name": "Mill", "kind": "town_centre", "wards": [wards[1].pk]}
    leads_to(go("change_group", "named", "mill", post=typed), "group", "named", "mill")
    assert "Mill Town centre Beck" in says(go("groups", "named"))
    assert NamedPlace.objects.get().latitude is None


# --- Boundaries and postcodes -----------------------------------------------------------------------------------------


def moved_wards():
    """Today's wards, of which the first gives half of its ground to the second."""
    west, east, *rest = new_wards()
    [ring] = square(0, 0)
    [other] = square(1, 0)
    middle = -1.39
    ring = [[middle if x == -1.38 else x, y] for x, y in ring]
    other = [[middle if x == -1.38 else x, y] for x, y in other]
    west, east = feature(CODES[0], [ring]), feature(CODES[1], [other])
    return [west, east, *rest]


def test_boundaries_are_loaded_compared_and_switched(in_use):
    rows = code_point(MIDDLES)
    leads_to(go("load_postcodes", post={"file": sent(rows, "s.csv")}), "postcodes")
    assert "4 postcodes of the council, of which 4 lie in one of its wards." in says(go("postcodes"))
    typed = {"file": sent(collection(moved_wards())), "kind": "ward", "name": "Review", "attribution": "Ours"}
    done = go("load_boundaries", post=typed)
    review = BoundarySet.objects.get(name="Review")
    leads_to(done, "boundary_set", review.pk)
    assert (review.state, review.from_date, active_set(ON)) == (SetState.LOADED, NEW, in_use)
    page = says(go("boundary_set", review.pk))
    assert "In use for the same days: Squares. 2 of 4 areas stay as they are." in page
    assert "postcodes lie in another ward." in page
    assert re.search(rf"{CODES[0]} \({CODES[0]}\) Moves 0\.0 ha 14\d\.\d ha", page)
    assert "The set that it replaces is kept" in says(go("switch_boundaries", review.pk))
    leads_to(go("switch_boundaries", review.pk, post={}), "boundary_set", review.pk)
    assert active_set(ON) == review
    assert "This set of boundaries is in use." in says(go("boundary_set", review.pk))
    leads_to(go("switch_boundaries", review.pk), "boundary_set", review.pk)
    page = says(go("boundaries"))
    assert re.search(r"Review 4 Since 6 May 2021 In use 22 November 2026 at 9am, by a command", page)
    assert "Replaced" in page
    leads_to(go("switch_boundaries", in_use.pk, post={}), "boundary_set", in_use.pk)
    assert active_set(ON) == in_use


def test_boundaries_that_are_wrong_are_refused_at_the_field(council):
    typed = {"kind": "ward", "attribution": "Ours"}
    page = says(go("load_boundaries", post={**typed, "file": sent("{")}))
    assert "Line 1: The file ends too early: it was cut short." in page
    page = says(go("load_boundaries", post={**typed, "file": sent(collection(new_wards()[:3]))}))
    assert f"Ward {CODES[3]} (Dale) is missing." in page
    page = says(go("load_boundaries", post={**typed, "file": sent(b"x" * (12 * 1024 * 1024 + 1))}))
    assert "A page takes files of up to 12 MB: use the command for this one" in page
    assert not BoundarySet.objects.exists()


def test_nothing_is_wrong_before_anything_is_sent(in_use):
    for name, *args in (
        ("set_up",), ("load_boundaries",), ("load_postcodes",), ("add_group", "clusters"), ("add_group", "parishes"),
        ("add_group", "named"), ("add_group", "localities"), ("change_ward", CODES[0]), ("move_ward", CODES[0]),
        ("confirm_cover", CODES[0]), ("change_group", "parishes", "beck"), ("end_group", "parishes", "beck"),
    ):  # fmt: skip
        assert "There is a problem" not in says(go(name, *args)), name


def test_schematic_boundaries_say_so(in_use):
    BoundarySet.objects.update(schematic=True)
    assert "Schematic: drawn, not the legal boundaries" in says(go("boundaries"))
    assert "not the legal boundaries" in says(go("boundary_set", in_use.pk))
    assert "Schematic: Squares" in says(go("desk"))


def test_postcodes_that_are_wrong_are_refused_at_the_field(in_use):
    page = says(go("load_postcodes", post={"file": sent('"S60 1AA",10,x,y\n', "s.csv")}))
    assert "Line 1: " in page
    page = says(go("load_postcodes", post={"file": sent(code_point([MIDDLES[0], MIDDLES[0]]), "s.csv")}))
    assert "The postcode S60 1AA stands in the file twice." in page
    assert not Postcode.objects.exists()


# --- Who, and at what cost --------------------------------------------------------------------------------------------


def test_everything_is_closed_to_whoever_is_no_administrator(in_use):
    other, ward, pk = Acting("co_ordinator", "head_of_neighbourhoods"), CODES[0], in_use.pk
    actions.start_cluster("Becks", "", list(wards_on(ON))[:2], on=ON, **act())
    for name, *args in (
        ("desk",), ("set_up",), ("desk_wards",), ("desk_ward", ward), ("change_ward", ward), ("move_ward", ward),
        ("confirm_cover", ward), ("boundaries",), ("load_boundaries",), ("boundary_set", pk),
        ("switch_boundaries", pk), ("postcodes",), ("load_postcodes",), ("cluster_wards", "becks"),
        ("groups", "named"), ("add_group", "named"), ("group", "clusters", "becks"),
        ("change_group", "clusters", "becks"), ("end_group", "clusters", "becks"),
    ):  # fmt: skip
        for post in (None, {}):
            with pytest.raises(Refused, match="Only an administrator"):
                go(name, *args, post=post, acting=other)


def test_lists_cost_the_same_whatever_their_length(wards):
    edition = wards[0].edition

    def add_wards(count):
        for _ in range(count):
            number = Ward.objects.count() + 1
            Ward.objects.create(
                code=f"E0599{number:04}", edition=edition, slug=f"w{number}", name=f"Ward {number}",
                ons_name=f"Ward {number}", number=number, seats=2,
            )  # fmt: skip

    def add(make):
        return lambda count: [make(f"Place {n} of {NamedPlace.objects.count()} {count}") for n in range(count)]

    def add_sets(count):
        for _ in range(count):
            number = BoundarySet.objects.count()
            actions.load_boundary_set(
                [], Source(f"set {number}", f"{number:064}"), kind=AreaKind.OTHER, from_date=ON, **act()
            )

    few = wards[:2]
    assert_same_queries(lambda: go("desk_wards"), add_wards)
    assert_same_queries(lambda: go("desk"), add_wards)
    of = {
        "localities": lambda name: actions.add_locality(name, on=ON, **act()),
        "clusters": lambda name: actions.start_cluster(name, "", few, on=ON, **act()),
        "parishes": lambda name: actions.add_parish(PlaceDetails(name, "parish"), few, on=ON, **act()),
        "named": lambda name: actions.add_named_place(PlaceDetails(name, "village"), few, on=ON, **act()),
    }
    for kind, make in of.items():
        assert_same_queries(lambda kind=kind: go("groups", kind), add(make))
    assert ParishCover.objects.count() == 4
    assert_same_queries(lambda: go("group", "clusters", Cluster.objects.first().slug), add_wards)
