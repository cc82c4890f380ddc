"""From an offer to the money and back: accepted, bank details checked, paid in a run, told what it did, on the record.

The group does it on a phone without JavaScript, the finance officer one run by keyboard alone and one without
JavaScript; axe looks at each page.
"""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests import databases
from wapentake.foundation.calendars import today
from wapentake.funding import queries
from wapentake.funding.models import Application

ACCOUNT = ("30-99 50", "00781234")
_award: dict[str, Any] = {}


@pytest.fixture(scope="module")
def prepared() -> Callable[[str], None]:
    """Find an award of the demonstration whose group has still to answer."""

    def find(name: str) -> None:
        with databases.pointing_at(name):
            waiting = {"state": "approved", "offer_answer": None, "instalments": None}
            rows = Application.objects.filter(**waiting).order_by("pk")
            [award, *_] = [row for row in rows if (offer := queries.offer_of(row)) and offer.is_open(today())]
            _award.update(
                database=name, pk=award.pk, reference=award.reference, group=str(award.organisation),
                pounds=f"{award.pence // 100:,}", pence=award.pence, follow=f"/apply/follow/{award.token}/",
            )  # fmt: skip

    return find


class Group:
    """The group at its link: what it reads is looked at by axe, what it sends goes without JavaScript."""

    def __init__(self, visitor: Any) -> None:
        self.reader, self.sender = visitor(phone=True), visitor(phone=True, javascript=False)

    def at(self, path: str) -> Any:
        self.reader.open(_award["follow"] + path)
        return self.sender.open(_award["follow"] + path)


def accepts(group: Group) -> None:
    group.at("").sees("We offer you the money").press("Read and answer the offer")
    offer = group.at("offer/").sees("Conditions", "Keep the receipts")
    offer.press("Send the answer").sees("Say whether the group accepts the offer")
    offer.choose("Yes, we accept").fill("Your name", "Jo Invented").fill("What are you in the group?", "Treasurer")
    offer.choose("No").press("Send the answer").sees("Give bank details")
    group.at("offer/").sees("Offer accepted on", "Jo Invented, Treasurer")


def gives_bank_details(group: Group) -> None:
    page = group.at("payee/").fill("Name on the account", _award["group"]).fill("Sort code", ACCOUNT[0])
    page.fill("Account number", "123").press("Send bank details").sees("Enter the 8 digits of the account number")
    page.fill("Account number", ACCOUNT[1]).press("Send bank details").sees("Account ending 234")
    page.does_not_see(ACCOUNT[1])


def enter(person: Any, name: str) -> None:
    """Reach a button by the Tab key alone, and press Enter there."""
    person.tab_to(name)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")


def checks_them(nadia: Any) -> None:
    """The second person shows the numbers, makes sure of them, and says how."""
    nadia.open(f"/desk/money/{_award['reference']}/payee/").sees("The payment is held").does_not_see(ACCOUNT[1])
    enter(nadia, "Show the numbers")
    nadia.sees(ACCOUNT[1], "That you looked is recorded.").check()
    nadia.tab_to("call").page.keyboard.press("Space")
    nadia.page.keyboard.press("Tab")
    nadia.page.keyboard.type("The treasurer, on the number of the application")
    enter(nadia, "They are the group’s")
    nadia.sees("The treasurer, on the number of the application").does_not_see("The payment is held").check()


def pays_in_a_run(colin: Any) -> None:
    """A run of this award alone, its file, and what the bank did."""
    colin.open("/desk/payments/").sees(_award["reference"])
    leaves_out_the_others(colin)
    with colin.page.expect_navigation():
        colin.page.keyboard.press("Enter")
    colin.sees("The run is made.", _award["group"], f"£{_award['pounds']}").check()
    with colin.page.expect_download() as saved:
        colin.tab_to("Save the payment file (CSV)").page.keyboard.press("Enter")
    text = saved.value.path().read_text("utf-8-sig")
    assert _award["reference"] in text
    assert ACCOUNT[1] in text
    assert len(text.strip().splitlines()) == 2, "headings, and one line"
    colin.tab_to(re.compile("Not known yet")).page.keyboard.press("ArrowDown")
    enter(colin, "Record what the bank did")
    colin.sees("Every line is settled").check()


def pays_another_without_a_script(colin: Any) -> None:
    """A second run of whatever else can be paid first, made, saved and settled with JavaScript off."""
    boxes = colin.open("/desk/payments/").page.locator("input[type=checkbox]:checked")
    while boxes.count() > 1:
        boxes.last.uncheck()
    colin.press("Make a payment run").sees("The run is made.")
    with colin.page.expect_download() as saved:
        colin.page.get_by_role("button", name="Save the payment file (CSV)").click()
    assert len(saved.value.path().read_text("utf-8-sig").strip().splitlines()) == 2, "headings, and one line"
    colin.press("Record what the bank did").sees("Say of at least one line what the bank did")
    colin.page.get_by_role("combobox").select_option("paid")
    colin.press("Record what the bank did").sees("Every line is settled", "Paid")


def leaves_out_the_others(person: Any) -> None:
    """Go through the list of what can be paid, untick all but one award, and stop at the button."""
    for _ in range(200):
        person.page.keyboard.press("Tab")
        at = person.page.evaluate(
            "() => { const at = document.activeElement; "
            "return {kind: at.type, value: at.value, ticked: at.checked, text: at.innerText} }"
        )
        if at["kind"] == "checkbox" and at["ticked"] != (at["value"] == str(_award["pk"])):
            person.page.keyboard.press("Space")
        if (at["text"] or "").strip() == "Make a payment run":
            return
    raise AssertionError("The Tab key does not lead to the button")


def tells_what_it_did(group: Group) -> None:
    group.at("").sees("Tell us what the money did").press("Fill in the form")
    form = group.at("monitoring/").fill("What did the money do?", "Forty people planted the verges.")
    form.fill("About how many people did it help?", "40").fill("How much of the money did you spend?", "1e3")
    form.press("Send it").sees("There is a problem")
    form.fill("How much of the money did you spend?", _award["pounds"].replace(",", ""))
    form.fill(re.compile("Receipt 1: what was bought"), "Bulbs").fill(re.compile("Receipt 1: its amount"), "1")
    date = form.page.get_by_role("group", name=re.compile("Receipt 1: its date"))
    for part, number in (("Day", today().day), ("Month", today().month), ("Year", today().year)):
        date.get_by_label(part).fill(str(number))
    form.press("Send it").sees("Monitoring form sent back").does_not_see("Fill in the form")


def test_an_offer_is_accepted_paid_and_accounted_for(visitor, django_db_blocker):
    group, colin = Group(visitor), visitor().sign_in("colin")
    accepts(group)
    gives_bank_details(group)
    checks_them(visitor().sign_in("nadia"))
    pays_in_a_run(colin)
    pays_another_without_a_script(visitor(javascript=False).sign_in("colin"))
    tells_what_it_did(group)

    resident, paid = visitor(javascript=False), time.monotonic()
    while "Paid." not in resident.open(f"/awards/{_award['reference']}/").page.inner_text("main"):
        assert time.monotonic() - paid < 30, "The payment did not reach the public record"
    resident.sees(_award["group"], f"£{_award['pounds']}").does_not_see("Jo Invented", ACCOUNT[1])
    with django_db_blocker.unblock(), databases.pointing_at(_award["database"]):
        award = Application.objects.get(pk=_award["pk"])
        stands = {stage.value: pence for stage, pence in queries.money_of(award).items() if pence}
        assert stands == {"left": -award.pence, "paid": award.pence}
        assert queries.check_ledger().faults == ()
        [receipt] = queries.monitoring_of(award).receipts.all()
        assert (receipt.what, receipt.pence) == ("Bulbs", 100)
