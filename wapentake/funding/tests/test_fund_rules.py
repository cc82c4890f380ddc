"""A fund's rules are dated data: checked when written down, applied with their source, and other councils' too."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries, rules
from wapentake.funding.models import Decision, Fund, FundRule
from wapentake.funding.rules import Allotment
from wapentake.funding.states import DecisionKind, FigureKind, FundKind, HolderKind
from wapentake.funding.states.days import DayOfYear
from wapentake.funding.states.fund_rules import KINDS, BadRule, read_rule
from wapentake.funding.states.rotherham import FUNDS, FundRow, RuleRow
from wapentake.office.states import RoleKind

from .world import AT, YEAR, World, at, officer

pytestmark = pytest.mark.django_db

SOURCE = "Full Council, 4 March 2026, minute 61"


def set_rule(world: World, key: str, value: object, fund: Fund | None = None, since: str = "2026-04-01") -> FundRule:
    """Write a rule down on the last day of March, for the year to come."""
    return actions.set_rule(
        fund or world.clf, key, value, text="As the council laid down.", source=SOURCE,
        from_date=dt.date.fromisoformat(since), by=world.finch, at=at("2026-03-31 09:00"),
    )  # fmt: skip


BAD = [
    ("amount", {"per_head": 1}, "and not per_head"),
    ("amount", {"per_ward": -1}, "whole number from 1"),
    ("amount", {"per_ward": True}, "whole number"),
    ("amount", {"per_ward": 1.5}, "whole number"),
    ("amount", {"per_councillor": 1, "per_ward": 1}, "not for both"),
    ("amount", {"levy_share": 101}, "from 1 to 100"),
    ("amount", "1000", "This rule holds"),
    ("minimum_award", {}, "the amount in pence"),
    ("maximum_share", {"percent": 0}, "from 1 to 100"),
    ("exclusions", [], "Choose at least one"),
    ("exclusions", "individuals", "Choose at least one"),
    ("exclusions", ["cats"], "There is no choice 'cats'"),
    ("exclusions", ["individuals", "individuals"], "once"),
    ("last_decision", {"month": 2, "day": 30}, "the day"),
    ("last_decision", {"month": 13, "day": 1}, "the month"),
    ("carry_over", {"what": "some"}, "Say what goes on"),
    ("carry_over", {"what": "capped"}, "only where there is such a limit"),
    ("carry_over", {"what": "all", "cap": 5}, "only where there is such a limit"),
    ("carry_over", {"what": "all", "across_election": "no"}, "yes or no"),
    ("leaver", {"what": "party"}, "becomes of the balance"),
    ("answer_within", {"working_days": 0}, "the working days"),
    ("colour", {}, "There is no rule colour"),
]


@pytest.mark.parametrize(("key", "value", "why"), BAD)
def test_what_cannot_be_read_is_refused_with_a_sentence(world: World, key: str, value: object, why: str):
    with pytest.raises(BadRule, match=why):
        read_rule(key, value)
    before = FundRule.objects.count()
    with pytest.raises(Refused), transaction.atomic():
        set_rule(world, key, value, since="2026-05-01")
    assert FundRule.objects.count() == before


def test_every_rule_that_ships_can_be_read():
    for row in FUNDS:
        for rule in row.rules:
            read_rule(rule.key, rule.value)
            assert rule.source, rule
            assert rule.text.endswith("."), rule
    assert {rule.key for row in FUNDS for rule in row.rules} <= set(KINDS)


def test_a_rule_follows_another_and_none_that_has_begun_is_rewritten(world: World):
    first = queries.rule_on(world.clf, "amount", dt.date(2026, 4, 1))
    new = actions.set_rule(
        world.clf, "amount", {"per_councillor": 200_000}, text="£2,000 for each councillor.", source=SOURCE,
        from_date=dt.date(2027, 4, 1), by=world.finch, at=AT,
    )  # fmt: skip
    again = actions.set_rule(
        world.clf, "amount", {"per_councillor": 200_000}, text="£2,000 for each councillor.", source=SOURCE,
        from_date=dt.date(2027, 4, 1), by=world.finch, at=AT,
    )  # fmt: skip
    assert again == new
    assert queries.rule_on(world.clf, "amount", dt.date(2027, 3, 31)) == first
    assert queries.rule_on(world.clf, "amount", dt.date(2027, 4, 1)) == new
    # What is still to come may be mended; what has begun may not.
    mended = actions.set_rule(
        world.clf, "amount", {"per_councillor": 210_000}, text="£2,100 for each councillor.", source=SOURCE,
        from_date=dt.date(2027, 4, 1), by=world.finch, at=AT,
    )  # fmt: skip
    assert queries.rule_on(world.clf, "amount", dt.date(2027, 4, 1)) == mended
    with pytest.raises(Refused, match="The rule that stands began on 1 April 2027: choose a later day"):
        actions.set_rule(
            world.clf, "amount", {"per_councillor": 1}, text="x.", source=SOURCE, from_date=dt.date(2027, 4, 1),
            by=world.finch, at=at("2027-04-01 00:30"),
        )  # fmt: skip
    with pytest.raises(Refused, match="Only a finance officer or an administrator"):
        actions.set_rule(
            world.clf, "amount", {"per_councillor": 1}, text="x.", source=SOURCE, from_date=dt.date(2028, 4, 1),
            by=world.marsden, at=AT,
        )  # fmt: skip
    assert [record.action for record in audit.history("fund:clf")].count("rule set") == 2
    with pytest.raises(IntegrityError, match="one_rule_of_a_kind_on_a_day"), transaction.atomic():
        FundRule.objects.create(
            fund=world.clf, key="amount", value={}, text="x", source="x", from_date=dt.date(2030, 1, 1)
        )


def test_a_rule_can_end_with_nothing_in_its_place(world: World):
    set_rule(world, "maximum_award", {"pence": 30_000})
    with pytest.raises(Refused, match="Ask for £300 or less"):
        world.submitted(30_001)
    given = {"reason": "It was a trial.", "by": world.finch, "at": AT}
    with pytest.raises(Refused, match="what was in force is not rewritten"):
        actions.end_rule(world.clf, "maximum_award", last_day=dt.date(2026, 11, 1), **given)
    actions.end_rule(world.clf, "maximum_award", last_day=AT.date(), **given)
    with pytest.raises(Refused, match="Ask for £300 or less"):
        world.submitted(30_001)
    asked = world.asked(30_001)
    assert actions.submit_application(asked, by=None, at=at("2026-11-25 09:00")).pence == 30_001


LIMITS = [
    ("minimum_award", {"pence": 20_000}, {"pence": 19_999}, {"pence": 20_000}, "Ask for £200 or more"),
    ("maximum_award", {"pence": 75_000}, {"pence": 75_001}, {"pence": 75_000}, "Ask for £750 or less"),
    ("maximum_share", {"percent": 75}, {}, {"cost_pence": 53_334}, "Say what the whole"),
    ("maximum_share", {"percent": 75}, {"pence": 40_000, "cost_pence": 53_332},
     {"pence": 40_000, "cost_pence": 53_334}, "Ask for £399.99 or less: this fund pays up to 75% of £533.32"),
    ("maximum_share", {"percent": 75, "whole_up_to": 50_000}, {"pence": 50_001, "cost_pence": 60_000},
     {"pence": 50_000, "cost_pence": 50_000}, "Ask for £500 or less"),
    ("cost_type", ["revenue"], {"costs": "capital"}, {"costs": "revenue"}, "This fund cannot pay for this"),
    ("routes", ["open_bids"], {"route": "goods"}, {"route": "open_bids"}, "not spent in this way: “Buy goods”"),
    ("exclusions", ["continuing"], {"admits": ("continuing",)}, {"admits": ("individuals",)}, "It leaves a cost"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value", "breaks", "keeps", "why"), LIMITS)
def test_each_rule_is_applied_and_named_with_its_source(
    world: World, key: str, value: object, breaks: dict, keeps: dict, why: str
):
    set_rule(world, key, value, since="2026-04-02")
    with pytest.raises(Refused, match=why) as refused:
        world.submitted(**breaks)
    assert SOURCE in refused.value.reason
    assert "Rule since" in refused.value.reason
    application = world.submitted(**keeps)
    world.support(application)
    world.approve(application)


def test_rules_are_asked_anew_when_it_is_decided(world: World):
    """An application that was within the rules is refused where they have become stricter."""
    first, second = world.submitted(40_000), world.supported(50_000)
    actions.set_rule(
        world.clf, "maximum_award", {"pence": 30_000}, text="£300 at most.", source=SOURCE,
        from_date=AT.date(), by=world.finch, at=AT,
    )  # fmt: skip
    with pytest.raises(Refused, match=r"Ask for £300 or less: .* award\. Rule since 24 November"):
        world.support(first)
    with pytest.raises(Refused, match="Ask for £300 or less"):
        world.approve(second)
    asked = world.asked(40_000, fund=world.capital, councillor=None)
    set_rule(world, "maximum_award", {"pence": 30_000}, world.capital)
    with pytest.raises(Refused, match="Ask for £300 or less"):
        actions.record_award(asked, reasons="x", alternatives="x", by=world.marsden, at=AT, key="x")


def test_last_days_name_their_rule(world: World):
    set_rule(world, "received_by", {"month": 12, "day": 31}, since="2026-05-01")
    late = at("2027-01-04 09:00")
    with pytest.raises(Refused, match=r"had to be here by 31 December 2026\. Rule since 1 May 2026: Full Council"):
        actions.submit_application(world.asked(), by=None, at=late)
    application = world.submitted()
    with pytest.raises(Refused, match=r"was 31 January 2027\. Rule since 1 April 2021: The Star, 2 February 2022"):
        world.support(application, at("2027-02-01 09:00"))


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ({"month": 1, "day": 31}, 2026, dt.date(2027, 1, 31)),  # a Sunday: the end of January all the same
        ({"month": 1, "day": 31}, 2025, dt.date(2026, 1, 31)),  # a Saturday
        ({"month": 12, "day": 25}, 2026, dt.date(2026, 12, 25)),  # nobody works on it
        ({"month": 3, "day": 31}, 2026, dt.date(2027, 3, 31)),
        ({"month": 4, "day": 1}, 2026, dt.date(2026, 4, 1)),
        ({"month": 2, "day": 28}, 2027, dt.date(2028, 2, 28)),
    ],
)
def test_a_rules_day_is_the_calendars(rule: dict[str, int], year: int, day: dt.date):
    value = read_rule("last_decision", rule)
    assert isinstance(value, DayOfYear)
    assert value.in_year(FinancialYear(year)) == day


def test_members_decide_until_the_last_day_is_over(world: World):
    application, late = world.submitted(), world.submitted(20_000)
    assert queries.last_day_to_decide(world.clf, YEAR) == dt.date(2027, 1, 31)
    assert queries.days_in("last_decision", YEAR)[world.clf.pk] == dt.date(2027, 1, 31)
    world.support(application, at("2027-01-31 23:59"))  # a Sunday
    with pytest.raises(Refused, match=r"was 31 January 2027\. Rule since 1 April 2021: The Star, 2 February 2022"):
        world.support(late, at("2027-02-01 00:01"))


def test_from_the_threshold_on_two_officers_look(world: World):
    set_rule(world, "second_officer", {"pence": 40_000})
    small, large = world.supported(39_999), world.supported(40_000)
    actions.say_not_split(small, "Two gardens.", by=world.marsden, at=AT)
    world.approve(small)
    with pytest.raises(Refused, match=r"another officer must check it first\. Rule since 1 April 2026: Full Council"):
        world.approve(large)
    with pytest.raises(Refused, match="needs one officer only"):
        actions.check(world.supported(100), interest=False, reasons="x", by=world.marsden, at=AT, key="x")
    actions.check(large, interest=False, reasons="Within the rules.", by=world.marsden, at=AT, key="check")
    actions.check(large, interest=False, reasons="Within the rules.", by=world.marsden, at=AT, key="check")
    with pytest.raises(Refused, match="another officer must approve what you checked"):
        world.approve(large)
    with pytest.raises(Refused, match="It has been checked"):
        actions.check(large, interest=False, reasons="x", by=world.marsden, at=AT, key="again")
    other = officer("Olu Second", RoleKind.APPROVER)
    actions.approve(
        large,
        interest=False,
        equality="Nobody loses.",
        reasons="Yes.",
        alternatives="None.",
        by=other,
        at=AT,
        key="approve",
    )
    kinds = list(Decision.objects.filter(application=large).values_list("kind", flat=True))
    assert kinds == [DecisionKind.SUPPORT, DecisionKind.CHECK, DecisionKind.APPROVE]
    assert queries.check_ledger().faults == ()


# --- Other councils' schemes are data -------------------------------------------------------------------------------


def scheme(world: World, row: FundRow) -> Fund:
    """Set a council's fund up, open its year and return it."""
    fund = actions.add_fund(row, by=world.finch, at=at("2026-04-01 09:00"))
    actions.open_year(fund, YEAR, by=world.finch, at=at("2026-04-01 09:00"))
    return fund


APRIL = dt.date(2026, 4, 1)


def test_barnsleys_ward_alliances(world: World):
    """£10,000 a ward, which the area council may add to; half of it needs match; what is left is carried forward."""
    barnsley = "Barnsley Council, report 66983 on ward alliances"
    fund = scheme(world, FundRow("alliance", "Ward Alliance Fund", FundKind.REVENUE, HolderKind.WARD, "WAF", (
        RuleRow("amount", {"per_ward": 1_000_000}, "£10,000 for each ward.", barnsley, APRIL),
        RuleRow("match", {"percent": 50}, "Half is for projects that bring in as much again.", barnsley, APRIL),
        RuleRow("carry_over", {"what": "all"}, "What is left is carried forward.", barnsley, APRIL),
    )))  # fmt: skip
    actions.set_figures(
        fund, YEAR, FigureKind.ADDED, {world.ward: 250_000}, source="Area council, 2 March 2026", by=world.finch,
        at=at("2026-04-01 09:00"),
    )  # fmt: skip
    actions.allot_year(fund, YEAR, by=world.finch, at=at("2026-04-01 09:00"))
    assert queries.holders_of(fund, YEAR)[0].pot.left == 1_250_000

    def record(pence: int, cost: int) -> None:
        asked = world.asked(pence, fund=fund, councillor=None, cost_pence=cost)
        actions.record_award(asked, reasons="x", alternatives="x", by=world.marsden, at=AT, key=world.key())

    record(600_000, 600_000)
    with pytest.raises(Refused, match=r"£6,250 of this pot is for projects without match.* Barnsley Council"):
        record(30_000, 59_999)
    record(30_000, 60_000)
    with pytest.raises(Refused, match="rests on these figures"):
        actions.set_figures(fund, YEAR, FigureKind.ADDED, {}, source="x", by=world.finch, at=AT)


def test_cornwalls_community_chest(world: World):
    """£200 to £750; the whole of costs up to £500 and three quarters above; closes on 12 February 2027."""
    cornwall = "Cornwall Council, Community Chest terms and conditions 2026/27"
    fund = scheme(world, FundRow("chest", "Community Chest", FundKind.REVENUE, HolderKind.COUNCILLOR, "CCH", (
        RuleRow("amount", {"per_councillor": 200_000}, "£2,000 for each councillor.", cornwall, APRIL),
        RuleRow("minimum_award", {"pence": 20_000}, "£200 at least.", cornwall, APRIL),
        RuleRow("maximum_award", {"pence": 75_000}, "£750 at most.", cornwall, APRIL),
        RuleRow("maximum_share", {"percent": 75, "whole_up_to": 50_000}, "All up to £500, else 75%.", cornwall, APRIL),
        RuleRow("received_by", {"month": 2, "day": 12}, "Apply by 12 February.", cornwall, APRIL),
        RuleRow("spend_within", {"months": 6}, "Spend it within six months.", cornwall, APRIL),
    ), takes_applications=True))  # fmt: skip
    actions.allot_year(fund, YEAR, by=world.finch, at=at("2026-04-01 09:00"))
    for pence, cost, why in (
        (19_999, 19_999, "Ask for £200 or more"),
        (75_001, 200_000, "Ask for £750 or less"),
        (50_001, 0, "Say what the whole project costs"),
        (60_000, 70_000, "Ask for £525 or less"),
    ):
        with pytest.raises(Refused, match=f"{why}.* Cornwall Council"):
            world.submitted(pence, fund=fund, cost_pence=cost)
    assert world.submitted(50_000, fund=fund, cost_pence=50_000)
    assert world.submitted(75_000, fund=fund, cost_pence=100_000)  # a second award to the same group is allowed
    asked = world.asked(50_000, fund=fund, cost_pence=50_000)
    assert actions.submit_application(asked, by=None, at=at("2027-02-12 23:59"))
    with pytest.raises(Refused, match="had to be here by 12 February 2027"):
        actions.submit_application(asked, by=None, at=at("2027-02-13 00:01"))


def test_peterboroughs_community_leadership_fund(world: World):
    """£3,000 a councillor; up to £10,000 carried forward; the balance passes to the new councillor; pooling allowed."""
    source = "Peterborough City Council, Community Leadership Fund guidance"
    fund = scheme(world, FundRow("pclf", "Councillors’ Fund", FundKind.REVENUE, HolderKind.COUNCILLOR, "PCF", (
        RuleRow("amount", {"per_councillor": 300_000}, "£3,000 for each councillor.", source, APRIL),
        RuleRow("carry_over", {"what": "capped", "cap": 1_000_000}, "Up to £10,000 goes on.", source, APRIL),
        RuleRow("leaver", {"what": "successor"}, "The balance passes to the new councillor.", source, APRIL),
    )))  # fmt: skip
    actions.allot_year(fund, YEAR, by=world.finch, at=at("2026-04-01 09:00"))
    more = Allotment(world.ward, world.iqbal, 900_000)
    actions.allot(fund, YEAR, more, by=world.finch, at=AT, key="carried from before")
    world.ashby.terms.update(to_date=dt.date(2027, 3, 1))
    from . import world as worlds

    poll = world.iqbal.terms.get().poll
    quill = worlds.councillor("Nia Quill", world.ward, poll)
    quill.terms.update(from_date=dt.date(2027, 3, 12))
    actions.close_year(fund, YEAR, by=world.finch, at=at("2027-04-05 09:00"))
    there = {str(one.councillor): one.pot.left for one in queries.holders_of(fund, FinancialYear(2027))}
    assert there == {"Cllr Nia Quill": 300_000, "Cllr Tariq Iqbal": 1_000_000}
    lapsed = {str(one.councillor): one.pot.lapsed for one in queries.holders_of(fund, YEAR)}
    assert lapsed == {"Cllr Maureen Ashby": 0, "Cllr Tariq Iqbal": 200_000}
    ends = {one.councillor: one for one in queries.accounts_to_move(FinancialYear(2027), fund)}
    assert rules.funds_may_exchange(ends[quill].fund, ends[world.iqbal].fund)
    assert queries.check_ledger().faults == ()


def test_formulas_per_home_and_by_levy_share(world: World):
    """A base and more for each council home; 15% of the levy received in a ward, rounded down to the penny."""
    set_rule(world, "amount", {"per_ward": 400_000, "per_home": 150}, world.housing, since="2027-04-01")
    set_rule(world, "amount", {"levy_share": 15}, world.levy, since="2027-04-01")
    year, april = FinancialYear(2027), at("2027-04-02 09:00")
    for fund, kind, number in ((world.housing, FigureKind.HOMES, 1_240), (world.levy, FigureKind.LEVY, 12_345_679)):
        actions.set_figures(fund, year, kind, {world.ward: number}, source="Register", by=world.finch, at=april)
        actions.open_year(fund, year, by=world.finch, at=april)
        actions.allot_year(fund, year, by=world.finch, at=april)
    assert queries.holders_of(world.housing, year)[0].pot.left == 400_000 + 186_000
    assert queries.holders_of(world.levy, year)[0].pot.left == 1_851_851
