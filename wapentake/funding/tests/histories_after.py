"""What happens to an award after its approval, as acts of a random history: offers, the bank's answer, a frozen fund.

`test_histories.py` plays them among the others, against its model.
"""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from wapentake.funding import actions
from wapentake.funding.actions import BankSaid
from wapentake.funding.models import BankAccount
from wapentake.funding.rules import Answer
from wapentake.funding.states.payees import CheckedBy

from .playing import Played
from .world import AT, YEAR, at

FEW = st.integers(0, 3)
ANSWERS = {
    "accepted": Answer(accepts=True, name="Pat Doyle", position="Chair", sells=False),
    "declined": Answer(accepts=False, reason="We had luck."),
}


class AfterTheAward(Played):
    """The acts; the picking, the model and the comparing are the history's."""

    world: Any
    model: Any

    @precondition(lambda self: self.model.asked)
    @rule(pick=FEW)
    def tick(self, pick: int) -> None:
        """The officer asks whether the group sells and ticks what is to be checked; before that nothing is approved."""
        reference, asked = self._picked(pick)
        self.world.tick(self._row(reference))
        if asked.state in ("submitted", "supported") and not asked.told:
            asked.told = True
            asked.acts.append("said whether it sells")
        if asked.state == "supported" and not asked.ticked:
            asked.ticked = True
            asked.acts.append("checks_ticked")

    @precondition(lambda self: self.model.asked)
    @rule(pick=FEW, says=st.sampled_from(["accepted", "accepted", "declined"]))
    def answer_the_offer(self, pick: int, says: str) -> None:
        """The group says yes or no, once; the same answer again is the first one."""
        reference, asked = self._picked(pick)
        opens = asked.state == "approved" and not asked.answer
        answer = ANSWERS[says]
        allowed = opens or asked.answer == says
        self._act(allowed, lambda: actions.answer_offer(self._row(reference), answer, by=None, at=AT))
        if opens:
            self._answered(asked, says)

    @precondition(lambda self: self.model.asked)
    @rule()
    def let_offers_lapse(self) -> None:
        """After its last day whatever nobody answered lapses; what was accepted stays."""
        open_ones = [one for one in self.model.asked.values() if one.state == "approved" and not one.answer]
        assert actions.lapse_offers(at=at("2026-12-23 03:30")) == len(open_ones)
        for asked in open_ones:
            self._answered(asked, "lapsed")

    def _answered(self, asked: Any, says: str) -> None:
        asked.answer = says
        asked.acts.append(f"offer {says}")
        if says != "accepted":
            assert self.model.move(asked.who, "committed", "left", asked.pence)
            asked.state = "withdrawn"

    @precondition(lambda self: self.model.asked)
    @rule(pick=FEW, paid=st.booleans())
    def go_through_the_bank(self, pick: int, paid: bool) -> None:
        """Bank details are given and checked, the award goes into a run, and the bank pays it or rejects it."""
        reference, asked = self._picked(pick)
        self.accounts += 1
        account = BankAccount("Clifton Garden", "309950", f"{self.accounts:08d}")
        allowed = asked.state == "approved"
        self._act(allowed, lambda: actions.give_details(self._row(reference), account, by=None, at=AT))
        if not allowed:
            return
        details = self._row(reference).payee_details.first()
        actions.check_details(details, how=CheckedBy.CALL, said="Pat", by=self.world.grey, at=AT)
        asked.rejected = False
        asked.acts += ["bank details given", "bank details checked"]
        key, accepted = self.world.key(), asked.answer == "accepted"
        given = {"by": self.world.finch, "at": AT, "key": key}
        self._act(accepted, lambda: actions.make_run([self._row(reference)], **given))
        if accepted:
            self._settle(actions.make_run([self._row(reference)], **given), reference, asked, paid)

    def _settle(self, run: Any, reference: str, asked: Any, paid: bool) -> None:
        """While the bank pays, nothing else is done to it; then what the bank did is said, twice."""
        self._act(False, lambda: actions.withdraw(self._row(reference), by=None, at=AT))
        self._act(False, lambda: self.world.pay(self._row(reference)))
        said = {run.lines.get().pk: BankSaid(paid, "" if paid else "Account closed")}
        for _ in range(2):
            actions.settle_run(run, said, by=self.world.finch, at=AT)
        self._act(False, lambda: actions.settle_run(run, _other(said), by=self.world.finch, at=AT))
        if paid:
            assert self.model.move(asked.who, "committed", "paid", asked.pence)
            asked.state, asked.paid = "paid", asked.pence
        asked.rejected = not paid
        asked.acts.append("paid" if paid else "bank details refused")

    @rule()
    def freeze_or_go_on(self) -> None:
        """The fund is frozen at once, or goes on."""
        given = {"by": self.world.finch, "at": AT}
        if self.model.frozen:
            actions.unfreeze(self.world.clf, YEAR, reason="The budget is set.", **given)
        else:
            actions.freeze(self.world.clf, YEAR, because="The budget gap", **given)
        self.model.frozen = not self.model.frozen


def _other(said: dict[int, BankSaid]) -> dict[int, BankSaid]:
    return {line: BankSaid(not one.paid, "Wrong") for line, one in said.items()}


def _the_same_key_for_another_reason(history: Any) -> None:
    """Money comes back, and the same form comes again with other words: chance seldom gets there."""
    history.an_award("ashby", 40_000, True)
    history.give_back_twice_with_one_key(0, 100, "Cheaper.")
    history.give_back_twice_with_one_key(0, 99, "Late.")


def _paid_again_after_the_bank_rejected_it(history: Any) -> None:
    """A payment is taken back, the bank rejects the next, and nothing is paid until other details are checked."""
    history.an_award("ashby", 40_000, True)
    history.reverse_the_payment(0)
    history.go_through_the_bank(0, False)
    history.pay(0)
    history.go_through_the_bank(0, True)


def _more_than_is_left_moves_to_a_colleague(history: Any) -> None:
    """Rules look at what is left before they ask the ledger, so chance seldom asks it for more than there is."""
    history.move_to_the_colleague("ashby", 158_401, "grey")


# What is played before the random ones, every time.
TOLD = (
    _the_same_key_for_another_reason,
    _paid_again_after_the_bank_rejected_it,
    _more_than_is_left_moves_to_a_colleague,
)
