"""The Monitoring Officer's desk, and the days by which the desk says that money is due."""

import datetime as dt

import pytest

from wapentake.foundation.calendars import LONDON, long_date, start_of_day
from wapentake.foundation.verdicts import Refused
from wapentake.funding import queries as funding
from wapentake.funding.tests.world import AT, World
from wapentake.office.actions import create_administrator, hold_publicity, register_interest, settle_withholding
from wapentake.office.models import Poll
from wapentake.office.queries import proposed_holds, requests_to_withhold, roles_of
from wapentake.office.rules import Entry, Holding
from wapentake.office.states import PollKind, RoleKind
from wapentake.office.tests import factories as make
from wapentake.people.actions import create_user
from wapentake.site.pages.desk import desk_page
from wapentake.site.pages.needs import needs_of

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 10, tzinfo=LONDON)
TODAY = NOW.date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def anita():
    user = make.make_user("Anita Mwangi")
    make.give_role(user, RoleKind.MONITORING_OFFICER)
    return user


@pytest.fixture
def grace():
    return make.make_councillor(make.make_ward(), "Grace Okafor")


def entry(**given) -> Entry:
    said = {"category": "body", "holder": "member", "description": "Treasurer", "arose_on": NOW.date() - 10 * DAY}
    return Entry(**said | given)


def titles(user, on=TODAY) -> list[str]:
    return [need.title for need in needs_of(roles_of(user, on), start_of_day(on))]


def test_a_request_to_withhold_stands_there_until_it_is_settled(grace, anita):
    register_interest(grace, entry(sensitive=True), by=grace.user, at=NOW)
    [need] = needs_of(roles_of(anita, NOW.date()), NOW)
    assert need.title == "Decide whether to withhold an interest of Cllr Grace Okafor"
    assert need.by == dt.date(2026, 12, 8)
    assert "Treasurer" not in repr(need)
    assert titles(grace.user) == []
    settle_withholding(requests_to_withhold()[0], True, by=anita, at=NOW)
    assert titles(anita) == []


def test_a_poll_whose_publicity_is_not_held_yet_stands_there(grace, anita):
    poll = Poll.objects.create(kind=PollKind.BY_ELECTION, on=TODAY + 30 * DAY, ward=make.make_ward("Wath"))
    [need] = [one for one in needs_of(roles_of(anita, TODAY), NOW) if "publicity" in one.title]
    assert need.title == f"Set the publicity hold before the poll on {long_date(poll.on)}"
    assert need.by == proposed_holds(TODAY)[0].begins
    hold_publicity(Holding(NOW, start_of_day(poll.on + DAY), "By-election", ward=poll.ward), by=anita, at=NOW)
    assert not [one for one in titles(anita) if "publicity" in one]


def test_a_late_entry_stands_there_for_28_days(grace, anita):
    register_interest(grace, entry(arose_on=NOW.date() - 30 * DAY), by=grace.user, at=NOW)
    register_interest(grace, entry(arose_on=NOW.date() - 28 * DAY), by=grace.user, at=NOW)
    [need] = needs_of(roles_of(anita, NOW.date()), NOW)
    assert need.title == "Look at a late entry in the register of Cllr Grace Okafor"
    assert need.reason == "Entered on 24 November 2026, two days after the last of the 28."
    assert len(titles(anita, NOW.date() + 28 * DAY)) == 1
    assert titles(anita, NOW.date() + 29 * DAY) == []


def test_what_a_new_member_held_long_before_is_not_late(anita):
    new = make.make_councillor(make.make_ward(), "Rosa New", NOW.date() - 20 * DAY)
    register_interest(new, entry(arose_on=dt.date(1999, 5, 1)), by=new.user, at=NOW)
    assert titles(anita) == []


def test_awards_to_look_at_again_stand_there(world: World, anita):
    world.approved()
    interest = entry(arose_on=AT.date(), organisation=world.group)
    register_interest(world.ashby, interest, by=world.ashby.user, at=AT + 2 * DAY)
    assert titles(anita, AT.date() + 2 * DAY) == ["Look again at one award"]


def test_the_desk_and_the_queue_agree_on_the_day(world: World):
    """Submitted long ago and supported today: ten working days from today."""
    old = world.submitted()
    type(old).objects.filter(pk=old.pk).update(submitted_at=AT - 40 * DAY)
    on = AT.date()
    [late] = (need for need in needs_of(roles_of(world.ashby.user, on), AT) if "Decide on" in need.title)
    assert late.late
    world.supported(30_000)
    type(old).objects.update(submitted_at=AT - 40 * DAY)
    [need] = needs_of(roles_of(world.marsden, on), AT)
    [row] = funding.with_since(funding.waiting_for(roles_of(world.marsden, on)))
    assert need.by == funding.due_on(row, funding.answer_within(on)) == dt.date(2026, 12, 8), long_date(need.by)
    assert not need.late


def test_a_blank_name_opens_no_account_and_closes_no_desk():
    user = make.make_user(" ")
    make.give_role(user, RoleKind.FINANCE)
    assert desk_page(roles_of(user, NOW.date()), NOW).first_name == ""
    for make_account in (
        lambda: create_user("a@example.org", "  ", by=None, at=NOW),
        lambda: create_administrator("a@example.org", "", at=NOW),
    ):
        with pytest.raises(Refused, match="full name"):
            make_account()
