"""How random histories are played: each in a savepoint of the test's transaction, and it leaves nothing behind."""

import random
from collections.abc import Callable

from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from wapentake.foundation.verdicts import Refused
from wapentake.funding import queries
from wapentake.funding.models import Application


class Played(RuleBasedStateMachine):
    """One history."""

    def __init__(self) -> None:
        super().__init__()
        self.save = transaction.savepoint()

    def agrees(self) -> None:
        """Check the deferred constraints and the ledger; a history may look at more."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        assert queries.check_ledger().faults == ()

    def teardown(self) -> None:
        """Look at what came of it, then forget the history."""
        try:
            self.agrees()
        finally:
            transaction.savepoint_rollback(self.save)

    def _row(self, reference: str) -> Application:
        return Application.objects.get(reference=reference)

    def _act(self, allowed: bool, act: Callable[[], object]) -> None:
        """Do it, and compare whether it was allowed with what the model says."""
        refused = ""
        try:
            with transaction.atomic():
                act()
        except Refused as refusal:
            refused = refusal.reason
        assert allowed is not bool(refused), refused or "allowed, and should not be"


def play(histories: type[Played], count: int, steps: int, *, first: bool = False) -> None:
    """Play so many, from a seed of their own every time, whatever plugin sets others; a failure prints how to repeat.

    `first`: the first that fails is enough, and nobody looks for a shorter one.
    """
    seed(random.SystemRandom().getrandbits(64))(histories)
    run_state_machine_as_test(
        histories,
        settings=settings(
            max_examples=count, stateful_step_count=steps, deadline=None, database=None,
            phases=(Phase.generate,) if first else (Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck), print_blob=False,
        ),
    )  # fmt: skip
