"""The bulletin: a resident gets it by e-mail and leaves it again; the ward's team writes, orders and sends it.

By keyboard alone and without JavaScript where that is how they do it; then axe looks.
"""

import re
import time
from pathlib import Path

from wapentake.foundation import calendars
from wapentake.foundation.calendars import months_after

CONFIRM = re.compile(r"To: ann@example\.org.*?http://[^\s/]+(/subscribe/confirm/[\w.-]+/)", re.DOTALL)
TEST = re.compile(r"(To: dan\.holroyd@(?:(?!\nTo: ).)*?until Christmas)", re.DOTALL)
MARKET = "Stalls on Clifton Lane"


def mailed(folder: Path, what: re.Pattern[str], patience: float = 60) -> str:
    """Return what stands in a mail, once the program's worker has sent it: mails stand in its log here."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        for log in folder.glob("data*/serve.log"):
            if found := what.findall(log.read_text()):
                return str(found[-1])
        time.sleep(0.2)
    raise AssertionError(f"No mail was sent that has {what.pattern}")


def test_a_resident_subscribes_changes_and_leaves(visitor, tmp_path_factory):
    ann = visitor(javascript=False, keyboard=True).open("/").follow("Get your ward’s bulletin")
    ann.is_at("Subscribe to the e-bulletin").fill("Your postcode", "S60 1AE").press("Tick my ward")
    ann.sees("S60 1AE is in Boston Castle").fill("Your e-mail address", "not an address").press("Subscribe")
    ann.sees("Enter an e-mail address in the correct format").fill("Your e-mail address", "ann@example.org")
    ann.page.wait_for_timeout(2_000)  # nobody types faster than the rule of subscriptions allows
    ann.choose("Wath").press("Subscribe").is_at("Check your mail")
    link = mailed(tmp_path_factory.getbasetemp(), CONFIRM)
    ann.open(link).is_at("Confirm your subscription").sees("Boston Castle", "Wath").press("Yes, send me the bulletin")
    ann.is_at("What you get by e-mail").sees("You get the e-bulletin.")
    preferences = ann.page.url.removeprefix(ann.address)
    ann.choose("Keppel").choose(re.compile("count that I opened")).press("Save")
    ann.sees("What you get is changed.").follow("Leave the bulletin altogether").is_at("Leave the e-bulletin")
    ann.sees("Boston Castle; Keppel; Wath")
    leave = ann.page.url.removeprefix(ann.address)
    ann.press("Stop all bulletins").is_at("You have left")
    ann.open(link).sees("There is nothing left to confirm")
    eyes = visitor(phone=True)
    for path in ("/subscribe/?postcode=S60+1AE", "/subscribe/?ward=wath", "/subscribe/check-your-mail/", link,
                 preferences, leave):  # fmt: skip
        eyes.open(path)


def titles(person) -> list[str]:
    """Return the headlines of a draft's parts as they stand."""
    return person.page.locator("main ol > li h3").all_inner_texts()


def next_month() -> str:
    """Return the month whose bulletin nobody has written yet."""
    return f"{months_after(calendars.today().replace(day=1), 1):%B %Y}"


def test_a_draft_is_ordered_spoken_of_sent_and_read(visitor, tmp_path_factory):
    dan = visitor(keyboard=True).sign_in("dan").open("/desk/bulletins/").press("Write this month’s draft")
    dan.choose("Boston Castle").choose(next_month()).press("Write the draft").sees("The draft is written")
    dan.press("Add a part").fill("Headline", MARKET).fill("Text", "Ten stalls, **every Saturday**.").press("Add it")
    assert titles(dan)[-1] == MARKET
    for place in range(len(titles(dan)) - 1, 0, -1):
        dan.press(f"Move up “{MARKET}”")
        assert f"{place} of " in dan.page.evaluate("document.activeElement.innerText"), (
            "the part that moved has the focus"
        )
    assert titles(dan)[0] == MARKET
    dan.press("Ask the members").press("Ask them").sees("Not heard yet")
    draft = dan.page.url.removeprefix(dan.address)
    maureen = visitor(phone=True).sign_in("maureen").open("/desk/bulletins/").follow(f"Boston Castle, {next_month()}")
    maureen.press("Say what you think")
    maureen.fill(re.compile("What should change"), "Say until when the market is there.")
    maureen.press("Say it").sees("Say until when the market is there.")
    for key in ("tariq", "grace"):
        member = visitor(javascript=False, keyboard=True).sign_in(key).open(draft).press("Say what you think")
        member.press("Say it").sees("Enter what should change").choose("I have read it and am content").press("Say it")
    dan.open(draft).sees("Everybody who was asked has said something.", "Say until when the market is there.")
    dan.follow(f"Change “{MARKET}”").fill("Text", "Ten stalls, every Saturday until Christmas.").press("Save")
    dan.sees("You drafted it: somebody else approves it")
    yvonne = visitor(javascript=False).sign_in("yvonne").open(draft).press("Approve it").press("Approve it")
    yvonne.sees("It is approved.", "Yvonne Tasker-Lowe approved it")
    dan.open(draft).press("Send a test to yourself").press("Send it").sees("It is on its way to you")
    assert mailed(tmp_path_factory.getbasetemp(), TEST)
    dan.press("Send it").sees(re.compile(r"It goes to \d+ people")).press("Send it")
    dan.sees("It is going out.")
    for _ in range(60):
        if "Sent on" in dan.open(draft).page.locator("main").inner_text():
            break
        dan.page.wait_for_timeout(1_000)
    dan.sees("Sent on")
    read_without_javascript(visitor)


def read_without_javascript(visitor) -> None:
    """Find in the archive what went out, without JavaScript; then look at it with axe, on a phone too."""
    archive = "/wards/boston-castle/bulletins/"
    resident, end = visitor(javascript=False), time.monotonic() + 10
    while next_month() not in resident.fetch(archive):
        assert time.monotonic() < end, "What went out is not in the archive"
        time.sleep(0.1)
    resident.open(archive).follow(re.compile(next_month())).is_at(f"Boston Castle, {next_month()}")
    resident.sees(MARKET, "every Saturday until Christmas").does_not_see("Say until when")
    one = resident.page.url.removeprefix(resident.address)
    for eyes in (visitor(), visitor(phone=True)):
        eyes.open(archive).open(one).sees(MARKET)


def grip(person, place: int) -> tuple[float, float]:
    """Return where a part is taken hold of."""
    taken = person.page.locator(".wt-grip").nth(place)
    taken.scroll_into_view_if_needed()
    box = taken.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_parts_are_dragged_by_mouse_and_by_finger(visitor):
    leah = visitor().sign_in("leah").open("/desk/bulletins/").press("Write this month’s draft")
    leah.choose("Hoober").choose(next_month()).press("Write the draft")
    for title in ("First", "Second"):
        leah.press("Add a part").fill("Headline", title).fill("Text", "Words.").press("Add it")
    page, before = leah.page, titles(leah)
    assert before[-2:] == ["First", "Second"]
    drag_by_mouse(page, grip(leah, len(before) - 1), escape=True)
    assert titles(leah) == before, "Escape leaves it where it was"
    with page.expect_navigation():
        drag_by_mouse(page, grip(leah, len(before) - 1))
    assert titles(leah.check()) == [*before[:-2], "Second", "First"]
    touch = page.context.new_cdp_session(page)
    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    x, y = grip(leah, len(before) - 1)
    with page.expect_navigation():
        for kind, at in (("Start", y), ("Move", y - 60), ("Move", y - 150), ("End", None)):
            points = [] if at is None else [{"x": x, "y": at}]
            touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
    assert titles(leah.check()) == before
    assert not visitor(javascript=False).sign_in("leah").open(page.url.removeprefix(leah.address)).page.locator(
        ".wt-grip").count()  # fmt: skip


def drag_by_mouse(page, start: tuple[float, float], *, escape: bool = False) -> None:
    """Take a part by its grip, one part up, and let go; or think better of it."""
    x, y = start
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 60, steps=3)
    page.mouse.move(x, y - 150, steps=3)
    assert page.locator(".wt-drop-before").count() == 1
    if escape:
        page.keyboard.press("Escape")
    page.mouse.up()
