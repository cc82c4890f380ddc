"""A ward's own decisions entered by an officer, and awards of earlier years brought in."""

import datetime as dt

import pytest

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions
from wapentake.funding.actions import PastAward
from wapentake.funding.models import Application, Decision, FundYear
from wapentake.funding.queries import check_ledger, pots
from wapentake.funding.states import ApplicationState

from .world import AT, YEAR, World, at

LAST_YEAR = FinancialYear(2025)
SOURCE = "Ward budget statement 2025/26"


def record(world: World, pence: int = 150_000, key: str = "one", **changes: object) -> Application:
    asked = world.asked(pence, **{"fund": world.capital, "councillor": None} | changes)
    return actions.record_award(
        asked, reasons="Decided on 3 November.", alternatives="None.", by=world.marsden, at=AT, key=key
    )


def pence_of(world: World, fund: str, year: FinancialYear = YEAR) -> tuple[int, int, int]:
    [pot] = pots(year, ward=world.ward, funds=[getattr(world, fund)])
    return pot.left, pot.committed, pot.paid


# --- A ward's own decision ------------------------------------------------------------------------------------------


def test_a_wards_decision_commits_its_money_and_can_be_paid(world: World) -> None:
    award = record(world)
    assert (award.state, award.reference) == (ApplicationState.APPROVED, "CAP-2026-0001")
    assert pence_of(world, "capital") == (712_000 - 150_000, 150_000, 0)
    world.pay(award)
    assert pence_of(world, "capital") == (712_000 - 150_000, 0, 150_000)
    assert check_ledger().agrees
    assert [entry.action for entry in audit.history(award.ref)] == ["approved", "offer accepted", "paid"]


def test_the_same_form_enters_it_once_and_another_under_its_key_is_refused(world: World) -> None:
    assert record(world) == record(world)
    with pytest.raises(Refused, match="sent before with other answers"):
        record(world, 160_000)
    assert Application.objects.count() == 1
    assert pence_of(world, "capital") == (712_000 - 150_000, 150_000, 0)


def test_more_than_the_ward_has_is_refused_with_what_is_missing(world: World) -> None:
    with pytest.raises(Refused, match=r"The ward has £7,120 left, which is £80 too little\."):
        record(world, 720_000)
    assert not Application.objects.exists()
    # Nothing was written, so the number is free again.
    assert FundYear.objects.get(fund=world.capital, year=2026).last_number == 0


def test_only_the_approving_officer_enters_it_and_only_for_the_wards_funds(world: World) -> None:
    for who in (world.finch, world.holroyd, world.ashby.user):
        with pytest.raises(Refused, match="Only an approving officer"):
            actions.record_award(
                world.asked(fund=world.capital, councillor=None), reasons="Yes.", alternatives="None.", by=who, at=AT,
                key="x",
            )  # fmt: skip
    with pytest.raises(Refused, match="decide on their applications"):
        record(world, fund=world.clf)
    with pytest.raises(Refused, match="is not open for 2027/28"):
        actions.record_award(
            world.asked(fund=world.capital, councillor=None), reasons="Yes.", alternatives="None.", by=world.marsden,
            at=at("2027-04-01 00:30"), key="x",
        )  # fmt: skip


def test_reasons_and_alternatives_are_asked_for(world: World) -> None:
    for reasons, alternatives in ((" ", "None."), ("Yes.", "")):
        with pytest.raises(Refused):
            actions.record_award(
                world.asked(fund=world.capital, councillor=None), reasons=reasons, alternatives=alternatives,
                by=world.marsden, at=AT, key="x",
            )  # fmt: skip
    assert not Decision.objects.exists()


# --- Awards of earlier years ----------------------------------------------------------------------------------------


@pytest.fixture
def before(world: World) -> World:
    """The same borough with last year's money."""
    for fund in (world.clf, world.capital):
        actions.open_year(fund, LAST_YEAR, by=world.finch, at=at("2025-04-01 09:00"))
        actions.allot_year(fund, LAST_YEAR, by=world.finch, at=at("2025-04-01 09:00"))
    return world


def past(world: World, pence: int, day: str, **changes: object) -> PastAward:
    return PastAward(world.asked(pence, **changes), dt.date.fromisoformat(day))


def bring_in(world: World, *awards: PastAward, source: str = SOURCE) -> list[Application]:
    return actions.bring_in_awards(awards, source=source, by=world.finch, at=AT)


def test_past_awards_come_in_paid_on_their_days(before: World) -> None:
    later, earlier = past(before, 40_000, "2025-11-20"), past(before, 30_000, "2025-06-02")
    ward = past(before, 500_000, "2025-09-01", fund=before.capital, councillor=None)
    made = bring_in(before, later, earlier, ward)
    assert [(one.reference, one.pence, one.state) for one in made] == [
        ("CLF-2025-0001", 30_000, "paid"), ("CLF-2025-0002", 40_000, "paid"), ("CAP-2025-0001", 500_000, "paid"),
    ]  # fmt: skip
    assert pence_of(before, "capital", LAST_YEAR) == (212_000, 0, 500_000)
    assert pence_of(before, "clf", LAST_YEAR) == (2 * 158_400 - 70_000, 0, 70_000)
    report = check_ledger()
    assert report.agrees, report.faults
    assert not list(audit.verify())
    assert {decision.reasons for decision in Decision.objects.all()} == {SOURCE}


def test_one_that_cannot_be_leaves_all_out(before: World) -> None:
    too_much = past(before, 200_000, "2025-11-20")
    with pytest.raises(Refused, match=r"£716 too little"):
        bring_in(before, past(before, 30_000, "2025-06-02"), too_much)
    assert not Application.objects.exists()
    assert pence_of(before, "clf", LAST_YEAR) == (2 * 158_400, 0, 0)


def test_awards_of_a_year_that_runs_are_not_brought_in(before: World) -> None:
    with pytest.raises(Refused, match="2026/27 is not over"):
        bring_in(before, past(before, 30_000, "2026-06-02"))


def test_a_year_without_money_or_a_closed_one_takes_nothing(before: World) -> None:
    with pytest.raises(Refused, match="had £0 left"):
        bring_in(before, past(before, 30_000, "2025-06-02", fund=before.capital))
    actions.close_year(before.clf, LAST_YEAR, by=before.finch, at=AT)
    with pytest.raises(Refused, match="2025/26 is not open"):
        bring_in(before, past(before, 30_000, "2025-06-02"))


def test_only_those_who_run_the_funds_bring_in_and_they_say_from_where(before: World) -> None:
    with pytest.raises(Refused, match="Only a finance officer or an administrator"):
        actions.bring_in_awards([past(before, 1_000, "2025-06-02")], source=SOURCE, by=before.marsden, at=AT)
    with pytest.raises(Refused, match="Say which statement"):
        bring_in(before, past(before, 1_000, "2025-06-02"), source=" ")
