"""The year: what-if, freeze, close with carry-over, late refunds. No penny appears or vanishes, in any order."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries, rules
from wapentake.funding.actions import years
from wapentake.funding.models import Application, Fund, FundRule, FundYear, Transfer
from wapentake.funding.rules import Allotment
from wapentake.funding.states import TransferKind
from wapentake.funding.states.fund_rules import Amount
from wapentake.office.models import Councillor, Poll
from wapentake.office.queries import roles_of
from wapentake.office.states import PollKind, RoleKind

from . import world as worlds
from .world import AT, YEAR, World, at, officer

pytestmark = pytest.mark.django_db

NEXT = FinancialYear(2027)
APRIL = at("2027-04-01 00:30")
SOURCE = "Full Council, 4 March 2026"
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def write_rule(fund: Fund, key: str, value: object, since: dt.date = dt.date(2020, 4, 1)) -> None:
    """Put a rule in the place of the one that ships, from long ago."""
    FundRule.objects.filter(fund=fund, key=key).delete()
    FundRule.objects.create(fund=fund, key=key, value=value, text="x.", source=SOURCE, from_date=since)


def close(world: World, fund: Fund, when: dt.datetime = APRIL, year: FinancialYear = YEAR) -> None:
    actions.close_year(fund, year, by=world.finch, at=when)


def left(fund: Fund, year: FinancialYear) -> dict[str, int]:
    return {str(one): one.pot.left for one in queries.holders_of(fund, year) if one.pot.left}


CARRY = [
    ({"what": "none"}, 0),
    ({"what": "capped", "cap": 50_000}, 50_000),
    ({"what": "capped", "cap": 500_000}, 158_400),
    ({"what": "all"}, 158_400),
    ({"what": "all", "across_election": False}, 158_400),
]


@pytest.mark.parametrize(("rule", "carried"), CARRY)
def test_what_is_left_goes_on_as_the_rule_says(world: World, rule: dict, carried: int):
    write_rule(world.clf, "carry_over", rule)
    world.pay(world.approved(40_000))
    close(world, world.clf)
    ashby, iqbal = queries.holders_of(world.clf, YEAR)
    assert iqbal.pot.carried == carried
    assert iqbal.pot.lapsed == 158_400 - carried
    assert ashby.pot.carried == min(carried, 118_400)
    assert ashby.pot.allotted == 158_400
    assert ashby.pot.left == 0
    assert left(world.clf, NEXT) == (
        {"Cllr Maureen Ashby": min(carried, 118_400), "Cllr Tariq Iqbal": carried} if carried else {}
    )
    assert queries.check_ledger().faults == ()
    before = Transfer.objects.count()
    close(world, world.clf)
    close(world, world.clf, at("2027-06-01 09:00"))
    assert Transfer.objects.count() == before
    closed = Transfer.objects.get(kind=TransferKind.CLOSE)
    assert closed.on == dt.date(2027, 3, 31)  # dated the last day, in the books of its year
    assert closed.at == APRIL


def test_nothing_goes_past_an_election_of_the_whole_council(world: World):
    """As after 31 March 2024 in Rotherham: nothing was carried past the election of 2 May 2024."""
    Poll.objects.create(kind=PollKind.ORDINARY, on=dt.date(2027, 5, 6))
    lines = rules.carry_lines(world.clf, YEAR, dt.date(2027, 4, 1))
    assert {line.why for line in lines} == {
        "Nothing goes past an election of the whole council: there is one on 6 May 2027."
    }
    close(world, world.clf)
    assert left(world.clf, NEXT) == {}
    assert queries.pots(YEAR, funds=[world.clf])[0].lapsed == 316_800


def test_march_2024_carried_nothing_and_march_2025_all():
    """Rotherham's rule as it ships, on the polls that there were."""
    world = worlds.make(allot=False)
    Poll.objects.create(kind=PollKind.ORDINARY, on=dt.date(2024, 5, 2))
    for starts_in, carried in ((2023, 0), (2024, 158_400)):
        year, first = FinancialYear(starts_in), at(f"{starts_in}-04-03 09:00")
        actions.open_year(world.capital, year, by=None, at=first)
        actions.open_year(world.clf, year, by=None, at=first)
        due = Allotment(world.ward, world.ashby, 158_400)
        actions.allot(world.clf, year, due, by=None, at=first, key=f"given-{year}")
        close(world, world.clf, at(f"{starts_in + 1}-04-20 09:00"), year)
        assert left(world.clf, FinancialYear(starts_in + 1)).get("Cllr Maureen Ashby", 0) == carried
    assert queries.check_ledger().faults == ()


def test_a_leavers_money_lapses_or_goes_to_whoever_follows(world: World):
    world.ashby.terms.update(to_date=dt.date(2027, 2, 1))
    assert [line.why for line in rules.carry_lines(world.clf, YEAR, APRIL.date()) if line.lapsed] == [
        "Cllr Maureen Ashby has left, and nobody follows by the rules."
    ]
    write_rule(world.clf, "leaver", {"what": "successor"})
    assert [line.lapsed for line in rules.carry_lines(world.clf, YEAR, APRIL.date())] == [158_400, 0]
    poll = world.iqbal.terms.get().poll
    worlds.councillor("Nia Quill", world.ward, poll).terms.update(from_date=dt.date(2027, 2, 19))
    close(world, world.clf)
    assert left(world.clf, NEXT) == {"Cllr Nia Quill": 158_400, "Cllr Tariq Iqbal": 158_400}


def test_years_close_in_order_after_their_end_and_only_once_all_is_settled(world: World):
    application = world.approved(40_000)
    with pytest.raises(Refused, match="£0 is reserved and £400 is committed"):
        close(world, world.clf)
    world.pay(application, at("2027-04-01 00:20"))
    paid = Transfer.objects.get(kind=TransferKind.PAY)
    assert paid.on == dt.date(2027, 3, 31)
    actions.open_year(world.clf, NEXT, by=world.finch, at=APRIL)
    with pytest.raises(Refused, match=r"Close 2026/27 first\."):
        close(world, world.clf, at("2028-04-02 09:00"), NEXT)
    close(world, world.clf)
    with pytest.raises(Refused, match="was never opened for 2025/26"):
        close(world, world.clf, APRIL, FinancialYear(2025))
    assert queries.check_ledger().faults == ()


def test_what_was_confirmed_is_what_was_shown(world: World):
    shown = rules.print_of_lines(rules.carry_lines(world.clf, YEAR, APRIL.date()))
    write_rule(world.clf, "carry_over", {"what": "none"})
    with pytest.raises(Refused, match="What is left has changed since you looked"):
        actions.close_year(world.clf, YEAR, by=world.finch, at=APRIL, shown=shown)
    assert FundYear.objects.get(fund=world.clf, year=2026).state == "open"
    assert not Transfer.objects.filter(kind=TransferKind.CLOSE).exists()


def test_late_money_comes_back_into_the_year_that_runs_with_its_link(world: World):
    write_rule(world.clf, "returned", {"what": "lapses"})
    application = world.approved(40_000)
    world.pay(application)
    actions.return_money(application, 1_000, reason="Cheaper.", by=world.finch, at=APRIL, key="in time")
    close(world, world.clf)
    given = {"reason": "The fair was rained off.", "by": world.finch}
    late = at("2027-06-01 10:00")
    moved = actions.return_money(application, 9_000, at=late, key="late", **given)
    assert actions.return_money(application, 9_000, at=late, key="late", **given) == moved
    refund = Transfer.objects.get(pk=moved)
    assert (refund.kind, refund.on, refund.application) == ("refund", late.date(), application)
    now = queries.councillor_line(world.ashby, NEXT)
    assert (now.refunded, now.left, now.allotted) == (9_000, 118_400, 118_400)
    assert queries.councillor_line(world.ashby, YEAR).came_back == 1_000
    with pytest.raises(Refused, match="£300 was paid, so no more than that can come back"):
        actions.return_money(application, 30_001, at=late, key="too much", **given)
    assert queries.check_ledger().faults == ()
    actions.reverse(refund, reason="Another group’s cheque.", by=world.finch, at=late)
    assert queries.still_paid(application) == 39_000
    assert queries.check_ledger().faults == ()


def test_a_posting_of_a_year_that_is_over_says_when_it_was_made(world: World):
    application = world.approved(40_000)
    transfer = Transfer.objects.get(pk=world.pay(application, APRIL))
    assert transfer.on == dt.date(2027, 3, 31)
    page = pages.transfer_page(transfer, roles_of(world.finch, APRIL.date()))
    assert ("Date", "Counted in 2026/27, made on 1 April 2027") in page.facts
    [row] = pages.postings_page(world.clf, YEAR, {"figure": "paid"}).table.rows
    assert row.cells[0].note == "Counted in 2026/27, made on 1 April 2027"
    [row] = pages.postings_page(world.clf, YEAR, {"figure": "reserved"}).table.rows[-1:]
    assert row.cells[0].note == "24 Nov"


def test_late_money_needs_a_year_that_runs(world: World):
    write_rule(world.clf, "carry_over", {"what": "none"})
    application = world.approved(40_000)
    world.pay(application)
    close(world, world.clf)
    with pytest.raises(Refused, match="is not open for 2027/28, so nothing can come back into it"):
        actions.return_money(application, 1, reason="x", by=world.finch, at=at("2027-06-01 10:00"), key="a")


# --- What if ----------------------------------------------------------------------------------------------------------


@FEW
@given(
    per_councillor=st.integers(0, 500_000), per_seat=st.integers(0, 500_000), per_ward=st.integers(0, 2_000_000),
    per_home=st.integers(0, 300), homes=st.integers(0, 3_000),
)  # fmt: skip
def test_what_if_is_what_allotting_then_gives(
    world: World, per_councillor: int, per_seat: int, per_ward: int, per_home: int, homes: int
):
    """The amounts shown before the budget is set are, to the penny, what is given once it is."""
    spot = transaction.savepoint()
    try:
        of_wards = {"per_seat": per_seat, "per_ward": per_ward, "per_home": per_home}
        for fund, value in ((world.clf, {"per_councillor": per_councillor}), (world.housing, of_wards)):
            value = {name: pence for name, pence in value.items() if pence}
            given_then = {"by": world.finch, "at": AT}
            actions.set_figures(fund, NEXT, "homes", {world.ward: homes}, source="Register", **given_then)
            shown = rules.allotments_due(fund, NEXT, AT.date(), amount=Amount(**value))
            actions.set_rule(fund, "amount", value, text="x.", source=SOURCE, from_date=NEXT.start, **given_then)
            actions.open_year(fund, NEXT, by=world.finch, at=APRIL)
            actions.allot_year(fund, NEXT, by=world.finch, at=APRIL, shown=rules.print_of(shown))
            there = {(one.ward, one.councillor): one.pot.left for one in queries.holders_of(fund, NEXT)}
            assert there == {(one.ward, one.councillor): one.pence for one in shown}
    finally:
        transaction.savepoint_rollback(spot)


# --- No penny appears or vanishes ------------------------------------------------------------------------------------

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["award", "top up", "return", "close", "close next", "move", "freeze", "undo"]),
        st.integers(1, 200_000),
        st.booleans(),
    ),
    max_size=14,
)
RULES = st.sampled_from([rule for rule, _ in CARRY])


@FEW
@given(acts=ACTS, rule=RULES, second=RULES)
def test_no_penny_appears_or_vanishes_in_any_order(world: World, acts: list, rule: dict, second: dict):
    """Whatever happens in whatever order: what was given is what is held, carried out is carried in, all agrees."""
    spot = transaction.savepoint()
    try:
        write_rule(world.clf, "carry_over", rule)
        write_rule(world.capital, "carry_over", second)
        given_in = 316_800
        for number, (what, pence, first) in enumerate(acts):
            try:
                with transaction.atomic():
                    given_in += _act(world, what, pence, first, number)
            except Refused:
                pass
            this, after = (queries.pots(year, funds=[world.clf])[0] for year in (YEAR, NEXT))
            # What came back late is given anew, in the year that it came back in.
            assert this.allotted + after.allotted - after.given_on - this.carried == given_in
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        assert queries.check_ledger().faults == ()
    finally:
        transaction.savepoint_rollback(spot)


def test_control_a_penny_lost_on_the_way_is_found(world: World, monkeypatch):
    """The same look at the books finds a close that carries a penny less than it takes out."""
    whole = years._settle_new

    def short(fund, year, lines, by, at):
        whole(fund, year, [replace(lines[0], carried=lines[0].carried - 1), *lines[1:]], by, at)

    monkeypatch.setattr(years, "_settle_new", short)
    close(world, world.clf)
    assert queries.check_ledger().faults == (
        "clf: 316800 pence were carried out of 2026, and 316799 came into the next year",
    )


def _act(world: World, what: str, pence: int, first: bool, number: int) -> int:
    """Do one thing, before or after the year's end; return what it gave to holders of the Community Leadership Fund."""
    when = AT if first else at("2027-04-10 09:00")
    return DO[what](world, pence, world.ashby if first else world.iqbal, when, f"act-{number}")


def _award(world: World, pence: int, who: Councillor, when: dt.datetime, key: str) -> int:
    application = world.submitted(pence)
    world.support(application)
    world.approve(application)
    world.pay(application, when)
    return 0


def _top_up(world: World, pence: int, who: Councillor, when: dt.datetime, key: str) -> int:
    due = Allotment(world.ward, who, pence)
    actions.allot(world.clf, FinancialYear.of(when.date()), due, by=world.finch, at=when, key=key)
    return pence


def _return(world: World, pence: int, who: Councillor, when: dt.datetime, key: str) -> int:
    paid = Application.objects.filter(state="paid").order_by("-pk").first()
    if paid is not None:
        actions.return_money(paid, pence, reason="x", by=world.finch, at=when, key=key)
    return 0


def _move(world: World, pence: int, who: Councillor, when: dt.datetime, key: str) -> int:
    ends = {one.councillor: one for one in queries.accounts_to_move(YEAR, world.clf)}
    move = actions.propose_move(ends[world.ashby], ends[world.iqbal], pence, reason="x", by=world.finch, at=AT)
    actions.confirm_move(move, by=world.grey, at=AT)
    return 0


def _undo(world: World, pence: int, who: Councillor, when: dt.datetime, key: str) -> int:
    last = Transfer.objects.filter(reversed_by=None, kind__in=("pay", "return", "refund")).order_by("-pk").first()
    if last is not None:
        actions.reverse(last, reason="x", by=world.finch, at=when)
    return 0


def _close(world: World, pence: int, who: Councillor, when: dt.datetime, key: str) -> int:
    close(world, world.clf, when)
    return 0


def _close_next(world: World, pence: int, who: Councillor, when: dt.datetime, key: str) -> int:
    close(world, world.clf, at("2028-04-03 09:00"), NEXT)
    return 0


def _freeze(world: World, pence: int, who: Councillor, when: dt.datetime, key: str) -> int:
    if FundYear.objects.get(fund=world.clf, year=2026).frozen_at is None:
        actions.freeze(world.clf, YEAR, because="x", by=world.finch, at=AT)
    else:
        actions.unfreeze(world.clf, YEAR, reason="x", by=world.finch, at=AT)
    return 0


DO = {
    "award": _award, "top up": _top_up, "return": _return, "close": _close, "close next": _close_next, "move": _move,
    "freeze": _freeze, "undo": _undo,
}  # fmt: skip


def test_who_may_close_and_freeze(world: World):
    for user in (world.marsden, world.ashby.user, world.holroyd):
        roles = roles_of(user, APRIL.date())
        for verdict in (rules.may_close_year(roles, world.clf, YEAR), rules.may_freeze(roles, world.clf, YEAR)):
            assert verdict.reason == "Only a finance officer or an administrator can do this."


def test_the_section_151_officer_freezes_and_unfreezes_and_an_administrator_does_not_undo_it(world: World):
    chief, admin = officer("Gerald Mills", RoleKind.SECTION_151), officer("Ada Min", RoleKind.ADMINISTRATOR)
    assert rules.may_read_ledger(roles_of(chief, AT.date()))
    actions.freeze(world.clf, YEAR, because="A notice under section 114.", by=chief, at=AT)
    with pytest.raises(Refused, match="Only a finance officer or the section 151 officer lets awards go on"):
        actions.unfreeze(world.clf, YEAR, reason="x", by=admin, at=AT)
    actions.unfreeze(world.clf, YEAR, reason="The budget is set.", by=chief, at=AT)
    assert FundYear.objects.get(fund=world.clf, year=2026).frozen_at is None
