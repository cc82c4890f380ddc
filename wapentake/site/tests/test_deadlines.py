"""What needs a councillor because money is left and its last day nears."""

import datetime as dt

from wapentake.funding.actions import stand_aside
from wapentake.funding.tests.world import AT, World
from wapentake.office.queries import roles_of
from wapentake.site.pages.needs.deadlines import interests_to_register, money_deadlines

LAST_DAY = dt.date(2027, 1, 31)


def test_the_desk_says_it_from_the_first_day_and_until_all_is_awarded(world: World) -> None:
    ashby = world.ashby.user
    assert ashby is not None
    assert money_deadlines(roles_of(ashby, dt.date(2026, 9, 30)), dt.date(2026, 9, 30)) == []
    [need] = money_deadlines(roles_of(ashby, AT.date()), AT.date())
    assert need.by == LAST_DAY
    assert need.title.startswith("Award what is left by 31 January 2027: £")
    assert need.reason.startswith("£1,584 is yours and £")
    assert money_deadlines(roles_of(world.marsden, AT.date()), AT.date()) == []


def test_an_interest_that_was_declared_is_to_be_registered_within_28_days(world: World) -> None:
    ashby, on = world.ashby.user, AT.date()
    assert ashby is not None
    stand_aside(world.submitted(), nature="My brother is the treasurer", by=ashby, at=AT, key="aside")
    [need] = interests_to_register(roles_of(ashby, on), on)
    assert need.by == dt.date(2026, 12, 22)
    assert need.title == "Register this interest by 22 December 2026 (Localism Act 2011, section 31(7))"
    assert need.reason.endswith("on 24 November 2026: My brother is the treasurer.")
    assert interests_to_register(roles_of(world.marsden, on), on) == []
