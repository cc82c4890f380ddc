"""A resident gets the bulletin by e-mail and leaves it again: by keyboard alone, without JavaScript; then axe looks."""

import re
import time
from pathlib import Path

CONFIRM = re.compile(r"To: ann@example\.org.*?http://[^\s/]+(/subscribe/confirm/[\w.-]+/)", re.DOTALL)


def mailed(folder: Path, patience: float = 60) -> str:
    """Return the link of the confirmation, once the program's worker has sent it: mails stand in its log here."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        for log in folder.glob("data*/serve.log"):
            if found := CONFIRM.findall(log.read_text()):
                return str(found[-1])
        time.sleep(0.2)
    raise AssertionError("No confirmation was sent.")


def test_a_resident_subscribes_changes_and_leaves(visitor, tmp_path_factory):
    ann = visitor(javascript=False, keyboard=True).open("/").follow("Get your ward’s bulletin")
    ann.is_at("Subscribe to the e-bulletin").fill("Your postcode", "S60 1AE").press("Tick my ward")
    ann.sees("S60 1AE is in Boston Castle").fill("Your e-mail address", "not an address").press("Subscribe")
    ann.sees("Enter an e-mail address in the correct format").fill("Your e-mail address", "ann@example.org")
    ann.page.wait_for_timeout(2_000)  # nobody types faster than the rule of subscriptions allows
    ann.choose("Wath").press("Subscribe").is_at("Check your mail")
    link = mailed(tmp_path_factory.getbasetemp())
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
