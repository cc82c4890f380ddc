"""A ward's sections, the localities and the named places: each says what is so, and leads on."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation import calendars
from wapentake.office.queries import NOTHING, LeftOut
from wapentake.office.states import HeldPart
from wapentake.office.tests import factories as make
from wapentake.places.models import NamedPlace, Ward
from wapentake.plans.models import InputCall
from wapentake.plans.tests.cast import NOW, town
from wapentake.plans.tests.cast import TODAY as DAY_OF_TOWN
from wapentake.site.forms import MOST_CHOICES, SearchForm
from wapentake.site.pages import sections
from wapentake.site.queries import ward_sections

TODAY = calendars.today()
YEAR = dt.timedelta(days=365)


def read(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.usefixtures("cast_to_read")
def test_every_section_stands_and_leads_to_the_others():
    for link in ward_sections("/wards/boston-castle/", TODAY):
        html = read(link.href)
        marked = re.findall(r'<a class="govuk-link" href="([^"]+)" aria-current="page">', html)
        assert marked == [link.href]
        assert html.count("<h1") == 1
    for section, says in (("priorities", "Progress in Boston Castle"), ("have-your-say", "Clifton Park: what comes")):
        feed = ElementTree.fromstring(read(f"/wards/boston-castle/{section}.atom"))
        assert says in "".join(feed.itertext())
        keys = [one.findtext("{*}id") for one in feed.findall("{*}entry")]
        assert keys
        assert len(keys) == len(set(keys))
    assert "Version 1" in read("/wards/boston-castle/priorities/")
    assert "Clifton Green Volunteers" in read("/wards/boston-castle/groups/")
    asked = read("/wards/boston-castle/have-your-say/")
    assert "Clifton Park: what comes first?" in asked
    assert "Clifton Park: what comes first?" in read("/have-your-say/")
    for href in re.findall(
        r'href="(/wards/boston-castle/[^"]*(?:pdf|csv|xlsx))"', read("/wards/boston-castle/reports/")
    ):
        assert Client().get(href).status_code == 200, href


@pytest.mark.usefixtures("cast_to_read")
def test_areas_and_the_front_page_say_what_is_near():
    central = read("/localities/central/")
    assert "Boston Castle" in central
    assert "Dan Holroyd" in central
    assert "Coffee and a councillor at the Unity Centre" in central
    assert "Wath</a>" not in central
    town = read("/places/rotherham-town-centre/")
    assert "Town centre" in town
    assert "Follow this place" in town
    follow = re.findall(r'href="(/subscribe/\?place=[^"]+)"', town)
    assert follow == ["/subscribe/?place=rotherham-town-centre"]
    assert "Rotherham town centre" in read(follow[0])
    assert Client().get("/localities/nowhere/").status_code == 404
    front = read("/")
    assert "Coming up" in front
    assert "New swings at Clifton Park are open" in front
    assert "What you can expect of your councillors" in front


@pytest.mark.django_db
def test_who_has_left_office_stands_below_who_holds_it():
    ward = make.make_ward("Boston Castle", seats=2)
    make.make_councillor(ward, "Ada", TODAY - YEAR, TODAY + YEAR)
    make.make_councillor(ward, "Ben", TODAY - YEAR, TODAY)
    page = sections.members_page(ward, TODAY)
    assert [person.name for person in page.people] == ["Cllr Ada"]
    assert [row.cells[0].text for row in page.past.rows] == ["Ben"]
    assert ward_sections("/wards/boston-castle/2012/", TODAY) == []
    assert ward_sections("/wards/nowhere/news/", TODAY) == []
    assert NamedPlace.objects.count() == 0


@pytest.mark.django_db
def test_what_is_asked_costs_the_same_however_much_it_is():
    castle = town()
    days = {"opens_on": DAY_OF_TOWN, "closes_on": DAY_OF_TOWN + YEAR, "drafted_at": NOW, "drafted_by": castle.dan}

    def ask(number: int) -> None:
        for _ in range(number):
            slug = f"call-{InputCall.objects.count()}"
            InputCall.objects.create(
                ward=castle.ward, cycle=castle.cycle, slug=slug, title=slug, state="open", opened_at=NOW, **days
            )

    assert_same_queries(lambda: sections.asked_page(castle.ward, DAY_OF_TOWN, NOTHING), ask)
    assert_same_queries(lambda: sections.all_asked_page(NOW, NOTHING), ask)
    assert len(sections.asked_page(castle.ward, DAY_OF_TOWN, NOTHING).open) == 6
    assert sections.asked_page(castle.ward, DAY_OF_TOWN, LeftOut(frozenset(HeldPart.values), "Held.")).open == []


def test_a_long_list_of_wards_is_typed_not_chosen():
    wards = [Ward(slug=f"ward-{n}", name=f"Ward {n}") for n in range(MOST_CHOICES + 1)]
    typed = SearchForm({"q": "bench", "ward": " ward 7"}, wards=wards)
    assert typed.is_valid()
    assert typed.chosen is wards[7]
    wrong = SearchForm({"q": "bench", "ward": "Nowhere"}, wards=wards)
    assert not wrong.is_valid()
    assert "No ward has that name" in wrong.errors["ward"][0]
    assert len(str(SearchForm({"q": ""}, wards=wards))) < 3000
    few = SearchForm({"q": "bench", "ward": "ward-7"}, wards=wards[:20])
    assert few.is_valid()
    assert few.chosen is wards[7]
