"""The award freeze before a poll: proposed by the rule, set by the Monitoring Officer, what it stops and what not."""

import datetime as dt

import pytest
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries, rules
from wapentake.funding.models import AwardFreeze
from wapentake.funding.queries import oversight
from wapentake.funding.states import ApplicationState
from wapentake.funding.states.freezes import FreezeState
from wapentake.office.models import ElectionRule, Poll
from wapentake.office.queries import roles_of
from wapentake.office.states import PollKind, RoleKind
from wapentake.people.models import User
from wapentake.places.models import Ward

from .world import AT, World, at, officer

DAY = dt.timedelta(days=1)
TODAY = AT.date()
GOES_ON = dt.date(2026, 12, 18)
UNTIL = "This can go on from 18 December 2026. What was awarded before is honoured and paid."


@pytest.fixture
def anita(world: World) -> User:
    return officer("Anita Mwangi", RoleKind.MONITORING_OFFICER)


def freeze(world: World, by: User, ward: Ward | None, goes_on: dt.date = GOES_ON) -> AwardFreeze:
    return actions.freeze_awards(ward, TODAY, goes_on, reason="By-election on 17 December 2026", by=by, at=AT)


def by_election(world: World, on: dt.date = dt.date(2026, 12, 17)) -> Poll:
    return Poll.objects.create(kind=PollKind.BY_ELECTION, on=on, ward=world.ward)


def elsewhere(world: World) -> Ward:
    return Ward.objects.create(
        code="E05012997", edition=world.ward.edition, slug="bramley", name="Bramley", ons_name="Bramley", number=5,
        seats=2,
    )  # fmt: skip


@pytest.mark.parametrize("everywhere", [False, True], ids=["ward", "every ward"])
def test_a_freeze_stops_supporting_and_approving_with_its_reason_and_its_end(
    world: World, anita: User, everywhere: bool
) -> None:
    new, supported = world.submitted(), world.supported(pence=10_000)
    freeze(world, anita, None if everywhere else world.ward)

    for act in (lambda: world.support(new), lambda: world.approve(supported)):
        with pytest.raises(Refused) as refused:
            act()
        assert "frozen from 24 November 2026 to 17 December 2026: By-election on 17 December 2026." in str(
            refused.value
        )
        assert str(refused.value).endswith(UNTIL)
    new.refresh_from_db()
    assert new.state == ApplicationState.SUBMITTED
    assert queries.pot_of(new).reserved == 10_000


def test_what_was_awarded_is_paid_and_a_no_and_a_withdrawal_go_on(world: World, anita: User) -> None:
    awarded, declined, withdrawn = world.approved(20_000), world.submitted(1_000), world.supported(2_000)
    freeze(world, anita, world.ward)

    world.pay(awarded)
    actions.decline(
        declined, reasons="It is paid from elsewhere.", interest=False, by=world.ashby.user, at=AT, key="no"
    )
    actions.withdraw(withdrawn, by=None, at=AT)

    assert queries.pot_of(awarded).paid == 20_000
    assert queries.pot_of(awarded).reserved == 0
    declined.refresh_from_db()
    assert declined.state == ApplicationState.DECLINED


def test_entering_what_members_decided_stops_too(world: World, anita: User) -> None:
    freeze(world, anita, world.ward)
    asked = world.asked(100_000, fund=world.capital, councillor=None, costs="capital")
    with pytest.raises(Refused, match="This can go on from 18 December 2026"):
        actions.record_award(asked, reasons="Agreed.", alternatives="None.", by=world.marsden, at=AT, key="entered")


def test_it_begins_and_ends_by_itself_in_londons_days(world: World, anita: User) -> None:
    actions.freeze_awards(world.ward, TODAY + DAY, GOES_ON, reason="A poll", by=anita, at=AT)
    stops = [day for day in (TODAY, TODAY + DAY, GOES_ON - DAY, GOES_ON) if not allowed(world.ward, day)]
    assert stops == [TODAY + DAY, GOES_ON - DAY]
    application = world.submitted()
    world.support(application, at("2026-12-18 00:00"))
    application.refresh_from_db()
    assert application.state == ApplicationState.SUPPORTED


def test_what_waits_for_its_end_costs_the_same_however_long(world: World, anita: User) -> None:
    row, roles = freeze(world, anita, world.ward), roles_of(anita, TODAY)
    assert_same_queries(lambda: pages.freeze_page(row, roles), lambda n: [world.submitted(100) for _ in range(n)])
    assert len(pages.freeze_page(row, roles).waiting.rows) == 3


def allowed(ward: Ward, on: dt.date) -> bool:
    return bool(rules.not_in_award_freeze(ward, on))


def test_another_ward_goes_on(world: World, anita: User) -> None:
    freeze(world, anita, elsewhere(world))
    assert allowed(world.ward, TODAY)


def test_only_the_monitoring_officer_sets_changes_and_lifts(world: World, anita: User) -> None:
    made = freeze(world, anita, world.ward)
    poll = by_election(world, dt.date(2027, 3, 4))
    for who in (world.marsden, world.finch, world.holroyd, world.ashby.user):
        for act in (
            lambda who=who: actions.freeze_awards(None, TODAY, GOES_ON, reason="So.", by=who, at=AT),
            lambda who=who: actions.change_freeze(made, TODAY, GOES_ON + DAY, reason="So.", by=who, at=AT),
            lambda who=who: actions.lift_freeze(made, reason="So.", by=who, at=AT),
            lambda who=who: actions.turn_down_freeze(poll, reason="So.", by=who, at=AT),
            lambda who=who: actions.set_freeze_rule(10, 1, "So", dt.date(2027, 4, 1), by=who, at=AT),
        ):
            with pytest.raises(Refused, match="Only the Monitoring Officer"):
                act()
    assert not allowed(world.ward, TODAY)


@pytest.mark.parametrize(
    ("begins", "goes_on", "why"),
    [
        (TODAY, TODAY, "first day, or later"),
        (TODAY - 3 * DAY, TODAY, "lies ahead"),
        (TODAY, TODAY + 400 * DAY, "a year at most"),
        (GOES_ON - DAY, GOES_ON + DAY, "change the dates of that one"),
    ],
)
def test_dates_that_make_no_sense_are_refused(
    world: World, anita: User, begins: dt.date, goes_on: dt.date, why: str
) -> None:
    freeze(world, anita, world.ward)
    with pytest.raises(Refused, match=why):
        actions.freeze_awards(world.ward, begins, goes_on, reason="A poll", by=anita, at=AT)
    assert AwardFreeze.objects.count() == 1


def test_a_reason_is_asked_for(world: World, anita: User) -> None:
    with pytest.raises(Refused, match="Say why"):
        actions.freeze_awards(None, TODAY, GOES_ON, reason=" ", by=anita, at=AT)


def test_the_rule_proposes_from_the_polls_day_until_it_is_settled(world: World, anita: User) -> None:
    poll = by_election(world)
    [one] = queries.proposed_freezes(TODAY)
    # The 25th working day before 17 December 2026, and the day after the poll.
    assert (one.begins, one.goes_on) == (dt.date(2026, 11, 12), dt.date(2026, 12, 18))
    assert one.reason == "by-election on 17 December 2026"

    actions.freeze_awards(world.ward, one.begins, one.goes_on, reason=one.reason, poll=poll, by=anita, at=AT)
    assert queries.proposed_freezes(TODAY) == []
    with pytest.raises(Refused, match="settled already"):
        actions.turn_down_freeze(poll, reason="No.", by=anita, at=AT)


def test_a_poll_that_is_turned_down_is_not_proposed_again_and_stops_nothing(world: World, anita: User) -> None:
    poll = by_election(world, TODAY)
    actions.turn_down_freeze(poll, reason="It is uncontested.", by=anita, at=AT)
    assert queries.proposed_freezes(TODAY) == []
    assert allowed(world.ward, TODAY)


def test_another_rule_counts_for_polls_from_its_day_on(world: World, anita: User) -> None:
    actions.set_freeze_rule(10, 3, "Council, 2 December 2026", dt.date(2027, 1, 1), by=anita, at=AT)
    early, late = by_election(world), by_election(world, dt.date(2027, 3, 4))
    found = {one.poll: (one.begins, one.goes_on) for one in queries.proposed_freezes(TODAY)}
    assert found == {
        early: (dt.date(2026, 11, 12), dt.date(2026, 12, 18)),
        late: (dt.date(2027, 2, 18), dt.date(2027, 3, 7)),
    }
    with pytest.raises(Refused, match="choose a later day"):
        actions.set_freeze_rule(5, 1, "Again", dt.date(2027, 1, 1), by=anita, at=AT)


def test_lifting_and_changing_are_kept_on_record(world: World, anita: User) -> None:
    made = freeze(world, anita, None)
    actions.change_freeze(made, TODAY, GOES_ON + DAY, reason="The poll has moved.", by=anita, at=AT)
    actions.lift_freeze(made, reason="The poll is uncontested.", by=anita, at=AT)
    lifted = actions.lift_freeze(made, reason="Again.", by=anita, at=AT)

    assert allowed(world.ward, TODAY)
    assert (lifted.state, lifted.lifted_because) == (FreezeState.LIFTED, "The poll is uncontested.")
    assert [record.action for record in audit.history(made.ref)] == ["set", "changed", "lifted"]
    with pytest.raises(Refused, match="does not count any more"):
        actions.change_freeze(made, TODAY, GOES_ON, reason="Back.", by=anita, at=AT)


def test_the_pages_say_what_is_on_and_settle_what_is_proposed(world: World, anita: User, time_machine) -> None:
    time_machine.move_to(AT)
    ElectionRule.objects.get_or_create(from_date=dt.date(1974, 4, 1), defaults={"source": "LGA 1972"})
    poll = by_election(world)
    application = world.submitted()
    client = Client()
    client.force_login(anita)
    assert "By-election in Boston Castle, 17 December 2026" in client.get("/desk/award-freezes/").content.decode()

    asked = client.get(f"/desk/award-freezes/polls/{poll.pk}/").content.decode()
    assert 'value="12"' in asked
    assert "25 working days before a poll" in asked
    sent = {"reason": "By-election"} | {
        f"{name}-{part}": str(value)
        for name, day in (("begins", dt.date(2026, 11, 12)), ("last", dt.date(2026, 12, 17)))
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year))
    }
    answer = client.post(f"/desk/award-freezes/polls/{poll.pk}/", sent, follow=True)
    assert "1 award freeze is on today: Boston Castle." in answer.content.decode()

    made = AwardFreeze.objects.get()
    page = client.get(f"/desk/award-freezes/{made.pk}/").content.decode()
    assert application.reference in page
    assert "Awards go on from 18 December 2026." in page
    refused = rules.may_support(roles_of(world.ashby.user, TODAY), application, AT)
    client.force_login(world.ashby.user)
    assert refused.reason in client.get(f"/desk/money/{application.reference}/").content.decode()


def test_the_monitoring_officer_lets_one_award_be_decided_in_spite_of_a_freeze(world: World, anita: User) -> None:
    """With a reason, for that one alone; its record, the oversight list and the audit say so."""
    one, other = world.submitted(), world.submitted(1_000)
    freeze(world, anita, world.ward)
    freeze(world, anita, None)
    for by, why, match in ((world.marsden, "Now.", "Only the Monitoring Officer"), (anita, " ", "Say why")):
        with pytest.raises(Refused, match=match):
            actions.override_freeze(one, reason=why, by=by, at=AT)

    made = actions.override_freeze(one, reason="The boiler has failed.", by=anita, at=AT)
    again = actions.override_freeze(one, reason="The boiler has failed.", by=anita, at=AT)

    assert [each.pk for each in made] == [each.pk for each in again]
    assert len(made) == 2  # one of the ward, one of every ward
    assert audit.history(one.ref)[-1].action == "freeze_overridden"
    world.support(one)
    world.approve(one)
    with pytest.raises(Refused, match="frozen from 24 November 2026"):
        world.support(other)
    text = Client().get(f"/awards/{one.reference}/").content.decode()
    assert "Anita Mwangi let it be decided on 24 November 2026: The boiler has failed." in text
    page = pages.matter_page("overrides", roles_of(anita, TODAY))
    assert page is not None
    assert [row.cells[4] for row in page.table.rows] == ["The boiler has failed."] * 2
    assert "already been approved" not in str(rules.may_override_freeze(roles_of(anita, TODAY), other).reason)
    one.refresh_from_db()
    assert rules.may_override_freeze(roles_of(anita, TODAY), one).reason == "Nothing is left to decide here."


def test_clocks_stand_still_in_a_frozen_ward_until_it_is_lifted_or_overridden(world: World, anita: User) -> None:
    waits, let = world.submitted(), world.submitted(1_000)
    before = queries.stand_of(waits, TODAY).clock.by
    assert before == dt.date(2026, 12, 8)
    made = freeze(world, anita, world.ward)  # until 17 December
    assert queries.stand_of(waits, TODAY).clock.by == dt.date(2027, 1, 5)
    assert rules.waiting(queries.stand_of(waits, TODAY), rules.Reader(0), TODAY).still == (
        "Awards in Boston Castle are frozen until 17 December 2026: the clock stands still."
    )
    actions.override_freeze(let, reason="It cannot wait.", by=anita, at=at("2026-11-26 09:00"))
    assert queries.stand_of(let, TODAY).clock.by == dt.date(2026, 12, 9)  # one working day stood still
    actions.lift_freeze(made, reason="No poll.", by=anita, at=at("2026-12-01 09:00"))
    assert queries.stand_of(waits, TODAY).clock.by == dt.date(2026, 12, 14)  # four did
    late = [row.pk for row, _ in oversight.late_steps(dt.date(2026, 12, 11))]
    assert (let.pk in late, waits.pk in late) == (True, False)
