"""A cluster of wards holds a fund: given, asked, voted on by all its members, awarded, published and closed."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.querycount import assert_same_queries
from wapentake.design.pictures import Link
from wapentake.foundation import audit
from wapentake.foundation.models import Change
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, pages, queries, rules
from wapentake.funding.documents.agreement import disagreements
from wapentake.funding.documents.giving import grant_of
from wapentake.funding.forms.applying.asking import Asking
from wapentake.funding.models import Account, Application, Draft, Fund
from wapentake.funding.pages.statement import statement, ward_statement
from wapentake.funding.queries.statement import lines
from wapentake.funding.rules import Allotment
from wapentake.funding.states import FundKind, HolderKind, LegalBasis, Stage
from wapentake.funding.states.fund_rules import Amount
from wapentake.funding.states.rotherham import RuleRow
from wapentake.office.models import Poll
from wapentake.places.actions import end_group, set_cluster_wards, start_cluster

from .cluster_world import APRIL, OPENED, Valley, make_valley, row
from .world import AT, YEAR, World, at, councillor

pytestmark = pytest.mark.django_db


@pytest.fixture
def valley(world: World) -> Valley:
    return make_valley(world)


def test_a_cluster_is_given_the_same_as_others_and_what_its_wards_bring(valley: Valley) -> None:
    [holder] = queries.holders_of(valley.fund, YEAR)
    assert (str(holder), holder.ward, holder.pot.left) == ("Beck valley", None, 500_000 + 5 * 30_000)
    assert not any(pot.allotted for pot in queries.fund_lines(valley.wards[1], YEAR))  # in no ward's own figures
    assert {pot.fund: pot.left for pot in queries.totals(YEAR)}[valley.fund] == 650_000  # once in the borough's
    what_if = rules.allotments_due(valley.fund, YEAR, APRIL, amount=Amount(per_ward=100_000))
    assert [(one.named, one.pence) for one in what_if] == [("Beck valley", 200_000)]
    assert queries.check_ledger().faults == ()


def test_all_members_of_its_wards_vote_and_an_officer_approves(valley: Valley) -> None:
    world, path = valley.world, valley.asked()
    everybody = {world.ashby.user, world.iqbal.user, valley.quill.user}
    assert {turn.user for turn in queries.open_turns(path)} == everybody
    assert path.ward == world.ward
    for who in (world.ashby, world.iqbal):
        valley.vote(path, who)
    assert (path.state, valley.pot.reserved) == ("submitted", 0)
    valley.vote(path, valley.quill)
    assert (path.state, valley.pot.left, valley.pot.reserved) == ("supported", 610_000, 40_000)
    world.approve(path)
    world.pay(path)
    approval = queries.decision_of(path, "approve")
    assert approval is not None
    assert approval.basis == LegalBasis.OFFICER
    assert (valley.pot.left, valley.pot.paid) == (610_000, 40_000)
    assert not any(pot.paid for pot in queries.fund_lines(world.ward, YEAR))
    assert queries.check_ledger().faults == ()
    assert list(audit.verify()) == []


def test_a_cluster_is_never_given_more_than_it_has(valley: Valley) -> None:
    valley.supported(600_000)
    with pytest.raises(Refused, match=r"Beck valley has £500 left, which is £0\.01 too little"):
        valley.vote(valley.asked(50_001), valley.quill)
    assert valley.pot.left == 50_000


def test_whoever_is_not_of_the_cluster_that_day_cannot_vote(valley: Valley) -> None:
    world, path = valley.world, valley.asked()
    hill = councillor("Omar Hill", valley.wards[2], Poll.objects.get())
    with pytest.raises(Refused, match="Only the members of the wards of Beck valley can decide"):
        valley.vote(path, hill)
    set_cluster_wards(valley.cluster, [world.ward, valley.wards[2]], on=AT.date(), by=None, at=AT)
    actions.put_on_again(path, at=AT)
    assert {turn.user for turn in queries.open_turns(path)} == {world.ashby.user, world.iqbal.user, hill.user}
    with pytest.raises(Refused, match="Only the members of the wards of Beck valley can decide"):
        valley.vote(path, valley.quill)
    for who in (world.ashby, world.iqbal, hill):
        valley.vote(path, who)
    assert (path.state, valley.pot.reserved) == ("supported", 40_000)  # the pot stayed the cluster's


def test_a_project_asks_a_cluster_of_its_ward_that_holds_money(valley: Valley) -> None:
    for changes, why in (
        ({"cluster": None}, "Say which cluster of Boston Castle is asked: Beck valley"),
        ({"ward": valley.wards[2]}, "Maltby is in no cluster that holds money of Valley Fund"),
        ({"fund": valley.world.capital}, "Ward Capital.* is held by no cluster"),
    ):
        with pytest.raises(Refused, match=why):
            valley.asked(**changes)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": FundKind.LEVY}, "no cluster can hold it"),
        ({"rules": (RuleRow("amount", {"per_councillor": 1}, "x", "x", APRIL),)}, "shared by all its members"),
        ({"rules": (RuleRow("amount", {"levy_share": 15}, "x", "x", APRIL),)}, "share of the levy stays in the ward"),
        (
            {"holder_kind": HolderKind.WARD, "rules": (RuleRow("amount", {"per_cluster": 1}, "x", "x", APRIL),)},
            "Only a fund that clusters hold",
        ),
    ],
)
def test_a_formula_that_makes_no_sense_is_refused(world: World, changes: dict, why: str) -> None:
    with pytest.raises(Refused, match=why):
        actions.add_fund(row(**changes), by=world.finch, at=OPENED)
    assert not Fund.objects.filter(key="valley-fund").exists()


def test_an_account_is_a_wards_or_a_clusters_and_never_both(valley: Valley) -> None:
    world = valley.world
    for fund, holder, why in (
        (valley.fund, {"ward": world.ward, "cluster": valley.cluster}, "account_is_a_ward_or_cluster"),
        (valley.fund, {}, "holds the funds of clusters|account_is_a_ward_or_cluster"),
        (valley.fund, {"ward": world.ward}, "holds the funds of clusters"),
        (world.capital, {"cluster": valley.cluster}, "holds the funds of clusters"),
        (valley.fund, {"cluster": valley.cluster}, "one_account_of_a_holder"),
    ):
        with pytest.raises(Exception, match=why), transaction.atomic():
            Account.objects.create(fund=fund, year=2026, stage=Stage.LEFT, **holder)
    with pytest.raises(IntegrityError, match="application_asks_one_holder"), transaction.atomic():
        Application.objects.filter(pk=valley.asked().pk).update(councillor=world.ashby)


def test_top_up_move_freeze_and_close_with_what_goes_on(valley: Valley) -> None:
    world, fund = valley.world, valley.fund
    more = Allotment(None, None, 10_000, valley.cluster)
    actions.allot(fund, YEAR, more, by=world.finch, at=AT, key="more")
    [source] = queries.accounts_to_move(YEAR, fund)
    [target] = queries.accounts_to_move(YEAR, world.capital)
    move = actions.propose_move(source, target, 60_000, reason="A bench", by=world.finch, at=AT)
    actions.confirm_move(move, by=world.grey, at=AT)
    assert valley.pot.left == 600_000
    path = valley.asked()
    actions.freeze(fund, YEAR, because="Cabinet, 23 November", by=world.finch, at=AT)
    with pytest.raises(Refused, match="Valley Fund is frozen"):
        valley.vote(path, world.ashby)
    actions.unfreeze(fund, YEAR, reason="Lifted", by=world.finch, at=AT)
    actions.withdraw(path, by=None, at=AT)
    [line] = rules.carry_lines(fund, YEAR, dt.date(2027, 4, 2))
    assert (line.carried, line.lapsed, line.to) == (600_000, 0, queries.Whose(None, None, valley.cluster))
    actions.close_year(fund, YEAR, by=world.finch, at=at("2027-04-02 09:00"))
    [pot] = queries.pots(type(YEAR)(2027), cluster=valley.cluster, funds=[fund])
    assert pot.left == 600_000
    assert queries.check_ledger().faults == ()


def test_what_a_cluster_that_ended_has_left_lapses(valley: Valley) -> None:
    end_group(valley.cluster, on=dt.date(2027, 3, 1), by=None, at=AT)
    [line] = rules.carry_lines(valley.fund, YEAR, dt.date(2027, 4, 2))
    assert (line.lapsed, line.why) == (650_000, "Beck valley is no cluster any more.")


def awarded(valley: Valley, pence: int = 40_000) -> Application:
    path = valley.supported(pence)
    valley.world.approve(path)
    return path


def test_a_clusters_award_is_counted_once_in_the_borough_and_in_no_wards_own_total(valley: Valley) -> None:
    path = awarded(valley)
    own = valley.world.approved(10_000)
    borough, on = statement(YEAR, AT.date()), AT.date()
    assert borough is not None
    assert borough.wards is not None
    assert borough.wards.total is not None
    assert (borough.total, borough.agreement.agrees) == (50_000, True)
    assert [str(getattr(row.cells[0], "text", row.cells[0])) for row in borough.wards.rows] == [
        "Boston Castle", "Held by Beck valley",
    ]  # fmt: skip
    assert borough.wards.total.cells[0] == "1 ward and 1 cluster"
    ward = ward_statement("boston-castle", YEAR, on)
    assert ward is not None
    assert (ward.total, ward.agreement.awards, ward.agreement.agrees) == (10_000, 1, True)
    assert ward.shared is not None
    assert [row.cells[2] for row in ward.shared.rows] == ["Valley Fund (held by Beck valley)"]
    assert sum(len(table.rows) for _, _, table in ward.projects) == 1
    assert list(disagreements(on)) == []
    money = pages.money_page(on)
    assert money.agrees
    held = money.wards.rows[-1].cells[0]
    assert isinstance(held, Link)
    assert (held.text, held.href) == ("Held by Beck valley", "/clusters/beck-valley/")
    page = pages.award_page(path.reference, on)
    assert page is not None
    assert "Beck valley, a cluster of wards. The members of all wards" in dict(page.facts)["Held by"]
    assert {valley.cluster.ref, valley.world.ward.ref} <= page.refs
    found = {line.reference: line for line in lines(YEAR)}
    assert (found[path.reference].cluster_slug, found[own.reference].cluster_slug) == ("beck-valley", "")
    assert (
        "from the Valley Fund for Boston Castle, held by Beck valley" in grant_of(found[path.reference])["description"]
    )


def test_a_clusters_award_is_news_for_the_statement_of_each_of_its_wards(valley: Valley) -> None:
    """An award of one ward's beck stands on the other ward's statement, too: that page must hear of it."""
    rother = valley.wards[1]
    actions.allot(
        valley.world.capital, YEAR, Allotment(rother, None, 1_000), by=valley.world.finch, at=AT, key="rother"
    )
    before = ward_statement("rother", YEAR, AT.date())
    Change.objects.all().delete()
    awarded(valley)
    news, after = set(Change.objects.values_list("ref", flat=True)), ward_statement("rother", YEAR, AT.date())
    assert before
    assert after
    assert before.shared != after.shared
    assert rother.ref not in news
    assert before.refs & news


def test_the_open_api_names_the_cluster_whose_money_it_is(valley: Valley) -> None:
    path, _ = awarded(valley), valley.world.approved(10_000)
    answer = Client().get("/api/awards", {"cluster": "beck-valley"}).json()["awards"]
    assert [(row["reference"], row["ward"], row["cluster_name"]) for row in answer] == [
        (path.reference, "E05012996", "Beck valley")
    ]
    assert Client().get("/api/awards", {"cluster": "nowhere"}).status_code == 404


def test_a_group_asks_the_only_cluster_of_its_ward_or_chooses(valley: Valley) -> None:
    draft = Draft.objects.create(
        answers={"ward": {"ward": "boston-castle"}, "fund": {"fund": "valley-fund"}}, started_at=AT, saved_at=AT
    )
    asking = Asking(draft, AT.date())
    assert (asking.cluster, asking.whom, "cluster" in asking.steps) == (
        valley.cluster, "the Valley Fund of Beck valley", False,
    )  # fmt: skip
    assert asking.pot(None).left == 650_000
    other = start_cluster("The hill", "Paths", [valley.world.ward, valley.wards[2]], on=APRIL, by=None, at=OPENED)
    actions.allot(valley.fund, YEAR, Allotment(None, None, 1_000, other), by=valley.world.finch, at=AT, key="hill")
    asking = Asking(draft, AT.date())
    assert (asking.cluster, "cluster" in asking.missing) == (None, True)
    draft.answers["cluster"] = {"cluster": "the-hill"}
    assert Asking(draft, AT.date()).cluster == other
    draft.answers["ward"] = {"ward": "wath"}
    asking = Asking(draft, AT.date())
    assert "Wath is in no cluster that holds money of Valley Fund" in str(asking.form("fund").errors["fund"])


def test_a_cluster_has_a_page_of_its_own(valley: Valley) -> None:
    path, own = awarded(valley), valley.world.approved(10_000)
    page = pages.cluster_page("beck-valley", AT.date())
    assert page is not None
    assert [name for name, _ in page.wards] == ["Boston Castle", "Rother"]
    assert page.lede == "1 award, £400.00 in all. £6,100 is left to award."
    assert [line.name for line in page.funds] == ["Valley Fund"]
    assert [row.cells[3] for row in page.awards.rows] == ["£400.00"]  # and nothing of a ward's own money
    assert {valley.cluster.ref, valley.world.ward.ref, "council:all"} <= page.refs
    told = Client().get("/clusters/beck-valley/").content.decode()
    assert path.reference in told
    assert own.reference not in told
    assert "The members of all wards that are in the cluster on the day of the vote decide" in told
    assert Client().get("/clusters/nowhere/").status_code == 404
    assert 'href="/clusters/beck-valley/">Beck valley</a>' in Client().get("/money/boston-castle/").content.decode()
    assert pages.cluster_page("beck-valley", APRIL - dt.timedelta(days=1)) is None
    end_group(valley.cluster, on=AT.date() + dt.timedelta(days=1), by=None, at=AT)
    later = pages.cluster_page("beck-valley", AT.date() + dt.timedelta(days=1))
    assert later is not None
    assert (later.ended, len(later.wards)) == ("It worked together until 24 November 2026.", 2)


def test_an_officer_enters_what_a_clusters_members_decided_elsewhere(valley: Valley) -> None:
    world = valley.world

    def record(pence: int, key: str, **changes: object) -> Application:
        values = {"fund": valley.fund, "councillor": None, "cluster": valley.cluster, "title": "A beck path"}
        asked = world.asked(pence, **values | changes)
        said = {"reasons": "Agreed at the cluster’s meeting.", "alternatives": "None.", "equality": "Nobody loses."}
        return actions.record_award(asked, **said, by=world.marsden, at=AT, key=key)

    made = record(40_000, "one")
    assert record(40_000, "one").pk == made.pk
    assert (made.cluster, made.state, valley.pot.left, valley.pot.committed) == (
        valley.cluster, "approved", 610_000, 40_000,
    )  # fmt: skip
    for pence, changes, why in (
        (610_001, {}, r"Beck valley has £6,100 left, which is £0\.01 too little"),
        (1_000, {"cluster": None}, "Say which cluster of Boston Castle is asked: Beck valley"),
        (1_000, {"fund": world.capital}, "Ward Capital is held by no cluster"),
    ):
        with pytest.raises(Refused, match=why):
            record(pence, "two", **changes)
    assert valley.pot.left == 610_000
    assert queries.check_ledger().faults == ()


def test_a_clusters_page_costs_the_same_for_one_award_and_for_three(valley: Valley) -> None:
    def more(rows: int) -> None:
        for _ in range(rows):
            awarded(valley)

    assert_same_queries(lambda: pages.cluster_page("beck-valley", AT.date()), more)
