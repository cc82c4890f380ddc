"""Lifecycles and verdicts."""

import pytest

from wapentake.foundation.lifecycle import Lifecycle
from wapentake.foundation.verdicts import Refused, Verdict, first_refusal

DOOR = Lifecycle("door", {"open": {"shut"}, "shut": {"open", "locked_up"}, "locked_up": set()})


def test_only_what_the_table_says():
    assert DOOR.verdict("open", "shut")
    refusal = DOOR.verdict("open", "locked_up")
    assert not refusal
    assert refusal.reason == "This door is open, so it cannot become locked up."
    with pytest.raises(Refused, match="cannot become"):
        DOOR.demand("locked_up", "open")


def test_a_table_without_a_row_is_refused():
    with pytest.raises(ValueError, match="no row for ajar"):
        Lifecycle("door", {"open": {"ajar"}})


def test_the_diagram_names_every_transition():
    assert DOOR.diagram().splitlines() == [
        "stateDiagram-v2", "    open --> shut", "    shut --> locked_up", "    shut --> open", "    locked_up --> [*]",
    ]  # fmt: skip
    assert DOOR.ends() == {"locked_up"}


def test_a_refusal_is_a_sentence():
    with pytest.raises(ValueError, match="full stop"):
        Verdict.no("no")
    assert first_refusal(Verdict.yes(), Verdict.no("First."), Verdict.no("Second.")).reason == "First."
    assert first_refusal(Verdict.yes())
