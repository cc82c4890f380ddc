"""A freeze honours what was promised, and money stays in its ring: by the rules, and by the database past them."""

import pytest
from django.db import DatabaseError, transaction

from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries, rules
from wapentake.funding.actions import ledger
from wapentake.funding.models import Account, Application, Transfer
from wapentake.funding.rules import Allotment
from wapentake.funding.states import Stage, TransferKind

from .world import AT, YEAR, World

pytestmark = pytest.mark.django_db


def test_a_freeze_stops_promises_at_once_and_honours_what_was_promised(world: World):
    waiting, supported, awarded = world.submitted(10_000), world.supported(20_000), world.approved(30_000)
    actions.freeze(world.clf, YEAR, because="The budget gap", by=world.finch, at=AT)
    actions.freeze(world.clf, YEAR, because="The budget gap", by=world.finch, at=AT)
    because = r"Community Leadership Fund is frozen since 24 November 2026: The budget gap\. What was awarded is paid\."
    ends = {one.councillor: one for one in queries.accounts_to_move(YEAR, world.clf)}
    for act in (
        lambda: world.submitted(100),
        lambda: world.support(waiting),
        lambda: world.approve(supported),
        lambda: actions.allot(world.clf, YEAR, Allotment(world.ward, world.ashby, 1), by=world.finch, at=AT, key="x"),
        lambda: actions.propose_move(ends[world.ashby], ends[world.iqbal], 1, reason="x", by=world.finch, at=AT),
    ):
        with pytest.raises(Refused, match=because):
            act()
    transfer = world.pay(awarded)
    actions.reverse(Transfer.objects.get(pk=transfer), reason="Wrong account.", by=world.grey, at=AT)
    world.pay(awarded)
    actions.return_money(awarded, 100, reason="Cheaper.", by=world.finch, at=AT, key="back")
    actions.decline(supported, reasons="Frozen.", alternatives="None.", by=world.marsden, at=AT, key="no")
    actions.unfreeze(world.clf, YEAR, reason="The budget is set.", by=world.finch, at=AT)
    world.support(waiting)
    assert queries.check_ledger().faults == ()


def test_the_database_holds_a_freeze_too(world: World, monkeypatch):
    waiting = world.submitted(10_000)
    actions.freeze(world.clf, YEAR, because="The budget gap", by=world.finch, at=AT)
    monkeypatch.setattr("wapentake.funding.rules.applications.not_frozen", lambda *_: rules.applications.YES)
    with pytest.raises(Refused, match="The fund is frozen, so nothing more can be promised from it"):
        world.support(waiting)
    assert Application.objects.get(pk=waiting.pk).state == "submitted"


RINGS = [
    ("capital", "clf", False), ("clf", "capital", True), ("housing", "capital", False), ("capital", "housing", False),
    ("levy", "capital", False), ("clf", "levy", False), ("capital", "capital", True), ("clf", "clf", True),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "may"), RINGS)
def test_the_database_too_keeps_money_in_its_ring(world: World, source: str, target: str, may: bool):
    """Past every rule of the program, the database itself refuses; and what it let through it lets be undone."""
    actions.allot(world.levy, YEAR, Allotment(world.ward, None, 1_000), by=world.finch, at=AT, key="levy")
    other = type(world.ward).objects.create(
        code="E05099001", edition=world.ward.edition, slug="other", name="Other", ons_name="Other", number=9, seats=2
    )
    for fund in (world.capital, world.levy, world.housing):
        actions.allot(fund, YEAR, Allotment(other, None, 1_000), by=world.finch, at=AT, key=f"other-{fund.key}")
    ends = [
        Account.objects.filter(fund=getattr(world, key), stage=Stage.LEFT).order_by(order).first()
        for key, order in ((source, "pk"), (target, "-pk"))
    ]
    posting = ledger.Posting(
        key="x", kind=TransferKind.MOVE, legs={ends[0].pk: -100, ends[1].pk: 100}, by=world.finch, at=AT,
        stream="move:x", action="confirmed",
    )  # fmt: skip
    if not may:
        with pytest.raises(Refused, match="ring-fenced"), transaction.atomic():
            ledger.post(posting)
        return
    moved = Transfer.objects.get(pk=ledger.post(posting))
    actions.reverse(moved, reason="Not needed.", by=world.finch, at=AT)
    assert queries.check_ledger().faults == ()


def test_a_correction_cannot_smuggle_money_out_of_its_ring(world: World):
    """A transfer that says it corrects another must undo that other, or the database refuses it."""
    allotted = Transfer.objects.filter(kind=TransferKind.ALLOT).first()
    capital = Account.objects.get(fund=world.capital, stage=Stage.LEFT)
    own = Account.objects.get(fund=world.clf, stage=Stage.LEFT, councillor=world.ashby)
    with pytest.raises(DatabaseError, match="A correction undoes what it corrects"), transaction.atomic():
        ledger.post(
            ledger.Posting(
                key="x", kind=TransferKind.REVERSE, legs={capital.pk: -100, own.pk: 100}, by=world.finch, at=AT,
                stream="x", action="corrected", reverses=allotted,
            )
        )  # fmt: skip
