"""Random histories of the whole room against a model of it in plain Python, and faults planted to see them found.

After every act the model and the database say the same: whether it was allowed, and what stands in every pot. At the
end of a history the ledger checks itself, and every act has left its audit record.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import DatabaseError
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from wapentake.foundation.models import AuditRecord
from wapentake.funding import actions, queries
from wapentake.funding.models import Account, Application, Decision, Transfer
from wapentake.funding.rules import Allotment
from wapentake.funding.states import Stage, TransferKind

from . import world as worlds
from .histories_after import TOLD, AfterTheAward
from .playing import play
from .racing import install
from .world import AT, YEAR, at

pytestmark = pytest.mark.django_db

STAGES = ("left", "reserved", "committed", "paid", "returned", "settled")
AMOUNTS = st.sampled_from([1, 99, 100, 20_000, 40_000, 79_200, 118_400, 120_000, 158_400, 158_401])
FEW = st.integers(0, 3)
WHO = st.sampled_from(["ashby", "iqbal"])
DECLARED = {"interest": False, "equality": "Nobody loses."}


@dataclass
class Asked:
    """An application as the model knows it."""

    who: str
    pence: int
    state: str = "submitted"
    told: bool = False  # whether it sells
    ticked: bool = False
    paid: int = 0
    answer: str = ""  # to the offer
    rejected: bool = False  # the bank rejected the details that stand: nothing is paid until others are checked
    acts: list[str] = field(default_factory=lambda: ["submitted"])


class Model:
    """What should be so: pots by holder and stage, applications, and nothing else."""

    def __init__(self) -> None:
        self.pots = {who: Counter({"left": 158_400}) for who in ("ashby", "iqbal")}
        self.asked: dict[str, Asked] = {}
        self.frozen = False

    def move(self, who: str, source: str, target: str, pence: int) -> bool:
        """Move pence between two stages of a pot, or refuse."""
        pot = self.pots[who]
        if pot[source] < pence:
            return False
        pot[source] -= pence
        pot[target] += pence
        return True


class Histories(AfterTheAward):
    """One history. It runs in a savepoint of the test's transaction, and leaves nothing behind."""

    world: worlds.World

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.keys: dict[str, tuple[str, Any]] = {}
        self.moves = self.accounts = 0

    # --- What can happen ----------------------------------------------------------------------------------------------

    @rule(who=WHO, pence=AMOUNTS)
    def submit(self, who: str, pence: int) -> None:
        holder = getattr(self.world, who)
        self._act(not self.model.frozen, lambda: self.world.submitted(pence, councillor=holder))
        if not self.model.frozen:
            reference = f"CLF-2026-{len(self.model.asked) + 1:04d}"
            assert Application.objects.latest("pk").reference == reference
            self.model.asked[reference] = Asked(who, pence)

    @rule(who=WHO, pence=AMOUNTS, paid=st.booleans())
    def an_award(self, who: str, pence: int, paid: bool) -> None:
        """Most of the way at once, so that short histories get to what comes after it."""
        if self.model.pots[who]["left"] < pence or self.model.frozen:
            return
        self.submit(who, pence)
        newest = len(list(self.model.asked)[-4:]) - 1
        self.support(newest)
        self.tick(newest)
        self.approve(newest, "marsden")
        if paid:
            self.pay(newest)

    @precondition(lambda self: self.model.asked)
    @rule(pick=FEW)
    def support(self, pick: int) -> None:
        reference, asked = self._picked(pick)
        may = asked.state == "submitted" and not self.model.frozen
        allowed = may and self.model.move(asked.who, "left", "reserved", asked.pence)
        by = getattr(self.world, asked.who).user
        self._act(allowed, lambda: self._decided(actions.support, reference, by, interest=False))
        if allowed:
            self._became(asked, "supported")

    @precondition(lambda self: self.model.asked)
    @rule(pick=FEW, by=st.sampled_from(["marsden", "finch"]))
    def approve(self, pick: int, by: str) -> None:
        reference, asked = self._picked(pick)
        allowed = by == "marsden" and asked.state == "supported" and not self.model.frozen and asked.ticked
        user = getattr(self.world, by)
        self._act(allowed, lambda: self._decided(actions.approve, reference, user, alternatives="None.", **DECLARED))
        if allowed:
            assert self.model.move(asked.who, "reserved", "committed", asked.pence)
            self._became(asked, "approved")

    @precondition(lambda self: self.model.asked)
    @rule(pick=FEW, by=st.sampled_from(["member", "marsden"]))
    def decline(self, pick: int, by: str) -> None:
        reference, asked = self._picked(pick)
        allowed = asked.state == {"member": "submitted", "marsden": "supported"}[by]
        user = getattr(self.world, asked.who).user if by == "member" else self.world.marsden
        considered = {} if by == "member" else {"alternatives": "None."}
        self._act(allowed, lambda: self._decided(actions.decline, reference, user, **considered))
        if allowed:
            assert by == "member" or self.model.move(asked.who, "reserved", "left", asked.pence)
            self._became(asked, "declined")

    @precondition(lambda self: self.model.asked)
    @rule(pick=FEW)
    def withdraw(self, pick: int) -> None:
        reference, asked = self._picked(pick)
        allowed = asked.state in ("submitted", "supported", "approved", "withdrawn")
        self._act(allowed, lambda: actions.withdraw(self._row(reference), by=None, at=AT))
        if asked.state in ("supported", "approved"):
            held = {"supported": "reserved", "approved": "committed"}[asked.state]
            assert self.model.move(asked.who, held, "left", asked.pence)
        if allowed and asked.state != "withdrawn":
            self._became(asked, "withdrawn")

    @precondition(lambda self: self.model.asked)
    @rule(pick=FEW)
    def pay(self, pick: int) -> None:
        reference, asked = self._picked(pick)
        allowed = asked.state == "approved" and not asked.rejected
        self._act(allowed, lambda: self.world.pay(self._row(reference)))
        if allowed:
            asked.acts += ["offer accepted"] * (not asked.answer)
            asked.answer = "accepted"
            assert self.model.move(asked.who, "committed", "paid", asked.pence)
            asked.paid = asked.pence
            self._became(asked, "paid")

    @precondition(lambda self: self.model.asked)
    @rule(pick=FEW, pence=AMOUNTS)
    def give_back(self, pick: int, pence: int) -> None:
        reference, asked = self._picked(pick)
        allowed = asked.state == "paid" and pence <= asked.paid
        given = {"reason": "Cheaper.", "by": self.world.finch, "at": AT, "key": self.world.key()}
        self._act(allowed, lambda: actions.return_money(self._row(reference), pence, **given))
        if allowed:
            self._back(asked, pence)

    def _back(self, asked: Asked, pence: int) -> None:
        """By the fund's rule what comes back is left to award again, and told beside the pot."""
        assert self.model.move(asked.who, "paid", "left", pence)
        self.model.pots[asked.who]["settled"] += pence
        asked.paid -= pence
        asked.acts.append("returned")

    @precondition(lambda self: self.model.asked)
    @rule(pick=FEW)
    def reverse_the_payment(self, pick: int) -> None:
        reference, asked = self._picked(pick)
        newest = (
            Transfer.objects.filter(application__reference=reference, kind=TransferKind.PAY).order_by("-pk").first()
        )
        if newest is None or asked.state != "paid":
            return
        allowed = asked.paid == asked.pence
        self._act(allowed, lambda: actions.reverse(newest, reason="Wrong account.", by=self.world.grey, at=AT))
        if allowed:
            assert self.model.move(asked.who, "paid", "committed", asked.pence)
            asked.paid = 0
            asked.state = "approved"
            asked.acts.append("corrected")

    @rule(who=WHO, pence=AMOUNTS, when=st.sampled_from(["2026-06-01 00:30", "2027-03-31 23:59", "2027-04-01 00:30"]))
    def allot(self, who: str, pence: int, when: str) -> None:
        allowed = not when.startswith("2027-04") and not self.model.frozen
        due = Allotment(self.world.ward, getattr(self.world, who), pence)
        self._act(
            allowed,
            lambda: actions.allot(self.world.clf, YEAR, due, by=self.world.finch, at=at(when), key=self.world.key()),
        )
        if allowed:
            self.model.pots[who]["left"] += pence

    @rule(pence=AMOUNTS)
    def allot_into_a_closed_year(self, pence: int) -> None:
        due = Allotment(self.world.ward, None, pence)
        given = {"by": self.world.finch, "at": AT, "key": self.world.key()}
        self._act(False, lambda: actions.allot(self.world.levy, YEAR, due, **given))

    @rule(who=WHO, pence=AMOUNTS, confirms=st.sampled_from(["grey", "finch"]))
    def move_to_the_colleague(self, who: str, pence: int, confirms: str) -> None:
        other = "iqbal" if who == "ashby" else "ashby"
        ends, given = (self._left(who), self._left(other), pence), {"by": self.world.finch, "at": AT}
        if self.model.frozen:
            self._act(False, lambda: actions.propose_move(*ends, reason="Joint.", **given))
            return
        move = actions.propose_move(*ends, reason="Joint.", **given)
        allowed = confirms == "grey" and self.model.pots[who]["left"] >= pence
        self._act(allowed, lambda: actions.confirm_move(move, by=getattr(self.world, confirms), at=AT))
        if allowed:
            self.model.pots[who]["left"] -= pence
            self.model.pots[other]["left"] += pence
            self.moves += 1

    @rule(who=WHO, pence=AMOUNTS, other=AMOUNTS, person=st.sampled_from(["finch", "grey"]))
    def allot_twice_with_one_key(self, who: str, pence: int, other: int, person: str) -> None:
        if self.model.frozen:
            return
        key = self.world.key()
        ends = self.world.clf, YEAR
        first = Allotment(self.world.ward, getattr(self.world, who), pence)
        again = Allotment(self.world.ward, getattr(self.world, who), other)
        one = actions.allot(*ends, first, by=self.world.finch, at=AT, key=key)
        self.model.pots[who]["left"] += pence
        same = other == pence and person == "finch"
        self._act(same, lambda: actions.allot(*ends, again, by=getattr(self.world, person), at=AT, key=key) == one)

    @precondition(lambda self: self.keys)
    @rule(pick=FEW, changed=st.booleans())
    def send_a_decision_again(self, pick: int, changed: bool) -> None:
        """An old form comes again: the same answers give the old decision, others are refused."""
        key = sorted(self.keys)[pick % len(self.keys)]
        act, given = self.keys[key]
        reasons = "Others." if changed else given["reasons"]
        before = Decision.objects.count()
        self._act(not changed, lambda: act(self._row(given["reference"]), **_without(given), reasons=reasons, key=key))
        assert Decision.objects.count() == before

    @precondition(lambda self: self.model.asked)
    @rule(pick=FEW, pence=AMOUNTS, reason=st.sampled_from(["Cheaper.", "Late."]))
    def give_back_twice_with_one_key(self, pick: int, pence: int, reason: str) -> None:
        reference, asked = self._picked(pick)
        if asked.state != "paid" or asked.paid < pence:
            return
        given = {"by": self.world.finch, "at": AT, "key": self.world.key()}
        actions.return_money(self._row(reference), pence, reason="Cheaper.", **given)
        self._back(asked, pence)
        same = reason == "Cheaper."
        self._act(same, lambda: actions.return_money(self._row(reference), pence, reason=reason, **given))

    # --- What is compared ---------------------------------------------------------------------------------------------

    @invariant()
    def every_pot_is_as_the_model_says(self) -> None:
        """After each act, to the penny."""
        for who, pot in self.model.pots.items():
            found = queries.councillor_line(getattr(self.world, who), YEAR)
            assert {stage: getattr(found, stage) for stage in STAGES} == {stage: pot[stage] for stage in STAGES}, who

    def agrees(self) -> None:
        """Check the states and the audit too."""
        super().agrees()
        states = dict(Application.objects.values_list("reference", "state"))
        assert states == {reference: asked.state for reference, asked in self.model.asked.items()}
        records = defaultdict(list)
        for stream, action in (
            AuditRecord.objects.filter(stream__startswith="award:").order_by("pk").values_list("stream", "action")
        ):
            records[stream.removeprefix("award:")].append(action)
        assert records == {reference: asked.acts for reference, asked in self.model.asked.items()}
        assert AuditRecord.objects.filter(action="confirmed").count() == self.moves

    # --- How it is done -----------------------------------------------------------------------------------------------

    def _picked(self, pick: int) -> tuple[str, Asked]:
        """Return one of the newest applications."""
        newest = list(self.model.asked.items())[-4:]
        return newest[pick % len(newest)]

    def _left(self, who: str) -> Account:
        holder = getattr(self.world, who)
        return Account.objects.select_related("fund").get(fund=self.world.clf, stage=Stage.LEFT, councillor=holder)

    def _decided(self, act: Any, reference: str, by: Any, **more: Any) -> None:
        key = self.world.key()
        given = {"by": by, "at": AT, **more}
        act(self._row(reference), reasons="Because.", key=key, **given)
        self.keys[key] = (act, {**given, "reasons": "Because.", "reference": reference})

    def _became(self, asked: Asked, state: str) -> None:
        asked.state = state
        asked.acts.append(state)


def _without(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in ("reasons", "reference")}


def run_histories(count: int, steps: int = 15, *, fault: tuple[str, str] | None = None) -> None:
    """Run the told histories and so many others; with a fault planted, the first one that finds it is enough."""
    Histories.world = worlds.make()
    actions.close_year(Histories.world.levy, YEAR, by=Histories.world.finch, at=at("2027-04-02 09:00"))
    if fault:
        install(fault)
    for told in TOLD:
        history = Histories()
        try:
            told(history)
            history.every_pot_is_as_the_model_says()
        finally:
            history.teardown()
    play(Histories, count, steps, first=bool(fault))


def test_histories_agree_with_the_model():
    run_histories(12)


# In parts, so that several processes can share them; each part draws its own histories.
@pytest.mark.nightly
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(20))
def test_ten_thousand_histories_agree_with_the_model(part: int):
    run_histories(500)


YEAR_ENDS = "OR the_on >= make_date(a.year + 1, 4, 1)"
ARRIVES = "WHERE b.account_id = l.a;\n  INSERT"
LINKS = "the_at, the_application, the_reverses)\n"
PLANTED = {
    "money is not guarded": ("b.pence + l.pence < 0", "false"),
    "what is taken never arrives": (ARRIVES, ARRIVES.replace(";", " AND l.pence < 0;")),
    "entries have the wrong sign": ("SELECT posted, x.a, x.p FROM", "SELECT posted, x.a, -x.p FROM"),
    "a penny is lost": ("SET pence = b.pence + l.pence", "SET pence = b.pence + l.pence - (l.pence > 100)::int"),
    "1 April belongs to the old year": (YEAR_ENDS, YEAR_ENDS.replace(">=", ">")),
    "dates are UTC's": ("the_kind, the_on, the_by", "the_kind, (the_at AT TIME ZONE 'UTC')::date, the_by"),
    "a closed year takes entries": ("ELSIF bad_year THEN", "ELSIF false THEN"),
    "a used key is not compared": ("IF first_body <> the_body THEN", "IF false THEN"),
    "the reason is not part of the key": ("the_reverses, the_asked)", "the_reverses, '')"),
    "the person is not part of the key": ("the_kind, the_by, the_accounts", "the_kind, NULL::bigint, the_accounts"),
    "no audit record is written": ("PERFORM audit_append(", "PERFORM concat("),
    "corrections are not linked": (LINKS, LINKS.replace("the_reverses", "NULL")),
    "transfers forget their award": (LINKS, LINKS.replace("the_application", "NULL")),
}


# In the everyday suite `test_ledger_histories.py` finds each of them.
@pytest.mark.nightly
@pytest.mark.timeout(600)
@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str):
    """The mutation check: with one line of the posting function wrong, some history must fail."""
    with pytest.raises((AssertionError, DatabaseError, ExceptionGroup)):
        run_histories(200, 20, fault=PLANTED[fault])
