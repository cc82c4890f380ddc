"""Awards that are paid in instalments: they add up, each is paid in its turn, the ledger and every page agree."""

import datetime as dt
import re
from dataclasses import replace

import pytest
import time_machine
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries, rules
from wapentake.funding.actions import BankSaid
from wapentake.funding.models import Application, Instalment, Monitoring, PaymentLine, Transfer
from wapentake.funding.pages.instalments import instalments_so_far
from wapentake.funding.queries.instalments import instalments_of, next_instalment
from wapentake.funding.queries.paying import paying_of
from wapentake.funding.queries.statement import lines
from wapentake.funding.rules import Answer, Part, Showing
from wapentake.funding.rules.paying import another_wrote_it_down
from wapentake.funding.states import ApplicationState
from wapentake.funding.states.instalments import ShownFirst
from wapentake.funding.states.payees import CheckedBy
from wapentake.office.models import RoleHeld
from wapentake.office.queries import roles_of
from wapentake.office.states import RoleKind

from .test_payments import ACCOUNT, SIGN_IN
from .world import AT, START, YEAR, World, at

TODAY = AT.date()
MARCH = at("2027-03-01 10:00")
IN_TWO = (Part(30_000, TODAY), Part(20_000, dt.date(2027, 3, 1), ShownFirst.RECEIPT))
RECEIPT = Showing("Paint, from the shop in Wellgate", dt.date(2027, 2, 1), 21_000)


def staged(world: World, parts: tuple[Part, ...] = IN_TWO) -> Application:
    """An award of £500 in two instalments, accepted, with checked bank details."""
    award = world.approved(sum(part.pence for part in parts))
    actions.set_instalments(award, parts, by=world.marsden, at=AT)
    world.accept(award)
    details = actions.give_details(award, ACCOUNT, by=None, at=AT)
    actions.check_details(details, how=CheckedBy.CALL, said="Pat", by=world.grey, at=AT)
    return award


def stands(award: Application) -> dict[str, int]:
    return {
        str(stage): pence
        for stage, pence in queries.money_of(award).items()
        if pence and stage not in ("left", "source")
    }


def run(world: World, award: Application, said: BankSaid, when: dt.datetime, key: str) -> None:
    made = actions.make_run([award], by=world.finch, at=when, key=key)
    actions.settle_run(made, {made.lines.get().pk: said}, by=world.finch, at=when)


class _Award:
    """What the rule reads of an award."""

    def __init__(self, pence: int) -> None:
        self.pence = pence


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=4), st.integers(-50, 50))
def test_instalments_stand_only_where_they_add_up_to_the_penny(amounts: list[int], off: int):
    parts = [Part(pence, TODAY + dt.timedelta(days=place)) for place, pence in enumerate(amounts)]
    verdict = rules.parts_stand(_Award(sum(amounts) + off), parts, TODAY)  # type: ignore[arg-type]
    assert bool(verdict) == (off == 0), verdict.reason


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([Part(30_000, TODAY), Part(19_999, TODAY)], "add up to £499.99, and the award is £500.00: £0.01 too little"),
        ([Part(60_000, TODAY)], "£100.00 too much"),
        ([Part(30_000, TODAY - dt.timedelta(days=1)), Part(20_000, TODAY)], "due today or later"),
        ([Part(30_000, TODAY + dt.timedelta(days=9)), Part(20_000, TODAY)], "the day of the one before it"),
        ([Part(10_000, TODAY)] * 5, "4 instalments or fewer"),
        ([Part(50_000, TODAY), Part(0, TODAY)], "more than £0"),
        ([], ""),
        (list(IN_TWO), ""),
    ],
)
def test_what_instalments_must_hold(parts: list[Part], said: str):
    assert said in rules.parts_stand(_Award(50_000), parts, TODAY).reason  # type: ignore[arg-type]


def test_an_award_is_paid_in_two_instalments_and_paid_only_with_the_last(world: World):
    award = staged(world)
    terms = queries.offer_of(award).answer.terms
    assert terms[-1]["text"] == (
        "It is paid in 2 instalments: £300 from 24 November 2026 on; £200 from 1 March 2027 on, once you have shown a "
        "receipt."
    )
    run(world, award, BankSaid(False, "Closed"), AT, "first")
    assert stands(award) == {"committed": 50_000}, "what the bank rejected is still to be paid"
    again = actions.give_details(award, ACCOUNT, by=None, at=AT)
    actions.check_details(again, how=CheckedBy.CALL, said="Pat", by=world.grey, at=AT)
    run(world, award, BankSaid(True), AT, "second")
    award.refresh_from_db()
    assert (award.state, stands(award)) == (ApplicationState.APPROVED, {"committed": 20_000, "paid": 30_000})
    assert not Monitoring.objects.filter(application=award).exists(), "the form comes with the last"
    assert rules.paid_words(award) == "£300.00 of £500.00 paid"
    assert next(lines(YEAR)).stage == "£300.00 of £500.00 paid"
    assert pages.award_page(award.reference, TODAY).state == "£300.00 of £500.00 paid. The rest is committed."
    assert pages.follow_page(award, TODAY).state == "£300.00 of £500.00 paid."
    assert queries.check_ledger().faults == ()
    with pytest.raises(Refused, match=r"Instalment 2, £200.00, is due on 1 March 2027"):
        actions.make_run([award], by=world.finch, at=AT, key="early")
    with pytest.raises(Refused, match="once the group has shown a receipt"):
        actions.make_run([award], by=world.finch, at=MARCH, key="unseen")
    actions.show_for_instalment(award, RECEIPT, by=None, at=MARCH)
    with pytest.raises(Refused, match="co-ordinator has read a receipt"):
        actions.make_run([award], by=world.finch, at=MARCH, key="unread")
    actions.see_shown(award, number=2, by=world.holroyd, at=MARCH)
    run(world, award, BankSaid(True), MARCH, "third")
    award.refresh_from_db()
    assert (award.state, stands(award)) == (ApplicationState.PAID, {"paid": 50_000})
    assert Monitoring.objects.get(application=award).asked_on == MARCH.date()
    assert PaymentLine.objects.filter(application=award).count() == 3
    assert Transfer.objects.filter(application=award, kind="pay").count() == 2
    assert queries.check_ledger().faults == ()
    done = [record.action for record in audit.history(award.ref)]
    assert [done.count(what) for what in ("instalments set", "shown for an instalment", "instalment seen", "paid")] == [
        1, 1, 1, 2
    ]  # fmt: skip


def test_the_group_reads_the_day_on_which_it_was_paid_also_after_the_year(world: World):
    """An instalment of 5 April is booked on 31 March while its year is open: no group was paid on that day."""
    award, april = staged(world), at("2027-04-05 10:00")
    run(world, award, BankSaid(True), april, "late")
    assert Transfer.objects.get(application=award, kind="pay").on == dt.date(2027, 3, 31)
    assert instalments_so_far(award) == [("Instalment 1 paid", "£300.00 on 5 April 2027.")]
    assert "5 April 2027" in str(pages.instalments_page(award, roles_of(world.finch, april.date())))


def test_a_form_of_before_pays_no_other_instalment_and_the_same_one_pays_once(world: World):
    award = staged(world, (Part(30_000, TODAY), Part(20_000, TODAY)))
    first = actions.pay(award, by=world.finch, at=AT, key="a" * 32, number=1)
    assert actions.pay(award, by=world.finch, at=AT, key="a" * 32, number=1) == first
    with pytest.raises(Refused, match="Instalment 1 is not the one that is paid next"):
        actions.pay(award, by=world.grey, at=AT, key="b" * 32, number=1)
    assert stands(award) == {"committed": 20_000, "paid": 30_000}


def test_an_instalment_that_was_paid_by_mistake_waits_again(world: World):
    award = staged(world)
    transfer = Transfer.objects.get(pk=actions.pay(award, by=world.finch, at=AT, key="a" * 32, number=1))
    actions.reverse(transfer, reason="Sent twice", by=world.grey, at=AT)
    assert stands(award) == {"committed": 50_000}
    assert next_instalment(award).number == 1
    assert queries.check_ledger().faults == ()


def test_who_sets_instalments_and_until_when(world: World):
    award = world.supported(50_000)
    for who in (world.holroyd, world.ashby.user):
        with pytest.raises(Refused, match="Only an approving or a finance officer"):
            actions.set_instalments(award, IN_TWO, by=who, at=AT)
    actions.set_instalments(award, IN_TWO, by=world.finch, at=AT)
    actions.set_instalments(award, IN_TWO, by=world.finch, at=AT)
    assert [record.action for record in audit.history(award.ref)].count("instalments set") == 1
    world.approve(award)
    actions.set_instalments(award, (), by=world.marsden, at=AT)
    assert instalments_of(award) == []
    world.accept(award)
    with pytest.raises(Refused, match="accepted the offer with its terms"):
        actions.set_instalments(award, IN_TWO, by=world.marsden, at=AT)


def test_what_is_partly_paid_is_not_withdrawn(world: World):
    award = staged(world)
    actions.pay(award, by=world.finch, at=AT, key="a" * 32)
    with pytest.raises(Refused, match=r"£300.00 of it has been paid"):
        actions.withdraw(award, by=None, at=AT)


def test_a_receipt_is_not_dated_before_the_decision(world: World):
    award = staged(world)
    actions.pay(award, by=world.finch, at=AT, key="a" * 32)
    early = Showing("Paint", dt.date(2026, 6, 1), 100)
    with pytest.raises(Refused, match="before the award was decided"):
        actions.show_for_instalment(award, early, by=None, at=MARCH)
    with pytest.raises(Refused, match="of which day the receipt is"):
        actions.show_for_instalment(award, Showing("Paint"), by=None, at=MARCH)
    with pytest.raises(Refused, match="co-ordinator or a finance officer reads"):
        actions.show_for_instalment(award, RECEIPT, by=world.marsden, at=MARCH)
    part = actions.show_for_instalment(award, RECEIPT, by=world.holroyd, at=MARCH)
    assert part.seen_by == world.holroyd, "what came on paper is read by whoever writes it down"


def test_finance_is_asked_for_an_instalment_once_it_can_be_paid(world: World):
    award = staged(world)
    assert list(queries.waiting_for(roles_of(world.finch, TODAY))) == [award]
    actions.pay(award, by=world.finch, at=AT, key="a" * 32)
    assert list(queries.waiting_for(roles_of(world.finch, MARCH.date()))) == []
    actions.show_for_instalment(award, RECEIPT, by=world.holroyd, at=at("2027-02-02 09:00"))
    assert list(queries.waiting_for(roles_of(world.finch, dt.date(2027, 2, 28)))) == []
    assert list(queries.waiting_for(roles_of(world.finch, MARCH.date()))) == [award]
    since = queries.with_since(Application.objects.filter(pk=award.pk)).get()
    assert queries.due_on(since, 10) == dt.date(2027, 3, 15), "it is late ten working days after its own day"


def test_the_pages_set_show_and_pay(world: World, client: Client, settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    award = world.approved(50_000)
    desk, follow = f"/desk/money/{award.reference}/", f"/apply/follow/{award.token}/"
    two = {"act": "set", "pounds_1": "300", "first_1": "nothing", "pounds_2": "199.99", "first_2": "note"}
    days = {"1": TODAY, "2": TODAY}
    two |= {f"due_{n}-{p}": str(getattr(day, p)) for n, day in days.items() for p in ("day", "month", "year")}
    client.force_login(world.marsden, backend=SIGN_IN)
    with time_machine.travel(AT, tick=False):
        assert "£0.01 too little" in client.post(f"{desk}instalments/", two).content.decode()
        assert client.post(f"{desk}instalments/", two | {"pounds_2": "200"}).status_code == 302
        assert "It is paid in 2 instalments: £300 from" in client.get(desk).content.decode()
        world.accept(award)
        client.force_login(world.finch, backend=SIGN_IN)
        page = client.get(desk).content.decode()
        assert "Record that £300 was paid" in page
        key = re.search(r'name="act" value="pay">.*?name="key"[^>]* value="([0-9a-f]{32})"', page, re.S)[1]
        assert client.post(desk, {"act": "pay", "key": key, "number": "1"}).status_code == 302
        assert client.post(desk, {"act": "pay", "key": "c" * 32, "number": "1"}).status_code == 403
        assert "£300.00 of £500.00 paid" in client.get(follow).content.decode()
        assert client.post(f"{follow}instalment/", {"words": "Half is painted."}).status_code == 302
        assert "Half is painted." in client.get(f"{desk}instalments/").content.decode()
        page = client.get(f"{desk}instalments/").content.decode()
        read = {"act": "see", "number": "2", "seen": re.search(r'name="seen"[^>]* value="([0-9a-f]{64})"', page)[1]}
        assert client.post(f"{follow}instalment/", {"words": "x"}).status_code == 302
        stale = client.post(f"{desk}instalments/", read).content.decode()
        assert "The group has sent something else since you opened this page" in stale
        with pytest.raises(Refused, match="something else since"):
            actions.see_shown(award, number=2, seen=read["seen"], by=world.holroyd, at=AT)
        assert Instalment.objects.get(application=award, number=2).seen_at is None
        read["seen"] = re.search(r'name="seen"[^>]* value="([0-9a-f]{64})"', stale)[1]
        client.force_login(world.holroyd, backend=SIGN_IN)
        assert client.post(f"{desk}instalments/", read).status_code == 302
        client.force_login(world.finch, backend=SIGN_IN)
        assert "Record that £200 was paid" in client.get(desk).content.decode()
        assert "has been read" in client.get(f"{follow}instalment/").content.decode()
    assert Instalment.objects.get(application=award, number=2).seen_by == world.holroyd


def test_who_lets_money_out_has_not_read_what_it_rests_on(world: World):
    """Finance alone writes down a receipt, and would pay on it; so would whoever answered the offer for the group."""
    award = world.approved(50_000)
    actions.set_instalments(award, (Part(50_000, TODAY, ShownFirst.RECEIPT),), by=world.marsden, at=AT)
    world.accept(award)
    actions.show_for_instalment(award, Showing("Invented", TODAY, 50_000), by=world.finch, at=AT)
    with pytest.raises(Refused, match="You read what the group showed for this instalment"):
        actions.pay(award, by=world.finch, at=AT, key="alone")
    assert actions.pay(award, by=world.grey, at=AT, key="two")
    other = world.approved(10_000)
    RoleHeld.objects.create(user=world.grey, kind=RoleKind.CO_ORDINATOR, ward=world.ward, from_date=START)
    actions.answer_offer(other, Answer(True, "Pat Doyle", "Chair", sells=False), by=world.grey, at=AT)
    with pytest.raises(Refused, match="You wrote down that the group accepts the offer"):
        actions.pay(other, by=world.grey, at=AT, key="grey")
    actions.give_details(other, ACCOUNT, by=world.grey, at=AT)
    award = Application.objects.get(pk=other.pk)
    known = replace(paying_of([award])[award.pk], offer=None)
    assert "You wrote down these bank details" in another_wrote_it_down(roles_of(world.grey, TODAY), known).reason
