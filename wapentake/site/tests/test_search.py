"""The search finds what is published, by its words, its ward, and places by names that are not quite theirs."""

import pytest
from django.test import Client

from wapentake.foundation import calendars
from wapentake.foundation.published import marking
from wapentake.places.models import Ward
from wapentake.places.queries import PlaceName, named_so, probably_meant, wards_on
from wapentake.site import documents
from wapentake.site.forms import SearchForm
from wapentake.site.pages import search as pages

NAMES = [
    PlaceName(name, "Ward", ()) for name in ("Dinnington", "Wath", "Boston Castle", "Bramley and Ravenfield", "Sitwell")
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Dinington", ["Dinnington"]),
        ("dinnigton", ["Dinnington"]),
        ("Wahth", ["Wath"]),
        ("Wahhhth", []),  # three slips in a short word are too many
        ("Wathh", ["Wath"]),
        ("Bosten Castle", ["Boston Castle"]),
        ("Ravenfeild", ["Bramley and Ravenfield"]),
        ("Stiwell", ["Sitwell"]),
        ("Wath", []),  # it is a name: nothing else was meant
        ("bus", []),
        ("x" * 200, []),
    ],
)
def test_slips_are_few(typed, meant):
    assert probably_meant(typed, NAMES) == meant


def test_a_name_is_found_as_whole_words():
    assert [place.name for place in named_so("ravenfield", NAMES)] == ["Bramley and Ravenfield"]
    assert named_so("raven", NAMES) == []
    assert named_so("at", NAMES) == []


def test_every_family_of_pages_is_searched_or_said_not_to_be():
    families = marking.families().keys()
    assert families == pages.KIND_OF.keys() | pages.NOT_SEARCHED
    assert not pages.KIND_OF.keys() & pages.NOT_SEARCHED


@pytest.fixture
def ask(served_db):
    """Search as a stranger does, and look at the page both as it is worked out and as it reads."""

    def asking(kind="", page="", **words):
        answer = Client().get("/search/", words | {"kind": kind, "page": page})
        assert answer.status_code == 200
        form = SearchForm(words, wards=list(wards_on(calendars.today())))
        assert form.is_valid()
        return pages.search_page(form, kind, page, calendars.now()), answer.content.decode()

    return asking


def test_the_borough_is_searched(ask):
    page, html = ask(q="benches")
    assert page.count == len(page.lines) or page.count > len(page.lines) == pages.SHOWN
    assert all(any("bench" in words.lower() for marked, words in line.excerpt if marked) for line in page.lines)
    assert "<mark>" in html
    kinds = {kind.label: kind.count for kind in page.kinds}
    assert kinds["Everything"] == page.count == sum(kinds.values()) - page.count

    money, _ = ask(q="benches", kind="money")
    assert money.count == kinds["Awards and money"]
    assert {line.kind for line in money.lines} == {"Awards and money"}

    ward = Ward.objects.get(edition__to_date=None, slug="wath")
    own, _ = ask(q="benches", ward="wath")
    assert own.count < page.count
    assert own.ward == ward

    last, _ = ask(q="ward", page="9999")
    assert last.pages.number == last.pages.count
    assert last.lines
    assert {line.href for line in last.lines}.isdisjoint({line.href for line in ask(q="ward")[0].lines})


def test_a_mistyped_place_and_a_place_of_that_name(ask):
    page, html = ask(q="Dinington")
    assert page.meant[0][0] == "Dinnington"
    assert "Did you mean" in html
    page, _ = ask(q="Wath")
    assert page.places[0].name == "Wath"
    assert page.places[0].wards == [("Wath", "/wards/wath/")]
    assert not page.meant
    assert page.lines[0].href.startswith("/wards/wath/")


def test_nothing_found_says_where_else_to_turn(ask):
    page, html = ask(q="xylophone quartet")
    assert page.count == 0
    assert "enter your postcode" in html


def test_what_is_not_published_is_not_found(ask, django_user_model):
    """Who signs in, and what stands on the desk, is on no page."""
    page, _ = ask(q="monitoring.officer@example.gov.uk")
    assert page.count == 0


def test_a_postcode_leads_to_its_ward(served_db):
    answer = Client().get("/search/", {"q": "s60 1ae"})
    assert answer.status_code == 302
    assert answer["Location"] == "/find/?postcode=s60+1ae"


def test_an_unknown_ward_is_said_at_its_field(served_db):
    html = Client().get("/search/", {"q": "park", "ward": "nowhere"}).content.decode()
    assert 'id="id_ward-error"' in html
    assert "There is a problem" in html


def test_the_sitemap_lists_what_is_public(served_db, monkeypatch):
    body = b"".join(Client().get("/sitemap.xml").streaming_content).decode()
    assert "/wards/wath/</loc>" in body
    assert "/desk/" not in body
    assert ".atom" not in body
    addresses = body.count("<url>")
    assert addresses == body.count("\n") - 3 > 500

    monkeypatch.setattr(documents, "MOST_ADDRESSES", addresses // 2)
    index = b"".join(Client().get("/sitemap.xml").streaming_content).decode()
    assert index.count("<sitemap>") == (3 if addresses % 2 else 2)
    parts = [b"".join(Client().get(f"/sitemap.xml?part={part}").streaming_content).decode() for part in (1, 2, 3)]
    assert sum(part.count("<url>") for part in parts) == addresses


def test_a_demonstration_is_not_for_search_engines(settings):
    settings.WAPENTAKE_ADDRESS = "https://wards.example.gov.uk"
    assert documents.robots().endswith("Disallow: /\n")
    settings.WAPENTAKE_DEMO = False
    assert "Disallow: /desk/" in documents.robots()
    assert documents.robots().endswith("Sitemap: https://wards.example.gov.uk/sitemap.xml\n")
