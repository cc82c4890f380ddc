"""The pages of places, as a browser without JavaScript is given them."""

import datetime as dt
import math

import html5lib
import pytest
import shapely
from django.core.management import call_command

from wapentake.foundation.published.marking import families
from wapentake.places import actions, pages
from wapentake.places.models import Boundary, BoundarySet, OutwardCode, Postcode, Ward
from wapentake.places.queries.ground import edges_of
from wapentake.places.readers.council import read_council
from wapentake.places.states import PostcodeState

from .conftest import AT, CODES, ON, SOUTH, STEP, WEST, collection, new_wards

OURS = "E08000018"


def parsed(response):
    """Return the page as a tree; whatever is not valid HTML fails."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(response.content.decode())


def text_of(tree, path):
    return [" ".join("".join(found.itertext()).split()) for found in tree.iterfind(path)]


def links(tree):
    return {
        " ".join("".join(a.itertext()).split()): a.get("href") for a in tree.iterfind(".//main//a") if a.get("href")
    }


@pytest.fixture
def rotherham(db):
    data, source = read_council()
    actions.set_up_council(data, by=None, at=AT, source=source)


@pytest.fixture
def postcodes(council, file):
    call_command("load_boundaries", str(file(collection(new_wards()))))
    ward = Ward.objects.get(code=CODES[0])
    Postcode.objects.create(code="S601AE", council_code=OURS, ward=ward)
    Postcode.objects.create(code="S601AG", council_code=OURS, ward=ward, state=PostcodeState.TERMINATED)
    OutwardCode.objects.create(code="S1", councils=["E08000039"])


def test_the_wards_are_listed_by_locality_with_a_map(postcodes, client):
    tree = parsed(client.get("/wards/"))
    assert text_of(tree, ".//h1") == ["The 4 wards"]
    found = links(tree)
    assert (found["Alder and Ash"], found["Dale"]) == ("/wards/alder-and-ash/", "/wards/dale/")
    assert (found["Low, until 2021"], found["High, until 2021"]) == ("/wards/low/2004/", "/wards/high/2004/")
    assert "The numbers are the ones on the map." in text_of(tree, ".//p")
    drawn = tree.find(".//main//{*}svg[@class='wt-map']")
    assert len(drawn.findall(".//{*}path")) == 4
    assert {a.get("tabindex") for a in drawn.iterfind(".//{*}a")} == {"-1"}


def test_streets_are_offered_where_the_council_says_where_they_come_from(postcodes, client, settings):
    plain = client.get("/wards/").content
    settings.WAPENTAKE_TILES = "https://tile.example.org/{z}/{x}/{y}.png"
    tree = parsed(client.get("/wards/"))
    drawn = tree.find(".//main//{*}svg[@class='wt-map']")
    corner = [float(number) for number in drawn.get("data-ground").split()]
    unit = 2 * STEP / 1000
    flat = math.cos(math.radians(SOUTH + STEP))
    assert corner == pytest.approx([WEST, SOUTH + 2 * STEP, unit, unit * flat], abs=1e-8)
    assert drawn.get("data-tiles") == settings.WAPENTAKE_TILES
    assert [one for one in tree.iterfind(".//script") if "streets.js" in one.get("src", "")]
    assert b"streets" not in plain
    assert b"https://tile.example.org. Whoever" in client.get("/privacy/").content
    assert b"streets.js" in client.get("/").content


def test_the_edges_of_boundaries_are_shapelys(postcodes):
    shapes = [bytes(one.geometry) for one in Boundary.objects.all()]
    many = shapely.MultiPolygon([shapely.from_wkb(wkb) for wkb in shapes[:1]] + [shapely.box(3, 4, 5, 6)])
    holed = shapely.box(0, 0, 9, 9).difference(shapely.box(3, 3, 4, 4))
    for wkb in [*shapes, shapely.to_wkb(many), shapely.to_wkb(holed, byte_order=0)]:
        assert edges_of(wkb) == shapely.from_wkb(wkb).bounds


def test_without_boundaries_there_is_a_list_and_no_map(rotherham, client):
    tree = parsed(client.get("/wards/"))
    assert text_of(tree, ".//h1") == ["The 25 wards"]
    assert links(tree)["Wath"]
    assert tree.find(".//main//{*}svg[@class='wt-map']") is None
    assert "The 21 wards before May 2021" in text_of(tree, ".//h2")


def test_a_sketch_is_called_one(postcodes, client):
    BoundarySet.objects.update(schematic=True)
    said = parsed(client.get("/wards/"))
    assert any("It does not show the legal boundaries" in line for line in text_of(said, ".//p"))


def test_before_a_council_is_set_up_there_are_no_wards(db, client):
    assert client.get("/wards/").status_code == 404


def test_the_list_takes_as_many_queries_for_many_wards(rotherham, council, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        pages.wards_page(ON)


def test_an_earlier_ward_says_what_it_became(rotherham, client):
    tree = parsed(client.get("/wards/holderness/2004/"))
    assert text_of(tree, ".//h1") == ["Holderness"]
    said = text_of(tree, ".//p")
    assert "This ward stood from 10 June 2004 to 5 May 2021. It elected three councillors." in said
    assert "59% of its postcodes" in said
    found = links(tree)
    assert found["Aston and Todwick"] == "/wards/aston-and-todwick/"
    order = "The Rotherham (Electoral Changes) Order 2018 (SI 2018/327)"
    assert found[order] == "https://www.legislation.gov.uk/uksi/2018/327"


def test_an_earlier_ward_without_successors_leads_to_the_postcode(council, client):
    assert links(parsed(client.get("/wards/low/2004/")))["Find today’s ward by your postcode"] == "/find/"


def test_the_ward_of_today_is_at_its_own_address(rotherham, client):
    answer = client.get("/wards/wath/2021/")
    assert (answer.status_code, answer["Location"]) == (302, "/wards/wath/")
    assert client.get("/wards/wath/1999/").status_code == 404
    assert client.get("/wards/nowhere/2004/").status_code == 404


def test_every_earlier_wards_page_is_published(rotherham):
    assert len(pages.earlier_paths(ON)) == 21
    assert pages.earlier_paths(dt.date(2020, 1, 1)) == []
    found = families()
    assert found["wards"].paths() == ["/wards/"]
    assert "/wards/holderness/2004/" in found["earlier wards"].paths()


def test_the_list_is_good_until_the_next_edition(council):
    assert pages.wards_page(dt.date(2021, 5, 5)).valid_until.date() == dt.date(2021, 5, 6)
    assert pages.wards_page(ON).valid_until is None


def test_a_postcode_leads_to_its_ward(postcodes, client):
    for typed in ("S60 1AE", "s601ae", "s60-1ae"):
        answer = client.get("/find/", {"postcode": typed})
        assert (answer.status_code, answer["Location"]) == (302, "/wards/alder-and-ash/")
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "heading", "sentence", "way_on", "href"),
    [
        (
            "S60 1AG", "That postcode is no longer in use",
            "S60 1AG is no longer in use. It was in Alder and Ash ward.",
            "Go to Alder and Ash ward", "/wards/alder-and-ash/",
        ),
        (
            "S1 2HH", "That postcode is in another council",
            "Postcodes that begin S1 are in Sheffield, not in Rotherham.",
            "Find your own council on GOV.UK", "https://www.gov.uk/find-local-council",
        ),
        (
            "EH1 1YZ", "That postcode is not in England", "EH1 1YZ is in Scotland. Rotherham’s wards are in England.",
            "Find your own council on GOV.UK", "https://www.gov.uk/find-local-council",
        ),
        (
            "S60 9ZZ", "We cannot find that postcode",
            "We do not know the postcode S60 9ZZ. Check it, or choose your ward from the list.",
            "Choose your ward from the list", "/wards/",
        ),
    ],
)  # fmt: skip
def test_each_answer_has_its_sentence_and_a_way_on(postcodes, client, typed, heading, sentence, way_on, href):
    answer = client.get("/find/", {"postcode": typed})
    tree = parsed(answer)
    assert answer.status_code == 200
    assert text_of(tree, ".//h1") == [heading]
    assert sentence in text_of(tree, ".//p")
    assert links(tree)[way_on] == href
    assert links(tree)["Choose your ward from the list"] == "/wards/"
    assert tree.find(".//input[@name='postcode']").get("value") == typed
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Enter a postcode, like S60 1AE."),
        ("S60", "“S60” is not a whole postcode. Enter one like S60 1AE."),
        ("<script>alert(1)</script>", "“<script>alert(1)</script>” is not a whole postcode. Enter one like S60 1AE."),
    ],
)
def test_what_is_no_postcode_is_said_at_the_field(postcodes, client, typed, says):
    tree = parsed(client.get("/find/", {"postcode": typed}))
    assert text_of(tree, ".//title")[0].startswith("Error: Find your ward")
    summary = tree.find(".//*[@class='govuk-error-summary']")
    assert summary.find(".//a").get("href") == "#postcode"
    assert tree.find(".//input[@name='postcode']").get("aria-describedby").endswith("postcode-error")
    assert says in "".join(summary.itertext())


def test_an_address_with_a_nul_is_refused(client):
    assert client.get("/find/", {"postcode": "S60 1AE\x00"}).status_code == 400


def test_the_question_before_it_is_asked_has_no_error(postcodes, client):
    tree = parsed(client.get("/find/"))
    assert text_of(tree, ".//title")[0].startswith("Find your ward")
    assert tree.find(".//*[@class='govuk-error-summary']") is None


def test_only_questions_are_answered(postcodes, client):
    assert client.post("/find/", {"postcode": "S60 1AE"}).status_code == 405


@pytest.mark.parametrize("path", ["/wards/maltby/0/", "/wards/maltby/10000/", f"/wards/maltby/{9**30}/"])
def test_a_year_that_no_edition_can_begin_in_is_not_there(rotherham, client, path):
    assert "Page not found" in client.get(path).content.decode()


def test_nul_in_a_path_is_refused(client, db):
    assert client.get("/api/wards/%00").status_code == 400
