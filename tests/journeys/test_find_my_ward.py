"""A resident types a postcode, without JavaScript, on a phone, or by keyboard alone, and knows who represents them."""

import re
from urllib.parse import urlsplit

import pytest

PHONE = 320  # pixels


def test_a_postcode_leads_to_its_ward_without_javascript(visitor):
    person = visitor(javascript=False)
    for postcode in ("S60 1AE", "s601ae", " S60-1AE "):
        person.open("/").is_at("Who speaks for your street, and what they are doing about it")
        person.fill("Your postcode", postcode).press("Find my ward")
        person.is_at("Boston Castle").sees("Cllr Maureen Ashby", "Central locality", "What they are working on")
        person.sees("left to award", "Latest awards", "Dan Holroyd")


def test_another_ward_in_lower_case(visitor):
    visitor(javascript=False).open("/").fill("Your postcode", "s651aa").press("Find my ward").sees("Your councillors")


WRONG = {
    "": "Enter a postcode",
    "S60": "S60",
    "hello": "hello",
    "S1 2HH": "Sheffield",
    "EH1 1YZ": "Scotland",
    "CF10 1EP": "Wales",
    "ZZ99 9ZZ": "ZZ99 9ZZ",
    "s602lg": "S60 2LG is no longer in use. It was in Boston Castle ward.",
}


def test_each_wrong_postcode_has_its_own_sentence_and_a_way_on(visitor):
    person = visitor(phone=True)
    for typed, says in WRONG.items():
        person.open("/").fill("Your postcode", typed).press("Find my ward").sees(says)
        on = person.page.locator("main").get_by_role("link", name="Choose your ward from the list", exact=True)
        assert on.get_attribute("href") == "/wards/", typed
    person.follow("Choose your ward from the list").is_at("The 25 wards")


def test_the_wards_stand_in_a_list_beside_the_map(visitor):
    person = visitor().open("/").picture("front").open("/wards/").picture("wards")
    person.follow("Wath").is_at("Wath").picture("ward")
    assert person.page.url.endswith("/wards/wath/")


def test_by_keyboard_alone(visitor):
    person = visitor(keyboard=True).open("/")
    person.tab_to("Skip to main content").page.keyboard.press("Enter")
    person.fill("Your postcode", "S60 1AE")
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    person.check().is_at("Boston Castle")


MAIN_PAGES = ["/", "/wards/", "/wards/boston-castle/", "/money/", "/how-it-works/", "/apply/"]
SITE_PAGES = ["/wards/boston-castle/priorities/", "/data/", "/strategies/thriving-neighbourhoods/"]
STATEMENTS = ["/budget/2021-22/", "/budget/2017-18/", "/wards/boston-castle/budget/2021-22/"]


def test_main_pages_at_320_pixels(visitor):
    person = visitor(phone=True)
    for path in (*MAIN_PAGES, *SITE_PAGES, *STATEMENTS):
        person.open(path)


@pytest.mark.nightly
@pytest.mark.timeout(900)
def test_no_page_of_the_site_is_wider_than_a_phone(visitor):
    """Every page of the sitemap; those that journeys open are looked at by day, in more ways."""
    person = visitor(phone=True)
    maps = [person.address + "/sitemap.xml"]
    pages: list[str] = []
    while maps:
        found = re.findall(r"<loc>(.*?)</loc>", person.page.request.get(maps.pop()).text())
        maps += [person.address + urlsplit(one).path for one in found if one.endswith(".xml")]
        pages += [urlsplit(one).path for one in found if not one.endswith(".xml")]
    assert len(pages) > 1_000
    wide = {}
    for path in pages:
        person.page.goto(person.address + path)
        width = person.page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE:
            wide[path] = width
    assert wide == {}


def test_every_link_of_the_ward_page_leads_somewhere(visitor):
    person = visitor().open("/wards/boston-castle/")
    links = person.page.locator("a[href]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    for href in sorted({link for link in links if link.startswith("/")}):
        answer = person.page.request.get(person.address + href)
        assert answer.status == 200, f"{href} answers {answer.status}"
