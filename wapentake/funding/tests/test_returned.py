"""What becomes of money that comes back: left to award again or lapsed by the fund's rule, and never stranded."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries
from wapentake.funding.models import Transfer
from wapentake.funding.queries import Holder, statement, statement_sums
from wapentake.funding.rules import CarryLine, closing

from .test_ledger_histories import FOUND, run_histories
from .test_years import NEXT, close, left, write_rule
from .world import AT, YEAR, World, at

pytestmark = pytest.mark.django_db


def test_what_comes_back_is_left_to_award_again(world: World):
    application = world.approved(40_000)
    world.pay(application)
    moved = actions.return_money(application, 10_000, reason="Cheaper.", by=world.finch, at=AT, key="back")
    pot = queries.councillor_line(world.ashby, YEAR)
    assert (pot.left, pot.paid, pot.returned, pot.settled) == (128_400, 30_000, 0, 10_000)
    assert (pot.allotted, pot.came_back) == (158_400, 10_000)
    world.pay(world.approved(128_400))
    [stood] = [one for one in statement_sums.stood(YEAR) if one.fund == world.clf]
    rows = list(statement.lines(YEAR))
    assert (stood.allotted, stood.awarded, stood.returned) == (316_800, 168_400, 10_000)
    assert (stood.awarded, stood.returned) == (sum(row.pence for row in rows), sum(row.returned for row in rows))
    with pytest.raises(Refused, match="£"):  # it is awarded again since
        actions.reverse(Transfer.objects.get(pk=moved), reason="Not ours.", by=world.finch, at=AT)
    assert queries.check_ledger().faults == ()
    assert pages.money_page(AT.date()).agrees
    assert "£100 came back from awards" in pages.underspend_page(AT.date()).note.replace(".00", "")
    close(world, world.clf)
    assert left(world.clf, NEXT) == {"Cllr Tariq Iqbal": 158_400}
    assert queries.check_ledger().faults == ()


def test_what_comes_back_late_is_left_in_the_open_year(world: World):
    application = world.approved(40_000)
    world.pay(application)
    close(world, world.clf)
    late = at("2027-06-01 10:00")
    moved = actions.return_money(application, 9_000, reason="Rain.", by=world.finch, at=late, key="late")
    now = queries.councillor_line(world.ashby, NEXT)
    assert (now.left, now.given_on, now.refunded, now.allotted) == (127_400, 9_000, 0, 127_400)
    assert queries.sum_of(queries.postings(world.clf, NEXT, queries.ALLOTTED)) == sum(left(world.clf, NEXT).values())
    assert queries.still_paid(application) == 31_000
    [stood] = [one for one in statement_sums.stood(YEAR) if one.fund == world.clf]
    assert (stood.awarded, stood.returned) == (40_000, 9_000)  # beside the award that it came back from
    assert Transfer.objects.get(pk=moved).application == application
    assert queries.check_ledger().faults == ()
    actions.reverse(Transfer.objects.get(pk=moved), reason="Not ours.", by=world.finch, at=late)
    assert queries.councillor_line(world.ashby, NEXT).left == 118_400
    assert queries.check_ledger().faults == ()


@pytest.mark.parametrize("what", ["lapses", "left"])
def test_what_came_back_before_the_rule_is_settled_at_the_close(world: World, what: str):
    """Without a rule it waits; the rule of the year's last day says what becomes of it. It stays in its fund."""
    application = world.approved(40_000)
    world.pay(application)
    write_rule(world.clf, "returned", {"what": "lapses"})
    actions.return_money(application, 10_000, reason="Cheaper.", by=world.finch, at=AT, key="back")
    assert queries.councillor_line(world.ashby, YEAR).returned == 10_000
    if what == "left":
        write_rule(world.clf, "returned", {"what": "left"}, since=dt.date(2027, 3, 31))
    close(world, world.clf)
    was = queries.councillor_line(world.ashby, YEAR)
    assert (was.returned, was.settled, was.came_back) == (0, 10_000, 10_000)
    assert (was.lapsed, was.carried) == ((10_000, 118_400) if what == "lapses" else (0, 128_400))
    assert was.allotted == 158_400
    assert queries.check_ledger().faults == ()


def test_a_fault_planted_in_closing_is_found(monkeypatch: pytest.MonkeyPatch):
    """The same of what came back: a closing that forgets it leaves it stranded, and the books say so.

    Few histories close a year in which money came back: on average 800 are told. These draw one early.
    """
    whole = closing._line

    def forgets(one: Holder, *more: Any) -> CarryLine:
        return whole(replace(one, pot=replace(one.pot, returned=0)), *more)

    monkeypatch.setattr(closing, "_line", forgets)
    with pytest.raises(FOUND):
        run_histories(4000, plant=lambda: None, drawn_from=9)
