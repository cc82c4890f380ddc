"""An award that the council cancels: its money is left again, two officers for a large one, what was paid stays."""

import re

import pytest
import time_machine
from django.test import Client

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries
from wapentake.funding.models import Application, Cancellation
from wapentake.funding.states import ApplicationState
from wapentake.funding.states.cancellations import CancellationState
from wapentake.office.states import RoleKind
from wapentake.people.models import User

from .test_instalments import staged, stands
from .test_payments import SIGN_IN
from .world import AT, YEAR, World, officer

WHY = "The field is to be built on."


def left(world: World) -> int:
    return queries.councillor_line(world.ashby, YEAR).left


def cancelled(world: World, award: Application, by: User | None = None) -> Cancellation:
    return actions.cancel_award(award, reason=WHY, by=by or world.marsden, at=AT)


@pytest.fixture
def second(world: World, monkeypatch) -> User:
    """The fund asks for a second officer, who is there."""
    monkeypatch.setattr("wapentake.funding.rules.needs_second_officer", lambda application, on: True)
    return officer("Priya Nair", RoleKind.APPROVER)


def test_what_was_committed_is_left_again_and_the_record_says_why(world: World):
    before = left(world)
    award = world.approved(40_000)
    done = cancelled(world, award)
    assert (done.state, cancelled(world, award)) == (CancellationState.DONE, done), "twice cancels once"
    award.refresh_from_db()
    assert (award.state, stands(award), left(world)) == (ApplicationState.CANCELLED, {}, before)
    page = pages.award_page(award.reference, AT.date())
    assert page.state == (
        "Cancelled by the council. £400.00 was cancelled on 24 November 2026, and is left to award again. The reason: "
        f"{WHY}"
    )
    follow = pages.follow_page(award, AT.date())
    assert follow.elsewhere == "/other-funds/boston-castle/"
    assert follow.steps[-1].title == "Cancelled by the council"
    assert [record.action for record in audit.history(award.ref)][-1] == "cancelled"
    assert queries.check_ledger().faults == ()
    with pytest.raises(Refused):
        world.pay(award)


def test_what_was_paid_of_it_stays(world: World):
    award = staged(world)
    actions.pay(award, by=world.finch, at=AT, key="a" * 32)
    before = left(world)
    assert cancelled(world, award).pence == 20_000
    award.refresh_from_db()
    assert (award.state, stands(award), left(world)) == (ApplicationState.PAID, {"paid": 30_000}, before + 20_000)
    assert [part.state for part in award.instalments.order_by("number")] == ["paid", "stopped"]
    assert pages.money_page(AT.date()).agrees
    assert queries.check_ledger().faults == ()
    assert pages.award_page(award.reference, AT.date()).state.startswith("Paid. £200.00 was cancelled")


def test_a_large_one_takes_two_officers_and_is_not_paid_meanwhile(world: World, second: User):
    award = world.approved(40_000)
    world.accept(award)
    waiting = cancelled(world, award)
    assert (waiting.state, stands(award)) == (CancellationState.PROPOSED, {"committed": 40_000})
    with pytest.raises(Refused, match="a second officer confirms or drops that first"):
        actions.pay(award, by=world.finch, at=AT, key="a" * 32)
    with pytest.raises(Refused, match="You proposed this"):
        actions.confirm_cancellation(waiting, by=world.marsden, at=AT)
    assert actions.drop_cancellation(waiting, by=second, at=AT).state == CancellationState.DROPPED
    again = cancelled(world, award)
    done = actions.confirm_cancellation(again, by=second, at=AT)
    assert actions.confirm_cancellation(again, by=second, at=AT) == done
    assert stands(award) == {}
    assert queries.check_ledger().faults == ()


def test_who_cancels_what(world: World):
    award = world.approved(40_000)
    with pytest.raises(Refused, match="Only an approving officer can cancel"):
        cancelled(world, award, by=world.finch)
    with pytest.raises(Refused, match="Say why"):
        actions.cancel_award(award, reason=" ", by=world.marsden, at=AT)
    with pytest.raises(Refused, match="Nothing is awarded here now"):
        cancelled(world, world.submitted(10_000))
    world.pay(award)
    with pytest.raises(Refused, match="What was paid is not cancelled: recover it"):
        cancelled(world, award)


def test_the_page_cancels(world: World, client: Client, settings):
    settings.WAPENTAKE_SECOND_FACTOR = False
    award = world.approved(40_000)
    client.force_login(world.marsden, backend=SIGN_IN)
    with time_machine.travel(AT, tick=False):
        assert "cancel/" in client.get(f"/desk/money/{award.reference}/").content.decode()
        assert client.post(f"/desk/money/{award.reference}/cancel/", {"reason": WHY}).status_code == 302
        assert "Cancelled by the council" in client.get(f"/apply/follow/{award.token}/").content.decode()


def test_a_second_officer_confirms_only_what_they_have_read(world: World, second: User, client: Client, settings):
    """A proposal that took the place of the one on the page is not confirmed by it; read again, it is."""
    settings.WAPENTAKE_SECOND_FACTOR = False
    award = world.approved(40_000)
    page = f"/desk/money/{award.reference}/cancel/"
    first = cancelled(world, award)
    client.force_login(second, backend=SIGN_IN)

    def seen_in(text: str) -> str:
        return re.findall(r'name="seen"[^>]* value="([0-9a-f]{64})"', text)[0]

    with time_machine.travel(AT, tick=False):
        seen = seen_in(client.get(page).content.decode())
        actions.drop_cancellation(first, by=world.marsden, at=AT)
        actions.cancel_award(award, reason="The group wound up.", by=world.marsden, at=AT)
        for stale in (seen, ""):
            again = client.post(page, {"answer": "confirm", "seen": stale}).content.decode()
            assert "has changed since you opened this page" in again
            assert "The group wound up." in again
        assert stands(award) == {"committed": 40_000}
        assert client.post(page, {"answer": "confirm", "seen": seen_in(again)}).status_code == 302
    assert stands(award) == {}
