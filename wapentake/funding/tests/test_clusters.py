"""A cluster of wards holds a fund: given, asked, voted on by all its members, awarded, published and closed."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction

from wapentake.foundation import audit
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries, rules
from wapentake.funding.models import Account, Application, Fund
from wapentake.funding.rules import Allotment
from wapentake.funding.states import FundKind, HolderKind, LegalBasis, Stage
from wapentake.funding.states.fund_rules import Amount
from wapentake.funding.states.rotherham import FundRow, RuleRow
from wapentake.office.models import Councillor, Poll
from wapentake.places.actions import end_group, set_cluster_wards, start_cluster
from wapentake.places.models import Cluster, Ward

from .world import AT, YEAR, World, at, councillor

pytestmark = pytest.mark.django_db
APRIL = dt.date(2026, 4, 1)
OPENED = at("2026-04-01 09:00")
NEWCASTLE = "Newcastle City Council, Ward Committee Funding: up to four wards a project"


@dataclass
class Valley:
    """A cluster of two wards out of four, with a fund of its own: £5,000 for each cluster, £300 a seat."""

    world: World
    cluster: Cluster
    fund: Fund
    wards: list[Ward]
    quill: Councillor

    def asked(self, pence: int = 40_000, **changes: object) -> Application:
        values = {"fund": self.fund, "councillor": None, "cluster": self.cluster, "title": "A beck path"}
        return self.world.submitted(pence, **values | changes)

    def vote(self, application: Application, who: Councillor, choice: str = "for") -> None:
        actions.vote(
            application, choice, reasons="It joins both wards.", interest=False, by=who.user, at=AT,
            key=self.world.key(),
        )  # fmt: skip
        application.refresh_from_db()

    def supported(self, pence: int = 40_000) -> Application:
        application = self.asked(pence)
        for who in (self.world.ashby, self.world.iqbal, self.quill):
            self.vote(application, who)
        return application

    @property
    def pot(self) -> queries.Pot:
        [pot] = queries.pots(YEAR, cluster=self.cluster, funds=[self.fund])
        return pot


def other_ward(world: World, number: int, name: str) -> Ward:
    return Ward.objects.create(
        code=f"E0501300{number}", edition=world.ward.edition, slug=name.lower(), name=name, ons_name=name,
        number=10 + number, seats=3,
    )  # fmt: skip


def row(**changes: object) -> FundRow:
    values = {
        "key": "valley-fund", "name": "Valley Fund", "kind": FundKind.REVENUE, "holder_kind": HolderKind.CLUSTER,
        "prefix": "VAL", "takes_applications": True, "rules": (
            RuleRow("amount", {"per_cluster": 500_000, "per_seat": 30_000}, "£5,000, and £300 a seat.", NEWCASTLE,
                    APRIL),
            RuleRow("carry_over", {"what": "all"}, "What is left goes on.", NEWCASTLE, APRIL),
        ),
    }  # fmt: skip
    return FundRow(**values | changes)


@pytest.fixture
def valley(world: World) -> Valley:
    rother, maltby, _ = (other_ward(world, *each) for each in ((1, "Rother"), (2, "Maltby"), (3, "Wath")))
    cluster = start_cluster("Beck valley", "Paths", [world.ward, rother], on=APRIL, by=None, at=OPENED)
    quill = councillor("Nia Quill", rother, Poll.objects.get())
    fund = actions.add_fund(row(), by=world.finch, at=OPENED)
    actions.open_year(fund, YEAR, by=world.finch, at=OPENED)
    actions.allot_year(fund, YEAR, by=world.finch, at=OPENED)
    return Valley(world, cluster, fund, [world.ward, rother, maltby], quill)


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
    assert approval.basis == LegalBasis.MEMBERS
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
