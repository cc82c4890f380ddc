"""A person adds a passkey, signs out, and signs in with it alone, under the strict content security policy."""

import re

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.journeys import axe

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(chromium: Browser, site: str):
    """A page on localhost, since passkeys belong to a name, with a key that says yes to everything."""
    context = chromium.new_context(base_url=site.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    keys = context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield page
    context.close()


def test_a_passkey_is_added_and_signs_in_alone(page: Page):
    said: list[ConsoleMessage] = []
    page.on("console", lambda message: said.append(message))
    page.goto("/demo/")
    page.get_by_role("button", name="Leah Ogunbanjo").first.click()
    page.goto("/sign-in/second-step/keys/add/")
    assert axe.violations(page) == []
    page.get_by_label("Name of the key").fill("My phone")
    page.get_by_label("Let me sign in with this key alone").check()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    assert axe.violations(page) == []
    page.goto("/sign-in/second-step/keys/")
    expect(page.get_by_role("heading", name="My phone")).to_be_visible()
    page.goto("/sign-in/out/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile("/desk/$"))
    assert [message.text for message in said if message.type == "error"] == []


def test_without_javascript_the_page_leads_to_the_app(chromium: Browser, site: str):
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in/")
    assert page.get_by_role("button", name="Sign in with a passkey").count() == 0
    page.goto("/demo/")
    page.get_by_role("button", name="Dan Holroyd").first.click()
    page.goto("/sign-in/second-step/keys/add/")
    page.get_by_role("link", name="Set up an app instead").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up an app")
    context.close()
