"""Hundreds of random histories of the ledger alone, against a model of it in plain Python.

`test_histories.py` plays the whole room, and so plays few. Here every act is one posting, with any legs, key, day and
person, or a year that closes or is frozen; model and database must agree on the answer, and on every pot after it.
"""

import importlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions
from wapentake.funding.actions import ledger
from wapentake.funding.models import Account, FundYear, Transfer
from wapentake.funding.rules import Allotment
from wapentake.funding.states import EVERYDAY, Stage, TransferKind

from . import world as worlds
from .books import Asked, Books, Pot
from .racing import install
from .test_histories import PLANTED
from .world import AT, YEAR, at

pytestmark = pytest.mark.django_db

GUARDS = importlib.import_module("wapentake.funding.migrations.0005_rings_and_years").GUARDS
KINDS = {"clf": "revenue", "capital": "capital", "housing": "housing", "levy": "levy"}
HOLDERS = [("clf", "ashby"), ("clf", "iqbal"), ("capital", "ward"), ("housing", "ward"), ("levy", "ward")]
CARRIES = {"clf": True, "capital": True, "housing": False, "levy": True}
NEXT = FinancialYear(2027)
STREAM = "fund:tried"
# The hour of most postings, then both sides of the midnights that bound the year, then the year after it.
MOMENTS = ["2026-11-24 09:12"] * 8 + [
    "2026-04-01 00:30", "2026-03-31 23:59", "2027-03-31 23:59", "2027-04-01 00:30", "2027-06-01 10:00",
]  # fmt: skip
GIVES_BACK = ["settled", "returned", "given_on"]
FORWARD = {"source": "left", "left": "reserved", "reserved": "committed", "committed": "paid", "paid": "returned"}
STAGES = list(FORWARD)
KIND_OF = {"source": "allot", "left": "support", "reserved": "approve", "committed": "pay", "paid": "return"}
AMOUNTS = [1, 99, 20_000, 40_000, 79_200, 158_400, 158_401, 356_000]

award = st.tuples(
    st.just("award"),
    st.integers(0, 4),
    st.sampled_from(AMOUNTS),
    st.integers(2, 5),
    st.sampled_from([9, 9, 0, 1, 2, 3]),
)
post_forward = st.tuples(
    st.just("forward"), st.integers(0, 4), st.integers(0, 4), st.sampled_from(AMOUNTS), st.sampled_from(MOMENTS)
)
comes_back = st.tuples(st.just("comes_back"), st.integers(0, 4), st.integers(0, 2), st.sampled_from(AMOUNTS))
post_anything = st.tuples(
    st.just("anything"),
    st.lists(
        st.tuples(
            st.integers(0, 4), st.sampled_from([*STAGES, "returned"]), st.sampled_from([2026] * 5 + [2027]),
        ),
        min_size=2, max_size=4,
    ),
    st.lists(st.sampled_from(AMOUNTS), min_size=3, max_size=3),
    st.sampled_from(["move", "allot", "pay"]), st.sampled_from(MOMENTS), st.sampled_from([0] * 9 + [1]),
)  # fmt: skip
across = st.tuples(st.just("across"), st.integers(0, 4), st.integers(0, 4), st.sampled_from(AMOUNTS))
again = st.tuples(
    st.just("again"), st.integers(0, 9), st.sampled_from(["same", "later", "by", "words", "kind", "award", "pence"])
)
undo = st.tuples(st.just("undo"), st.integers(0, 9), st.sampled_from([False] * 3 + [True]))
close = st.tuples(st.just("close"), st.sampled_from(list(KINDS)), st.sampled_from([2026, 2026, 2027]))
freeze = st.tuples(st.just("freeze"), st.sampled_from(list(KINDS)))
tamper = st.tuples(st.just("tamper"), st.integers(0, 6))
# As often as they stand here.
OFTEN = [
    *[award] * 5,
    *[post_forward] * 4,
    *[comes_back] * 3,
    *[post_anything] * 3,
    *[across] * 3,
    *[again] * 3,
    *[undo] * 2,
    freeze,
    tamper,
    close,
]


@st.composite
def an_act(draw: st.DrawFn) -> tuple:
    return draw(draw(st.sampled_from(OFTEN)))


ACTS = st.lists(an_act(), min_size=5, max_size=12)

TAMPER = [
    "UPDATE funding_balance SET pence = pence + 1", "UPDATE funding_entry SET pence = pence + 1",
    "UPDATE funding_transfer SET \"on\" = \"on\" + 1", "DELETE FROM funding_entry", "DELETE FROM funding_transfer",
    "INSERT INTO funding_entry (transfer_id, account_id, pence) SELECT max(id), (SELECT max(id) FROM funding_account),"
    " 1 FROM funding_transfer",
    "UPDATE foundation_auditrecord SET facts = ''",
]  # fmt: skip


class History:
    """A world that was built once, the keys of its accounts, and the books of one history in it."""

    def __init__(self, world: worlds.World) -> None:
        self.world = world
        self.application = world.submitted()
        self.pots = read_pots()
        self.transfers = set(Transfer.objects.values_list("pk", flat=True))
        names = {pk: pot for pot, pk in self.pots.items()}
        self.stands = {names[account]: pence for account, (pence, _) in stands().items()}

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Begin a history, and forget it at its end."""
        spot = transaction.savepoint()
        self.books = Books(KINDS)
        self.books.stands.update(self.stands)
        self.books.years = {(fund, year): "open" for fund in KINDS for year in (2026, 2027)}
        self.pots, self.audited = read_pots(), 0
        try:
            yield
        finally:
            transaction.savepoint_rollback(spot)

    # --- What can happen ----------------------------------------------------------------------------------------------

    def act(self, what: str, *more) -> None:
        getattr(self, f"_{what}")(*more)

    def _forward(self, holder: int, stage: int, pence: int, when: str) -> None:
        """Money goes on to the next stage of its pot, as it does in an award."""
        (fund, who), source = HOLDERS[holder], STAGES[stage]
        year = 2026 if when < "2027-05" else 2027
        legs = {self._pot(fund, year, who, source): -pence, self._pot(fund, year, who, FORWARD[source]): pence}
        self._ask(legs, KIND_OF[source], when)

    def _award(self, holder: int, pence: int, steps: int, freeze_before: int) -> None:
        """Some steps of an award's way, from the source on; the fund may be frozen, or go on, before one of them."""
        for stage in range(steps):
            if stage == freeze_before:
                self._freeze(HOLDERS[holder][0])
            self._forward(holder, stage, pence, MOMENTS[0])

    def _comes_back(self, holder: int, how: int, pence: int) -> None:
        """Money comes back: it waits for the year's end, or is left to award again, in its year or in the next."""
        (fund, who), told = HOLDERS[holder], GIVES_BACK[how]
        year, when = (2027, "2027-06-01 10:00") if told == "given_on" else (2026, MOMENTS[0])
        legs = {self._pot(fund, year, who, told): pence}
        if told != "given_on":
            self._award(holder, pence, 4, 9)
            legs[self._pot(fund, year, who, "paid")] = -pence
        if told != "returned":
            legs |= {self._pot(fund, year, who, "left"): pence}
            legs[self._pot(fund, year, "", "source")] = -pence * (2 if told == "given_on" else 1)
        self._ask(legs, "refund" if told == "given_on" else "return", when)

    def _anything(self, ends: list, pence: list, kind: str, when: str, wrong: int) -> None:
        """Any legs at all, of any funds and years: the first pot pays for the others, or for a penny too much."""
        pots = list({self._pot(HOLDERS[one][0], year, HOLDERS[one][1], stage): 1 for one, stage, year in ends})
        legs = dict(zip(pots[1:], pence, strict=False))
        self._ask({pots[0]: -sum(legs.values()) - wrong, **legs}, kind, when)

    def _across(self, source: int, target: int, pence: int) -> None:
        """What is left in one pot moves to another, of whatever fund."""
        ends = [self._pot(HOLDERS[one][0], 2026, HOLDERS[one][1], "left") for one in (source, target)]
        if source != target:
            self._ask({ends[0]: -pence, ends[1]: pence}, "move", MOMENTS[0])

    def _again(self, pick: int, changed: str) -> None:
        """A form comes again, as it was or with something else in it."""
        if not self.books.posted:
            return
        _, first = list(self.books.posted.values())[pick % len(self.books.posted)]
        more = {
            "same": {}, "later": {"at": "2027-06-02 10:00"}, "by": {"by": "grey"}, "words": {"words": "x"},
            "kind": {"kind": "refund"}, "award": {"application": not first.application},
            "pence": {"legs": {pot: 2 * pence for pot, pence in first.legs.items()}},
        }  # fmt: skip
        self._post(replace(first, **more[changed]))

    def _undo(self, pick: int, half: bool) -> None:
        """A posting is corrected, exactly or only by half; a second time too."""
        if not self.books.posted:
            return
        number, first = list(self.books.posted.values())[pick % len(self.books.posted)]
        legs = {pot: -pence * (2 if half else 1) for pot, pence in first.legs.items()}
        self._ask(legs, "reverse", first.at, reverses=number)

    def _close(self, fund: str, year: int) -> None:
        """A year closes: once, if nothing in it waits, and after the one before it."""
        may = self.books.may_close(fund, year) or self.books.years[fund, year] == "closed"
        given, reason = {"by": self.world.finch, "at": at(f"{year + 1}-04-02 09:00")}, ""
        try:
            with transaction.atomic():
                actions.close_year(getattr(self.world, fund), FinancialYear(year), **given)
        except Refused as refused:
            reason = refused.reason
        assert may is not bool(reason), reason or "closed, and should not be"
        if reason or self.books.years[fund, year] == "closed":
            return
        moments = {"close": f"{year + 1}-03-31 09:00", "carry": f"{year + 1}-04-02 09:00"}
        for kind, legs in self.books.close(fund, year, CARRIES[fund]).items():
            key = f"{kind}:{fund}:{year + (kind == 'carry')}"
            number = Transfer.objects.get(key=key).pk
            self.books.post(number, Asked(key, kind, legs, "finch", moments[kind]))
        self.pots = read_pots()

    def _freeze(self, fund: str) -> None:
        """A fund is frozen, or goes on: the row itself, for who may do it is not asked here."""
        row = FundYear.objects.filter(fund__key=fund, year=2026)
        frozen = self.books.frozen ^ {(fund, 2026)}
        row.update(frozen_at=at() if (fund, 2026) in frozen else None, frozen_because="The budget gap")
        self.books.frozen = frozen

    def _tamper(self, which: int) -> None:
        """Somebody changes what was written; the database refuses."""
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(TAMPER[which])

    # --- How it is done -----------------------------------------------------------------------------------------------

    def _pot(self, fund: str, year: int, holder: str, stage: str) -> Pot:
        return Pot(fund, year, "" if stage == "source" else holder, stage)

    def _ask(self, legs: dict, kind: str, when: str, reverses: int | None = None) -> None:
        number = len(self.books.posted)
        given = {"by": "finch", "at": when, "application": number % 3 == 0, "reverses": reverses}
        self._post(Asked(f"form {number}", kind, legs, **given))

    def _post(self, asked: Asked) -> None:
        """Post it, and compare the answer with the model's."""
        said, found = self.books.judge(asked), self._answer(asked)
        if said == 0:
            assert isinstance(found, int), f"refused with {found}: {asked}"
            assert found not in self.transfers
            assert all(found != number for number, _ in self.books.posted.values())
            self.books.post(found, asked)
            self.audited += 1
        else:
            assert found == said, asked

    def _answer(self, asked: Asked) -> int | str:
        posting = ledger.Posting(
            key=asked.key, kind=TransferKind(asked.kind), by=getattr(self.world, asked.by), at=at(asked.at),
            legs={self.pots[pot]: pence for pot, pence in asked.legs.items()}, stream=STREAM, action="tried",
            asked=asked.words, application=self.application if asked.application else None,
            reverses=Transfer(pk=asked.reverses) if asked.reverses else None,
        )  # fmt: skip
        try:
            with transaction.atomic():
                return ledger.post(posting)
        except (Refused, DatabaseError) as error:
            cause = error if isinstance(error, DatabaseError) else error.__cause__
            return cause.__cause__.sqlstate

    # --- What is compared ---------------------------------------------------------------------------------------------

    def every_pot_agrees(self) -> None:
        """Every balance is what the model says, and what its entries come to, and never below nought."""
        found = stands()
        for account, (pence, entries) in found.items():
            assert pence == entries >= 0, account
        expected = {self.pots[pot]: pence for pot, pence in self.books.stands.items() if pot.stage != "source"}
        assert {account: pence for account, (pence, _) in found.items() if pence or account in expected} == expected

    def what_was_written_agrees(self) -> None:
        """Every transfer with its legs, its person, day, award and link; one audit record each; nothing besides."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(_WRITTEN)
            rows = [row for row in cursor.fetchall() if row[0] not in self.transfers]
            cursor.execute("SELECT count(*), max(seq) FROM foundation_auditrecord WHERE stream = %s", [STREAM])
            assert cursor.fetchone() == (self.audited, self.audited or None)
        found = defaultdict(dict)
        for *transfer, account, pence in rows:
            found[tuple(transfer)][account] = pence
        people = {"finch": self.world.finch.pk, "grey": self.world.grey.pk}
        assert found == {
            (number, one.key, one.kind, one.on, people[one.by], self.application.pk if one.application else None,
             one.reverses): {self.pots[pot]: pence for pot, pence in one.legs.items()}
            for number, one in self.books.posted.values()
        }  # fmt: skip


_WRITTEN = """
SELECT t.id, t.key, t.kind, t."on", t.by_id, t.application_id, t.reverses_id, e.account_id, e.pence
FROM funding_transfer AS t JOIN funding_entry AS e ON e.transfer_id = t.id
"""

_STANDS = """
SELECT b.account_id, b.pence, coalesce(sum(e.pence), 0)::bigint
FROM funding_balance AS b LEFT JOIN funding_entry AS e ON e.account_id = b.account_id GROUP BY 1, 2
"""


def stands() -> dict[int, tuple[int, int]]:
    """Return every account's balance, and the sum of its entries."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDS)
        return {account: (pence, entries) for account, pence, entries in cursor.fetchall()}


def read_pots() -> dict[Pot, int]:
    """Return the keys of all accounts."""
    rows = Account.objects.values_list("fund__key", "year", "councillor__slug", "stage", "pk")
    return {
        Pot(fund, year, "" if stage == "source" else slug.split("-")[-1] if slug else "ward", stage): pk
        for fund, year, slug, stage, pk in rows
    }


def made() -> History:
    """Make the world with money in every fund, the next year open and every pot of it there."""
    world = worlds.make()
    actions.allot(world.levy, YEAR, Allotment(world.ward, None, 500_000), by=world.finch, at=AT, key="levy")
    for fund, who in HOLDERS:
        actions.open_year(getattr(world, fund), NEXT, by=world.finch, at=AT)
        holder = getattr(world, who) if who != "ward" else None
        ledger.open_accounts(getattr(world, fund), 2026, Allotment(world.ward, holder, 0), [Stage.SETTLED])
        stages = [*EVERYDAY, Stage.GIVEN_ON]
        ledger.open_accounts(getattr(world, fund), 2027, Allotment(world.ward, holder, 0), stages)
    return History(world)


def run_histories(count: int, *, plant: Callable[[], None] | None = None, drawn_from: int | None = None) -> None:
    """Run histories, each in a savepoint of one world; the same ones every time if they are `drawn_from` a number."""
    history = made()
    if plant:
        plant()

    # Its own seed every time, whatever plugin sets the others; a failure prints how to run it again.
    @seed(random.SystemRandom().getrandbits(64) if drawn_from is None else drawn_from)
    @settings(
        max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,) if plant else (Phase.generate, Phase.shrink),
    )  # fmt: skip
    @given(acts=ACTS)
    def run(acts: list) -> None:
        with history.begun():
            for act in acts:
                history.act(*act)
                history.every_pot_agrees()
            history.what_was_written_agrees()

    run()


def test_five_hundred_histories_agree_with_the_model():
    run_histories(500)


FOUND = (AssertionError, DatabaseError, ExceptionGroup)
QUICK = 2  # any histories find each fault in the end; these do so in a quarter of the time that others may take


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_posting_is_found(fault: str):
    """The mutation check: with one line of the posting function wrong, some history must fail."""
    with pytest.raises(FOUND):
        run_histories(500, plant=lambda: install(PLANTED[fault]), drawn_from=QUICK)


TAKES = "takes.kind IN ('housing', 'levy')"
IN_GUARDS = {
    "capital pays for running costs": ("gives.kind = 'capital' AND takes.kind = 'revenue'", "false"),
    "housing and levy money may leave": ("gives.kind IN ('housing', 'levy') OR", ""),
    "money comes into housing and levy": (TAKES, "false"),
    "a correction undoes something else": ("HAVING sum(pence) <> 0", "HAVING false"),
    "a frozen fund promises": ("a.stage IN ('reserved', 'committed')", "a.stage = 'reserved'"),
    "a frozen fund is given more": ("t.kind IN ('allot', 'move')", "t.kind = 'move'"),
    "a frozen fund takes nothing back": ("AND legs.pence > 0", ""),
}


@pytest.mark.parametrize("fault", IN_GUARDS)
def test_a_fault_planted_in_the_guards_is_found(fault: str):
    """The same of the trigger that keeps rings and freezes."""
    before, after = IN_GUARDS[fault]
    begins, ends = map(GUARDS.index, ("CREATE FUNCTION funding_keeps_rings", "CREATE FUNCTION funding_closed"))
    function = GUARDS[begins:ends]
    assert before in function

    def plant() -> None:
        with connection.cursor() as cursor:
            cursor.execute(function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(before, after))

    with pytest.raises(FOUND):
        run_histories(500, plant=plant, drawn_from=QUICK)
