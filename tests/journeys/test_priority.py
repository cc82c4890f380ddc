"""A councillor drafts a priority, the ward's other members agree, the co-ordinator publishes, residents see it."""

import time


def test_from_draft_to_the_public_page_within_five_seconds(visitor):
    maureen = visitor().sign_in("maureen").follow("Plan").follow("Draft a priority")
    maureen.fill("Title", "Safer crossings by the schools")
    maureen.fill("Summary, in one sentence", "Broom Lane and Moorgate Road, where children walk to school.")
    maureen.fill("Why the ward chose it", "Parents told us at three school gates.")
    maureen.press("Save the draft")
    maureen.sees("Safer crossings by the schools", "Draft")
    maureen.press("Ask the other members")
    for key in ("tariq", "grace"):
        member = visitor(phone=True).sign_in(key).sees("Safer crossings by the schools")
        member.follow("Agree to “Safer crossings by the schools”, or say what to change").press("Agree")
    dan = visitor().sign_in("dan").sees("Safer crossings by the schools")
    dan.follow("Publish “Safer crossings by the schools”")
    resident = visitor().open("/wards/boston-castle/").does_not_see("Safer crossings by the schools")
    dan.press("Publish")
    published = time.monotonic()
    while "Safer crossings by the schools" not in resident.open("/wards/boston-castle/").page.inner_text("main"):
        assert time.monotonic() - published < 5, "It took more than five seconds to reach the public page"
    resident.follow("Safer crossings by the schools").sees("Parents told us at three school gates.")
