"""What needs a councillor because money is left and its last day nears."""

import datetime as dt

from wapentake.funding.tests.conftest import world  # noqa: F401 - a fixture
from wapentake.funding.tests.world import AT, World
from wapentake.office.queries import roles_of
from wapentake.site.pages.deadlines import money_deadlines

LAST_DAY = dt.date(2027, 1, 31)


def test_the_desk_says_it_from_the_first_day_and_until_all_is_awarded(world: World) -> None:  # noqa: F811
    ashby = world.ashby.user
    assert ashby is not None
    assert money_deadlines(roles_of(ashby, dt.date(2026, 9, 30)), dt.date(2026, 9, 30)) == []
    [need] = money_deadlines(roles_of(ashby, AT.date()), AT.date())
    assert need.by == LAST_DAY
    assert need.title.startswith("Award what is left by 31 January 2027: £")
    assert need.reason.startswith("£1,584 is yours and £")
    assert money_deadlines(roles_of(world.marsden, AT.date()), AT.date()) == []
