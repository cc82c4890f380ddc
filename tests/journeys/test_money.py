"""£400 from a councillor's fund: asked for, supported, approved, on the ward page. Then £1,200 is refused, and why."""

import re
import time

import pytest

from wapentake.foundation.calendars import long_date, today
from wapentake.funding.states.officer_checks import LASTING, USUAL


def about_the_group(person, group: str) -> None:
    person.is_at("Apply for ward money").sees("1 of 4 sections done.", "Cannot start yet")
    person.follow("Your group").fill("Name of the group", group).choose("Community group").press("Save and continue")
    person.page.get_by_label("Yes", exact=True).first.check()
    person.fill("Name of one person who signs for the account", "Jo Invented")
    person.fill("Name of a second person who signs", "Lee Invented")
    person.page.get_by_label("Yes", exact=True).last.check()
    person.press("Save and continue")
    person.choose("No").press("Save and continue")
    person.fill("Your name", "Jo Invented").fill("Your e-mail address", "jo@example.org").press("Save and continue")


def about_the_project(person) -> None:
    person.sees("2 of 4 sections done.").follow("What you want to do, and why")
    person.fill("Your project in a few words", "Bulbs and hand tools for the volunteers")
    person.fill("What will you do with the money, and what will be better for it?", "Plant the verges on Clifton Lane.")
    person.press("Save and continue")
    person.fill("Who will benefit?", "Volunteers of all ages, and everybody who walks by.")
    person.fill("About how many people?", "40").press("Save and continue")
    person.fill("Older people", "12").press("Save and continue")
    person.fill("Who has been asked about it?", "Our members and the school.").press("Save and continue")
    person.choose("None of these").press("Save and continue")


def what_it_costs(person, pounds: str, anyway: bool) -> None:
    person.sees("3 of 4 sections done.").follow("What it costs")
    person.fill("What for", "Bulbs").choose("Running costs").fill("How much", "£1,000.00").press("Add another")
    second = person.page.get_by_role("group", name="Cost 2")
    second.get_by_label("What for").fill("A chest for the tools")
    second.get_by_label("Things that last longer than a year").check()
    second.get_by_label("How much").fill("5")
    person.press("Add another").sees("£1,005.00", "£5.00").press("Remove cost 2").does_not_see("£5.00")
    person.press("Add another")
    second.get_by_label("What for").fill("Hand tools")
    second.get_by_label("Running costs").check()
    second.get_by_label("How much").fill("600")
    person.press("Save and continue").sees("left", "The whole project costs £1,600.00")
    person.fill("How much are you asking Cllr Maureen Ashby for?", pounds).press("Save and continue")
    if anyway:
        person.sees("Ask for £1,184 or less. That is all Cllr Maureen Ashby has left this year")
        person.choose("Ask for it all the same").press("Save and continue")
    person.choose("I ask nobody else").press("Save and continue")
    person.choose("Nobody else gives anything").press("Save and continue")
    person.is_at("Papers that go with it").press("Save and continue")


def apply_for(person, group: str, pounds: str, *, anyway: bool = False) -> str:
    """Apply to Maureen Ashby as a community group does, and return the reference number."""
    person.open("/apply/?ward=boston-castle").is_at("Apply for ward money").press("Start now")
    person.choose("None of these").press("Save and continue")
    if "Which ward" in person.page.inner_text("main"):
        person.page.get_by_label("Which ward is your project in?").select_option("boston-castle")
        person.press("Save and continue")
    person.choose("Community Leadership Fund").press("Save and continue")
    person.choose("Cllr Maureen Ashby").press("Save and continue")
    about_the_group(person, group)
    about_the_project(person)
    what_it_costs(person, pounds, anyway)
    person.is_at("Apply for ward money").sees("4 of 4 sections done.").follow("Check your answers and apply")
    person.is_at("Check your answers").sees(group)
    if group.startswith("Moorgate"):
        person.picture("check-answers")
    person.press("Send the application")
    reference = re.search(r"CLF-\d{4}-\d{4}", person.page.inner_text("main"))
    assert reference, "The page gives no reference number"
    return reference[0]


@pytest.mark.parametrize("javascript", [False])
def test_400_pounds_from_the_form_to_the_ward_page(visitor, javascript):
    group = visitor(javascript=javascript, phone=True)
    reference = apply_for(group, "Friends of the Clifton Lane Verges", "400")
    group.follow("Follow your application").sees(reference)

    maureen = (
        visitor(phone=True, javascript=False, keyboard=True)
        .sign_in("maureen")
        .sees("£1,584 left of your £1,584")
        .picture("desk-phone")
    )
    maureen.follow("Decide on £400 for Friends of the Clifton Lane Verges")
    maureen.choose("No").choose("Support").fill(
        re.compile("Your reasons"), "It brings people out, and the verges need it."
    )
    maureen.fill(re.compile("Who gains"), "People of all ages. Nobody loses.").press("Record my decision")
    maureen.sees("reserved")

    says_it_sells_nothing(visitor(javascript=False).sign_in("dan").open(f"/desk/money/{reference}/sells/"))

    priya = (
        visitor(keyboard=True)
        .sign_in("priya")
        .open(f"/desk/money/?q={reference}")
        .sees("Friends of the Clifton Lane Verges")
    )
    priya.follow(re.compile("Friends of the Clifton Lane Verges"))
    priya.picture("decision").sees("Still to be checked")
    tick_all(priya, *(row.words for row in USUAL))
    priya.choose("No").choose("Approve")
    priya.fill(re.compile("Your reasons"), "Within the fund's rules, and the money is there.")
    priya.fill(re.compile("Who gains"), "People of all ages. Nobody loses.")
    priya.fill(re.compile("What else was considered"), "Nothing else was put forward.").press("Record my decision")
    decided = time.monotonic()
    resident = visitor(javascript=False)
    while "Friends of the Clifton Lane Verges" not in resident.fetch("/wards/boston-castle/"):
        assert time.monotonic() - decided < 5, "It took more than five seconds to reach the ward page"
        time.sleep(0.05)
    resident.open("/wards/boston-castle/").follow(re.compile("Friends of the Clifton Lane Verges")).sees(
        "£400", "It brings people out", "approves ward budgets under delegation"
    )
    resident.does_not_see("Jo Invented", "jo@example.org").picture("award")
    maureen.open("/desk/").sees("£1,184 left of your £1,584")

    second = visitor(keyboard=True)
    apply_for(second, "Moorgate Allotments", "1200", anyway=True)
    maureen.open("/desk/").follow("Decide on £1,200 for Moorgate Allotments")
    maureen.sees("You have £1,184 left, which is £16 too little.").picture("refused-phone")
    refused = maureen.page.get_by_role("button", name="Support")
    assert refused.get_attribute("aria-disabled") == "true"
    said = maureen.page.locator(f"#{refused.get_attribute('aria-describedby')}")
    assert "You have £1,184 left, which is £16 too little." in said.inner_text()
    refused.click(force=True)
    maureen.check().sees("You have £1,184 left, which is £16 too little.")
    maureen.open("/desk/").sees("£1,184 left of your £1,584")


def tick_all(officer, *checks: str) -> None:
    """Tick the checks of a fund, and go back to the application."""
    officer.follow("Tick the checks, or take one back")
    for check in checks:
        officer.choose(check)
    officer.press("Keep what I checked").sees(f"All {len(checks)} checks").follow("Back to the application")


STORE = "Vote on £640 for Clifton Green Volunteers"


def votes_by_keyboard(person, reasons: str) -> None:
    """Find on the desk what awaits one's vote, and vote for it, without a mouse."""
    person.sees(STORE, "Your vote: ", "Each step is taken within 10 working days.")
    person.tab_to(STORE).page.keyboard.press("Enter")
    person.sees("With the ward’s members", "Has still to vote.").check()
    person.tab_to("no").page.keyboard.press("Space")
    person.tab_to("for").page.keyboard.press("Space")
    person.page.keyboard.press("Tab")
    person.page.keyboard.type(reasons)
    person.tab_to("Record my vote").page.keyboard.press("Enter")
    person.sees("Your vote is recorded.", f"For, {long_date(today())}. {reasons}").check()


def test_two_members_vote_by_keyboard_and_the_ward_page_shows_the_award(visitor):
    maureen = visitor(phone=True).sign_in("maureen")
    votes_by_keyboard(maureen, "They carry everything from home.")
    maureen.sees("You voted: for. You can change it until it is decided.")
    grace = visitor().sign_in("grace")
    votes_by_keyboard(grace, "It keeps Saturdays going.")
    grace.sees("How the members voted", "reserved")

    priya = visitor(javascript=False).sign_in("priya").open(grace.page.url.removeprefix(grace.address))
    priya.sees("They carry everything from home.", "It keeps Saturdays going.")
    tick_all(priya, *(row.words for row in LASTING))
    knows_what_is_missing(priya)
    dan = visitor(keyboard=True).sign_in("dan").open(priya.page.url.removeprefix(priya.address))
    says_it_sells_nothing(dan.follow("Ask the group, and write down what it says"))
    priya.open(priya.page.url.removeprefix(priya.address))
    priya.choose("No").choose("Approve")
    priya.fill(re.compile("Your reasons"), "All three members are for it, and the money is there.")
    priya.fill(re.compile("Who gains"), "Volunteers of all ages. Nobody loses.")
    priya.fill(re.compile("What else was considered"), "A shed, which would not be safe.").press("Record my decision")
    priya.sees("Your decision is recorded.")
    resident, decided = visitor(javascript=False), time.monotonic()
    while "A store for tools by the bandstand" not in resident.open("/wards/boston-castle/").page.inner_text("main"):
        assert time.monotonic() - decided < 30, "The award did not reach the ward page"
    resident.follow(re.compile("A store for tools")).sees(
        "The members of Boston Castle recommended it", "They carry everything from home.", "It keeps Saturdays going."
    )


def knows_what_is_missing(officer) -> None:
    """The button to approve says that the group has not been asked whether it sells."""
    refused = officer.page.get_by_role("button", name="Approve £640")
    assert refused.get_attribute("aria-disabled") == "true"
    why = officer.page.locator(f"#{refused.get_attribute('aria-describedby')}").inner_text()
    assert "has not been asked whether it sells goods or services. Ask it, and write down what it says." in why


def says_it_sells_nothing(co_ordinator) -> None:
    """The ward's co-ordinator asks the group, which no councillor and no finance officer does."""
    co_ordinator.is_at("Whether the group sells")
    co_ordinator.choose("No").press("Write it down").sees("What the group says about selling is written down.")


AMOUNTS = ["0", "-1", "0.005", "1e3", "NaN", "４００", "1.584,00", ""]


def test_an_amount_that_cannot_be_read_says_what_to_do(visitor):
    group = visitor(phone=True).open("/apply/?councillor=maureen-ashby").press("Start now")
    group.page.goto(re.sub(r"/[a-z]+/$", "/amount/", group.page.url))
    for typed in AMOUNTS:
        group.page.get_by_label(re.compile("How much are you asking")).fill(typed)
        group.press("Save and continue")
        assert group.page.title().startswith("Error: "), typed
        assert group.page.locator(".govuk-error-summary a").first.inner_text().startswith("Enter"), typed
        assert group.page.get_by_label(re.compile("How much are you asking")).input_value() == typed
