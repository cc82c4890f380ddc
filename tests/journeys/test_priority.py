"""A councillor drafts a priority, the ward's other members agree, the co-ordinator publishes, residents see it."""

import re
import time

TITLE = "Safer crossings by the schools"


def test_from_draft_to_the_public_page_within_five_seconds(visitor):
    maureen = visitor(keyboard=True).sign_in("maureen").follow("Draft a priority for your ward")
    maureen.fill("What is the priority?", TITLE)
    maureen.fill("What is it about, in a sentence?", "Broom Lane and Moorgate Road, where children walk to school.")
    maureen.fill(re.compile("Why did you choose it"), "Parents told us at three school gates.")
    maureen.fill(re.compile("What will be done"), "Count who crosses where, at school times")
    maureen.press("Save the draft").is_at(TITLE).sees("Draft").picture("priority-draft")
    maureen.press("Put it to the ward’s members").press("Put it to the members")
    for key in ("tariq", "grace"):
        member = visitor(phone=True, javascript=False).sign_in(key).sees(TITLE)
        member.follow(f"Agree to “{TITLE}”, or say what to change").press("Agree").press("I agree")
    dan = visitor(javascript=False, keyboard=True).sign_in("dan").sees(TITLE)
    dan.follow(f"Publish “{TITLE}”").picture("priority-agreed")
    resident = visitor().open("/wards/boston-castle/").does_not_see(TITLE)
    dan.press("Publish").press("Publish")
    published = time.monotonic()
    while TITLE not in resident.fetch("/wards/boston-castle/"):
        assert time.monotonic() - published < 5, "It took more than five seconds to reach the public page"
        time.sleep(0.05)
    resident.open("/wards/boston-castle/").follow(TITLE)
    resident.sees("Parents told us at three school gates.", "Count who crosses where").picture("priority")
