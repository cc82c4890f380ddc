"""The levy by development: shares, limits, whose money it is, and that a pot is the sum of its rows."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries, rules
from wapentake.funding.models import Development, LevyReceipt, Transfer
from wapentake.funding.rules import Site, cap_of, share_of
from wapentake.funding.states.fund_rules import Index
from wapentake.funding.states.levy import Placed, PlanKind, ReceiptKind
from wapentake.office.states import RoleKind
from wapentake.places.models import Parish, Ward

from .world import AT, World, at, make, officer

YEAR = FinancialYear(2026)
DAY = dt.date(2026, 11, 2)

# Regulation 59A by hand: received, per cent, dwellings, index over base, taken before, the share. Pence.
BY_HAND = [
    ("25% with a plan has no limit", 10_000_000, 25, None, None, 0, 2_500_000),
    ("15% below the limit of 100 dwellings", 5_000_000, 15, 100, (1, 1), 0, 750_000),
    ("15% stopped at 100 dwellings of £100", 10_000_000, 15, 100, (1, 1), 0, 1_000_000),
    ("the limit indexed by 381/224", 20_000_000, 15, 100, (381, 224), 0, 1_700_892),
    ("a second instalment up to the limit", 5_000_000, 15, 100, (1, 1), 750_000, 250_000),
    ("nothing once the limit is reached", 5_000_000, 15, 100, (1, 1), 1_000_000, 0),
    ("no dwellings, no share", 5_000_000, 15, 0, (1, 1), 0, 0),
    ("pence are rounded down", 33, 15, 100, (1, 1), 0, 4),
]


@pytest.mark.parametrize(("percent", "case"), [(row[2], row) for row in BY_HAND], ids=[row[0] for row in BY_HAND])
def test_shares_by_hand(percent: int, case: tuple[Any, ...]) -> None:
    _, pence, _, dwellings, index, taken, share = case
    room = None if dwellings is None else cap_of(dwellings, 10_000, Index(*index)) - taken
    assert share_of(pence, percent, room) == share


@given(st.lists(st.integers(1, 10**9), max_size=12), st.integers(0, 5_000), st.integers(1, 900), st.integers(1, 900))
def test_instalments_never_come_to_more_than_the_limit_or_the_receipts(
    instalments: list[int], dwellings: int, figure: int, base: int
) -> None:
    cap, taken = cap_of(dwellings, 10_000, Index(figure, base)), 0
    for pence in instalments:
        share = share_of(pence, 15, cap - taken)
        assert 0 <= share <= pence * 15 // 100
        taken += share
    assert taken <= cap
    assert taken == cap or taken == sum(pence * 15 // 100 for pence in instalments)


@pytest.fixture
def world(db: None) -> World:
    made = make()
    actions.count_dwellings(YEAR, {made.ward: 1_000}, source="Council tax list", by=made.finch, at=AT)
    return made


@pytest.fixture
def planner(world: World) -> Any:
    return officer("Imogen Thackray", RoleKind.PLANNING_OFFICER)


def parish(name: str = "Whiston") -> Parish:
    return Parish.objects.create(name=name, slug=name.lower(), from_date=dt.date(1974, 4, 1))


def site(world: World, reference: str = "RB2024/0101", **changes: Any) -> Site:
    given: dict[str, Any] = {"site": "Land off Moorgate", "dwellings": 40, "parish": None, "ward": world.ward}
    return Site(reference, **given | changes)


def developed(world: World, *args: Any, **changes: Any) -> Development:
    return actions.add_development(site(world, *args, **changes), by=world.finch, at=AT)


def received(world: World, development: Development, pence: int, on: dt.date = DAY, key: str = "") -> LevyReceipt:
    return actions.receive_levy(development, pence, on=on, by=world.finch, at=AT, key=key or world.key())


def pot(world: World, ward: Ward | None = None) -> int:
    [found] = queries.pots(YEAR, ward=ward or world.ward, funds=[world.levy])
    return found.left


def test_a_ward_with_both_kinds_of_ground_has_only_its_unparished_sites_in_its_pot(world: World) -> None:
    outside, inside = developed(world), developed(world, "RB2024/0102", parish=parish())
    actions.count_dwellings(YEAR, {inside.parish: 800}, source="Council tax list", by=world.finch, at=AT)
    first = received(world, outside, 2_000_000)
    second = received(world, inside, 1_000_000)
    assert (first.percent, first.share, first.kept, first.strategic) == (15, 300_000, 100_000, 1_600_000)
    assert (second.share, second.parish, second.transfer) == (150_000, inside.parish, None)
    assert pot(world) == 300_000
    assert queries.pots_from_developments() == {world.ward.pk: 300_000}
    assert pages.became(second) == "£1,500.00 is for Whiston."
    assert queries.check_ledger().agrees


def test_a_plan_counts_from_the_day_on_which_it_was_made(world: World) -> None:
    plan = actions.add_plan(
        "Dinnington", PlanKind.PLAN, from_date=dt.date(2026, 7, 1), source="Council", by=world.finch, at=AT
    )
    made = developed(world, plan=plan)
    before, after = received(world, made, 100_000, dt.date(2026, 6, 30)), received(world, made, 100_000)
    assert (before.percent, before.share, before.plan) == (15, 15_000, None)
    assert (after.percent, after.share, after.plan, after.cap) == (25, 25_000, plan, None)
    assert pot(world) == 40_000


def test_the_limit_is_of_an_area_and_a_year(world: World) -> None:
    cap = cap_of(1_000, 10_000, Index(400, 224))  # of 2026, when both come
    first, second = developed(world), developed(world, "RB2024/0103", site="Canklow Road")
    one = received(world, first, 100_000_000)
    two = received(world, second, 100_000_000)
    assert (one.share, two.share, one.cap) == (15_000_000, cap - 15_000_000, cap)
    assert received(world, second, 100).share == 0
    actions.count_dwellings(FinancialYear(2025), {world.ward: 1_000}, source="List", by=world.finch, at=AT)
    assert received(world, second, 10_000, dt.date(2026, 3, 31)).share == 1_500  # another year, another limit
    assert queries.check_ledger().agrees


def test_without_a_count_of_dwellings_nothing_is_worked_out(world: World) -> None:
    inside = developed(world, parish=parish())
    with pytest.raises(Refused, match="Say first how many dwellings Whiston has in 2026/27"):
        received(world, inside, 1_000)
    assert not LevyReceipt.objects.exists()


def test_the_same_form_enters_it_once(world: World) -> None:
    made = developed(world)
    first = received(world, made, 100_000, key="k")
    assert received(world, made, 100_000, key="k") == first
    with pytest.raises(Refused, match="sent before with other answers"):
        received(world, made, 200_000, key="k")
    assert pot(world) == 15_000


def back(world: World, row: LevyReceipt, pence: int, kind: ReceiptKind = ReceiptKind.REFUND) -> LevyReceipt:
    return actions.take_back_levy(
        row, pence, kind, reason="Entered twice.", on=DAY, by=world.finch, at=AT, key=world.key()
    )


def test_a_correction_is_a_linked_reversal_and_a_refund_takes_its_part(world: World) -> None:
    made = developed(world)
    row = received(world, made, 100_001)
    part = back(world, row, 33_334)
    assert (row.share, part.share, pot(world)) == (15_000, -5_000, 10_000)
    rest = back(world, row, 66_667, ReceiptKind.CORRECTION)
    assert (rest.share, pot(world)) == (-10_000, 0)
    with pytest.raises(Refused, match="Nothing stands"):
        back(world, row, 1)
    whole = received(world, made, 100_000)
    undone = back(world, whole, 100_000, ReceiptKind.CORRECTION)
    assert undone.transfer is not None
    assert Transfer.objects.get(pk=undone.transfer_id).reverses_id == whole.transfer_id
    assert queries.check_ledger().agrees


def test_nothing_is_taken_back_that_the_pot_no_longer_has(world: World) -> None:
    row = received(world, developed(world), 100_000)
    [account] = [one for one in queries.accounts_to_move(YEAR, world.levy) if one.ward == world.ward]
    assert account.balance.pence == 15_000
    with pytest.raises(Refused, match="no more than that"):
        back(world, row, 100_001)
    with pytest.raises(Refused, match="take the receipt back on its development’s page"):
        actions.reverse(row.transfer, reason="x", by=world.finch, at=AT)


def test_receipts_wait_for_a_year_and_its_allotment_gathers_them(world: World) -> None:
    made, when = developed(world), at("2027-04-02 10:00")
    row = actions.receive_levy(made, 100_000, on=dt.date(2027, 4, 1), by=world.finch, at=when, key="k1")
    assert row.transfer is None
    actions.open_year(world.levy, FinancialYear(2027), by=world.finch, at=when)
    [due] = rules.allotments_due(world.levy, FinancialYear(2027), when.date())
    assert due.pence == 15_000
    transfer = actions.allot_year(world.levy, FinancialYear(2027), by=world.finch, at=when)
    row.refresh_from_db()
    assert row.transfer_id == transfer
    assert rules.allotments_due(world.levy, FinancialYear(2027), when.date()) == []
    assert queries.check_ledger().agrees


def test_who_may_and_what_is_refused(world: World, planner: Any) -> None:
    with pytest.raises(Refused, match="Only a planning officer"):
        actions.add_development(site(world), by=world.holroyd, at=AT)
    made = actions.add_development(site(world), by=planner, at=AT)
    assert (made.ward_placed, made.parish_placed) == (Placed.HAND, Placed.HAND)
    assert actions.add_development(site(world), by=planner, at=AT) == made
    for wrong, why in ((site(world, site="Elsewhere"), "is here already"), (site(world, "B", ward=None), "Choose the")):
        with pytest.raises(Refused, match=why):
            actions.add_development(wrong, by=planner, at=AT)
    for pence, on, why in ((0, DAY, "more than £0"), (1, dt.date(2026, 12, 25), "still to come")):
        with pytest.raises(Refused, match=why):
            actions.receive_levy(made, pence, on=on, by=planner, at=AT, key=world.key())


def test_check_ledger_sees_a_share_that_was_changed_behind_its_back(world: World) -> None:
    row = received(world, developed(world), 100_000)
    LevyReceipt.objects.filter(pk=row.pk).update(share=14_999)
    assert "its receipts come to 14999" in queries.check_ledger().faults[0]


STEPS = st.lists(
    st.tuples(st.sampled_from(["in", "in", "parish", "back", "wrong"]), st.integers(1, 400_000_00)), max_size=8
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_after_any_history_a_pot_is_the_sum_of_its_rows(steps: list[tuple[str, int]], history: World) -> None:
    with transaction.atomic():
        _tell(history, steps)
        transaction.set_rollback(True)


def _tell(history: World, steps: list[tuple[str, int]]) -> None:
    outside = Development.objects.get(reference="OUT")
    inside = Development.objects.get(reference="IN")
    for what, pence in steps:
        rows = [row for row in LevyReceipt.objects.filter(kind=ReceiptKind.RECEIVED) if queries.stands(row)[0]]
        if what in ("in", "parish"):
            received(history, outside if what == "in" else inside, pence)
        elif rows:
            row = rows[pence % len(rows)]
            most = queries.stands(row)[0]
            if what == "wrong":
                back(history, row, most, ReceiptKind.CORRECTION)
            else:
                back(history, row, 1 + pence % most)
    rows_sum = sum(row.share for row in LevyReceipt.objects.filter(parish=None))
    assert pot(history) == rows_sum == queries.pots_from_developments().get(history.ward.pk, 0)
    assert all(sum(queries.stands(row)) >= 0 for row in LevyReceipt.objects.filter(kind=ReceiptKind.RECEIVED))
    assert queries.check_ledger().agrees


@pytest.fixture
def history(world: World) -> World:
    whiston = parish()
    actions.count_dwellings(YEAR, {whiston: 900}, source="List", by=world.finch, at=AT)
    developed(world, "OUT")
    developed(world, "IN", parish=whiston)
    return world


# --- A development is put right or withdrawn ------------------------------------------------------------------------


def change(world: World, made: Development, key: str = "", **changes: Any) -> Development:
    given = {"why": "The map was wrong.", "by": world.finch, "at": AT, "key": key or world.key()}
    return actions.change_development(made, site(world, made.reference, **changes), **given)


def lines(made: Development) -> list[tuple[str, int, int]]:
    return [(row.kind, row.pence, row.share) for row in made.receipts.order_by("pk")]


def test_money_follows_a_site_that_is_put_right_by_new_entries(world: World) -> None:
    made, whiston = developed(world), parish()
    actions.count_dwellings(YEAR, {whiston: 800}, source="Council tax list", by=world.finch, at=AT)
    row = received(world, made, 1_000_000)
    back(world, row, 200_000)
    assert pot(world) == 120_000
    change(world, made, parish=whiston, key="k")
    assert lines(made) == [
        ("received", 1_000_000, 150_000), ("refund", -200_000, -30_000), ("correction", -800_000, -120_000),
        ("received", 800_000, 120_000),
    ]  # fmt: skip
    assert pot(world) == 0
    anew = made.receipts.order_by("pk").last()
    assert anew is not None
    assert (anew.parish, anew.transfer, anew.on) == (whiston, None, row.on)
    change(world, made, parish=whiston, key="k")  # the same form again
    change(world, made, parish=whiston, site="Moorgate Gardens", dwellings=41)  # no money moves for a name
    assert len(lines(made)) == 4
    made.refresh_from_db()
    assert (made.site, made.dwellings) == ("Moorgate Gardens", 41)
    assert queries.check_ledger().agrees


def test_a_plan_that_was_forgotten_raises_what_was_received(world: World) -> None:
    plan = actions.add_plan(
        "Dinnington", PlanKind.PLAN, from_date=dt.date(2026, 7, 1), source="Council", by=world.finch, at=AT
    )
    made = developed(world)
    received(world, made, 100_000, dt.date(2026, 6, 30))
    received(world, made, 100_000)
    change(world, made, plan=plan)
    assert pot(world) == 40_000  # the one before its day stays at 15%
    assert len(lines(made)) == 4


def test_a_withdrawn_development_gives_everything_back_and_can_be_put_back(world: World) -> None:
    made = developed(world)
    received(world, made, 1_000_000)
    for why, by, said in ((" ", world.finch, "Say why"), ("Twice.", world.holroyd, "Only a planning officer")):
        with pytest.raises(Refused, match=said):
            actions.withdraw_development(made, why=why, by=by, at=AT, key=world.key())
    actions.withdraw_development(made, why="Entered twice.", by=world.finch, at=AT, key=world.key())
    assert (pot(world), lines(made)[-1]) == (0, ("correction", -1_000_000, -150_000))
    made.refresh_from_db()
    for act in (lambda: received(world, made, 1), lambda: change(world, made, site="Elsewhere")):
        with pytest.raises(Refused, match="withdrawn on 24 November 2026"):
            act()
    actions.put_back_development(made, by=world.finch, at=AT)
    made.refresh_from_db()
    received(world, made, 1_000)
    assert pot(world) == 150
    assert queries.check_ledger().agrees


def test_nothing_is_changed_where_the_pot_has_spent_the_money(world: World) -> None:
    made, whiston = developed(world), parish()
    actions.count_dwellings(YEAR, {whiston: 800}, source="Council tax list", by=world.finch, at=AT)
    received(world, made, 1_000_000)
    demands = rules.Demands("Traffic.", "Asked in July.", (made,))
    asked = world.asked(100_000, fund=world.levy, councillor=None, costs="capital", serves="Roads", demands=demands)
    actions.record_award(asked, reasons="Yes.", alternatives="None.", by=world.marsden, at=AT, key=world.key())
    for act in (
        lambda: change(world, made, parish=whiston),
        lambda: actions.withdraw_development(made, why="Twice.", by=world.finch, at=AT, key=world.key()),
    ):
        with pytest.raises(Refused, match="Boston Castle has"), transaction.atomic():
            act()
    made.refresh_from_db()
    assert (made.parish, made.withdrawn_on, len(lines(made)), pot(world)) == (None, None, 1, 50_000)


def test_it_is_put_right_at_the_desk_with_what_stands_filled_in(world: World, client: Client) -> None:
    made = developed(world)
    received(world, made, 1_000_000)
    client.force_login(world.finch)
    with time_machine.travel(AT, tick=False):
        path = f"/desk/levy/{made.pk}/"
        text = client.get(path + "change/").content.decode()
        assert "Land off Moorgate" in text
        assert "1 receipt stands." in text
        [key] = re.findall(r'value="([0-9a-f]{32})"', text)
        sent = {"key": key, "site": "Moorgate Gardens", "ward": made.ward_id, "in_parish": "no", "dwellings": "40"}
        assert "Enter why it is put right" in client.post(path + "change/", sent).content.decode()
        answer = client.post(path + "change/", sent | {"why": "Named since."}, follow=True).content.decode()
        assert "is put right. It lies in Boston Castle, in no parish." in answer
        [key] = re.findall(r'value="([0-9a-f]{32})"', client.get(path + "withdraw/").content.decode())
        answer = client.post(path + "withdraw/", {"key": key, "why": "Twice."}, follow=True).content.decode()
        assert "Nothing stands of its receipts." in answer
        assert "Put it back" in answer
        assert "Withdrawn on 24 November 2026" in client.get("/desk/levy/").content.decode()


@pytest.mark.parametrize(
    ("day", "figure"),
    [("2018-06-01", 334), ("2020-12-31", 334), ("2022-01-01", 332), ("2023-12-31", 355), ("2024-01-01", 381),
     ("2026-11-24", 400), ("2028-01-01", 400)],
)  # fmt: skip
def test_a_receipts_limit_is_indexed_by_the_year_in_which_it_came(world: World, day: str, figure: int):
    found = queries.rule_set(world.levy, dt.date.fromisoformat(day)).one("levy_index", Index)
    assert found is not None
    assert found[0] == Index(figure, 224)
    assert "RICS CIL Index for" in found[1].rule.source
