"""Words for any council: what is Rotherham's own stands in the settings, and the statement keeps to its form."""

import pytest
from django.test import Client

from wapentake.design.views import error_page
from wapentake.foundation import calendars
from wapentake.office.tests import factories as make
from wapentake.places.queries import ward_for_postcode
from wapentake.site.pages import how_page

pytestmark = pytest.mark.django_db
OURS = ("Rotherham", "Neighbourhoods Team", "borough", "S60 1AE", "every two years", "hree to five")


@pytest.fixture
def elsewhere(settings):
    settings.WAPENTAKE_COUNCIL = "Craven"
    settings.WAPENTAKE_SITE_NAME = "Craven neighbourhoods"
    settings.WAPENTAKE_AREA = "district"
    settings.WAPENTAKE_TEAM = "Communities Team"
    settings.WAPENTAKE_POSTCODE = "BD23 1AA"


@pytest.mark.parametrize("address", ["/", "/how-it-works/", "/find/", "/money/", "/accessibility/", "/wards/skipton/"])
def test_no_page_says_what_is_rotherhams(elsewhere, address):
    make.make_ward("Skipton")
    make.Ward.objects.update(slug="skipton")
    text = Client().get(address).content.decode()
    assert "Craven" in text
    assert [word for word in OURS if word in text] == []


def test_errors_and_sentences_use_the_councils_words(elsewhere):
    assert "ask your co-ordinator or the Communities Team." in error_page(403).content.decode()
    assert "tell the Communities Team what you" in error_page(500).content.decode()
    assert ward_for_postcode("here").sentence.endswith("Enter one like BD23 1AA.")
    assert "across the district" in Client().get("/").content.decode()


def test_how_many_speak_for_a_ward_comes_from_the_seats():
    on = calendars.today()
    assert how_page(on).members == "Their councillors speak for them."
    make.make_ward("One", seats=1)
    assert how_page(on).members == "One councillor speaks for each."
    make.make_ward("Two", seats=2)
    make.make_ward("Three", seats=3)
    assert how_page(on).members == "One, two or three councillors speak for each."


def test_the_accessibility_statement_has_its_status_and_dates():
    text = Client().get("/accessibility/").content.decode()
    assert "<strong>partially compliant</strong>" in text
    assert "due to the non-compliances listed below" in text
    assert "This statement was prepared on 22 November 2026." in text
    assert "reviewed again by 27 November 2027" in text
    assert "not yet assessed" not in text
