"""Histories of several years that are told in full: `test_histories_of_years.py` plays them before the random ones."""

from typing import Any


def a_successor_follows(history: Any) -> None:
    """One leaves, another is elected in their place, and what was left goes to them at the year's end."""
    history.begin("all", passes=True)
    history.award(0, 40_000, paid=True)
    history.a_member_leaves(0)
    history.time_passes(40)
    history.a_by_election()
    history.time_passes(130)
    history.close("clf", twice=True)
    history.give_back(0, 20_000)


def nothing_goes_past_an_election(history: Any) -> None:
    """Wards are redrawn; the year before closes after that, and the money of the old ward is gone."""
    _closed_after_new_wards(history, "until an election")


def the_ward_is_gone(history: Any) -> None:
    """A member who comes again takes the money along into the new ward; what was the old ward's lapses."""
    _closed_after_new_wards(history, "all")
    history.award(0, 20_000, paid=False)


def _closed_after_new_wards(history: Any, carry: str) -> None:
    history.begin(carry, passes=False)
    history.time_passes(130)
    history.time_passes(40)
    history.an_election_of_the_whole_council(stay=True, redrawn=True)
    history.close("clf", twice=False)
    history.close("capital", twice=False)


def no_more_than_the_cap(history: Any) -> None:
    """What came back in March goes on with the rest, up to the cap."""
    history.begin("capped", passes=False)
    history.award(1, 158_400, paid=True)
    history.time_passes(130)
    history.give_back(0, 60_000)
    history.close("clf", twice=True)


# What is played before the random ones, every time.
TOLD = (a_successor_follows, nothing_goes_past_an_election, the_ward_is_gone, no_more_than_the_cap)
