"""Money that was paid is asked back: it comes, whole or in parts, is reminded of, written off by two, and adds up."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.querycount import assert_same_queries
from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries
from wapentake.funding.documents.bundle_later import recovery_rows
from wapentake.funding.models import Application, Recovery, Transfer, WriteOff
from wapentake.funding.pages import recoveries_page
from wapentake.funding.queries.recoveries import may_still_be_asked, overdue_recoveries, recoveries, to_come
from wapentake.funding.rules.recoveries import recovery_reminders_due, settled_words
from wapentake.funding.states.recoveries import RecoveryReason, RecoveryState, WriteOffState
from wapentake.office.queries import roles_of

from .test_instalments import stands
from .test_payments import SIGN_IN
from .world import AT, World, at

DUE = dt.date(2027, 1, 15)
SAID = {"why": RecoveryReason.MISUSED, "said": "The store was never built.", "how": "By bank transfer.", "due_on": DUE}


@pytest.fixture
def award(world: World) -> Application:
    found = world.approved(40_000)
    world.pay(found)
    found.refresh_from_db()
    return found


def opened(world: World, award: Application, pence: int = 40_000, key: str = "r" * 32, **given: object) -> Recovery:
    return actions.open_recovery(award, pence, **SAID | given, by=world.holroyd, at=AT, key=key)


def came(world: World, row: Recovery, pence: int, key: str) -> int:
    return actions.take_in(row, pence, by=world.finch, at=AT, key=key)


def test_it_comes_in_parts_and_is_settled_once_it_adds_up(world: World, award: Application):
    row = opened(world, award)
    assert opened(world, award) == row, "the same form asks once"
    first = came(world, row, 15_000, "a")
    assert came(world, row, 15_000, "a") == first, "the same form takes in once"
    assert stands(award) == {"paid": 25_000, "settled": 15_000}
    with pytest.raises(Refused, match=r"£250.00 is still to come"):
        came(world, row, 25_001, "b")
    came(world, row, 25_000, "c")
    row.refresh_from_db()
    assert (row.state, to_come(row), stands(award)) == (RecoveryState.CLOSED, 0, {"settled": 40_000})
    with pytest.raises(Refused, match="It is settled"):
        came(world, row, 1, "d")
    assert queries.check_ledger().faults == ()
    done = [record.action for record in audit.history(award.ref)]
    assert done[-3:] == ["recovery opened", "returned", "returned"]


def test_no_more_is_asked_back_than_was_paid(world: World, award: Application):
    with pytest.raises(Refused, match="choose a day after today"):
        opened(world, award, 1, key="soon", due_on=AT.date())
    opened(world, award, 30_000)
    with pytest.raises(Refused, match=r"£100.00 can be asked back"):
        opened(world, award, 10_001, key="other")
    opened(world, award, 10_000, key="other")
    with pytest.raises(Refused, match="Nothing was paid that has not come back"):
        opened(world, award, 1, key="third")
    with pytest.raises(Refused, match="Nothing was paid"):
        opened(world, world.approved(10_000), 1, key="unpaid")


def test_two_people_write_off_what_does_not_come(world: World, award: Application):
    row = opened(world, award)
    came(world, row, 10_000, "a")
    with pytest.raises(Refused, match="Only a finance officer or the section 151 officer"):
        actions.propose_write_off(row, 30_000, reason="Wound up", by=world.marsden, at=AT)
    made = actions.propose_write_off(row, 30_000, reason="Wound up", by=world.finch, at=AT)
    with pytest.raises(Refused, match="You proposed this"):
        actions.settle_write_off(made, agree=True, by=world.finch, at=AT)
    done = actions.settle_write_off(made, agree=True, by=world.grey, at=AT)
    assert actions.settle_write_off(made, agree=True, by=world.grey, at=AT) == done
    row.refresh_from_db()
    assert (row.state, done.state) == (RecoveryState.CLOSED, WriteOffState.AGREED)
    assert stands(award) == {"paid": 30_000, "settled": 10_000}, "what is written off stays paid"
    assert may_still_be_asked(award) == 0
    assert queries.check_ledger().faults == ()


def test_what_came_by_mistake_is_asked_for_again(world: World, award: Application):
    row = opened(world, award)
    transfer = Transfer.objects.get(pk=came(world, row, 40_000, "a"))
    actions.reverse(transfer, reason="Another group's", by=world.grey, at=AT)
    row.refresh_from_db()
    assert (row.state, to_come(row), stands(award)) == (RecoveryState.OPEN, 40_000, {"paid": 40_000})


@pytest.mark.parametrize(
    ("day", "due"), [("2027-01-07", 0), ("2027-01-08", 1), ("2027-01-15", 1), ("2027-01-16", 2), ("2027-01-29", 3)]
)
def test_reminders_are_sent_before_after_and_late(day: str, due: int):
    assert recovery_reminders_due(DUE, dt.date.fromisoformat(day)) == due


def test_each_reminder_goes_once_and_what_is_late_is_seen(world: World, award: Application):
    row = opened(world, award)
    late = at("2027-01-16 08:00")
    assert actions.remind_of_recoveries(at=AT) == 0
    assert [actions.remind_of_recoveries(at=late) for _ in range(2)] == [1, 0]
    assert Recovery.objects.get(pk=row.pk).reminders == 2
    assert list(overdue_recoveries(DUE)) == []
    assert list(overdue_recoveries(late.date())) == [row]


def test_the_list_costs_the_same_however_long(world: World):
    roles = roles_of(world.finch, AT.date())

    def add(count: int) -> None:
        for _ in range(count):
            paid = world.approved(1_000)
            world.pay(paid)
            opened(world, paid, 1_000, key=paid.reference)

    assert_same_queries(lambda: recoveries_page(roles, "all", "1", AT.date()), add)
    assert len(recoveries_page(roles, "all", "1", AT.date()).table.rows) == 3


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**9), st.lists(st.integers(1, 10**8), max_size=5))
def test_words_of_a_recovery_name_all_of_it(pence: int, parts: list[int]):
    taken = 0
    for part in parts:
        taken += min(part, pence - taken)
    words = settled_words(pence, taken, 0, pence - taken)
    assert ("is to come" in words) == (taken < pence)
    assert ("came back" in words) == bool(taken)


def test_sums_of_recoveries_add_up(world: World, award: Application):
    rows = [opened(world, award, pence, key=str(pence)) for pence in (10_000, 12_000, 18_000)]
    for place, row in enumerate(rows):
        came(world, row, 1_000 * (place + 1), f"part-{place}")
    WriteOff.objects.create(
        recovery=rows[0], pence=500, reason="Small", state=WriteOffState.AGREED, proposed_by=world.finch,
        proposed_at=AT, settled_by=world.grey, settled_at=AT,
    )  # fmt: skip
    [bundled] = [row for row in recovery_rows(Application.objects.filter(pk=award.pk)) if row[1] == str(rows[0].pk)]
    assert [str(pounds) for pounds in bundled[-3:]] == ["10.00", "5.00", "85.00"]
    found = list(recoveries().order_by("pk"))
    assert [(row.pence, row.came, row.given_up, row.to_come) for row in found] == [
        (10_000, 1_000, 500, 8_500), (12_000, 2_000, 0, 10_000), (18_000, 3_000, 0, 15_000)
    ]  # fmt: skip
    assert sum(row.came + row.given_up + row.to_come for row in found) == award.pence
    assert queries.still_paid(award) == award.pence - 6_000


def test_the_pages_ask_take_in_and_write_off(world: World, client: Client, settings, award: Application):
    settings.WAPENTAKE_SECOND_FACTOR = False
    desk = f"/desk/money/{award.reference}/recover/"
    asked = {"key": "d" * 32, "amount": "400", "why": "ended", "said": "It ended.", "how": "By cheque."}
    asked |= {"due_on-day": "15", "due_on-month": "1", "due_on-year": "2027"}
    client.force_login(world.holroyd, backend=SIGN_IN)
    with time_machine.travel(AT, tick=False):
        assert "Choose why it is asked back" in client.post(desk, asked | {"why": ""}).content.decode()
        page = client.post(desk, asked)["Location"]
        assert "£400.00 is to come" in client.get(page).content.decode()
        assert "We ask for money back" in client.get(f"/apply/follow/{award.token}/").content.decode()
        client.force_login(world.finch, backend=SIGN_IN)
        took = {"act": "take_in", "key": "e" * 32, "amount": "100"}
        assert [client.post(page, took).status_code for _ in range(2)] == [302, 302]
        assert client.post(page, {"act": "write_off", "amount": "300", "reason": "Wound up"}).status_code == 302
        seen = re.search(r'name="seen"[^>]* value="([0-9a-f]{64})"', client.get(page).content.decode())[1]
        assert client.post(page, {"act": "settle", "answer": "agree", "seen": seen}).status_code == 403
        client.force_login(world.grey, backend=SIGN_IN)
        seen = re.search(r'name="seen"[^>]* value="([0-9a-f]{64})"', client.get(page).content.decode())[1]
        read = {"act": "settle", "answer": "agree", "seen": seen}
        swapped = WriteOff.objects.get()
        actions.settle_write_off(swapped, agree=False, by=world.finch, at=AT)
        actions.propose_write_off(swapped.recovery, swapped.pence - 1, reason="Another", by=world.finch, at=AT)
        stale = client.post(page, read).content.decode()
        assert "has changed since you opened this page" in stale, "nobody agrees to what they have not read"
        assert not WriteOff.objects.filter(state=WriteOffState.AGREED).exists()
        actions.settle_write_off(WriteOff.objects.first(), agree=False, by=world.finch, at=AT)
        actions.propose_write_off(swapped.recovery, swapped.pence, reason="Gone", by=world.finch, at=AT)
        seen = re.search(r'name="seen"[^>]* value="([0-9a-f]{64})"', client.get(page).content.decode())[1]
        assert client.post(page, read | {"seen": seen}).status_code == 302
        assert "£100.00 came back, £300.00 was written off." in client.get(page).content.decode()
        assert "0 to come" in client.get("/desk/recoveries/").content.decode()
    assert stands(award) == {"paid": 30_000, "settled": 10_000}


def test_what_is_asked_back_comes_in_by_its_recovery_alone(world: World, award: Application):
    """Recorded beside it, the group would go on being reminded; taken back, it would be asked for what it never had."""
    opened(world, award, 30_000)
    beside = {"reason": "By cheque", "by": world.finch, "at": AT}
    with pytest.raises(Refused, match=r"£300.00 of it is asked back"):
        actions.return_money(award, 10_001, **beside, key="over")
    assert actions.return_money(award, 10_000, **beside, key="beside"), "what is not asked back comes as before"
    paid = Transfer.objects.get(application=award, kind="pay")
    back = Transfer.objects.get(key="beside")
    actions.reverse(back, reason="It was another's", by=world.grey, at=AT)
    with pytest.raises(Refused, match="Take that in or write it off first"):
        actions.reverse(paid, reason="Never paid", by=world.grey, at=AT)
    assert queries.check_ledger().faults == ()
