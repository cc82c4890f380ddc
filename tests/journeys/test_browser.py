"""The control of the journeys: a page that is not valid HTML stops whoever comes to it, also if axe finds nothing."""

import pytest
from playwright.sync_api import Browser

from .browser import Person

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Wath</title></head><body><main><h1>Wath</h1>{}</main></body></html>
"""
ADDRESS = "http://wath.test"


@pytest.mark.parametrize("planted", ["<p>One</p></section>", "<p id='a'>One</p><p id='a'>Two</p>"])
def test_a_page_that_is_not_valid_fails_its_journey(chromium: Browser, planted: str):
    context = chromium.new_context()
    person = Person(context, ADDRESS)
    context.route("**/good/", lambda route: route.fulfill(body=PAGE.format("<p>One</p>"), content_type="text/html"))
    context.route("**/bad/", lambda route: route.fulfill(body=PAGE.format(planted), content_type="text/html"))
    person.open("/good/")
    with pytest.raises(AssertionError, match=r"wath\.test/bad/ is not valid HTML:\nline 2"):
        person.open("/bad/")
    context.close()
