"""Fixtures of the funding room's tests."""

import copy
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import transaction

from . import world as worlds

KEPT = "kept_world"


class Kept:
    """A borough in a transaction around the tests of a file: 170 questions, which 480 tests would ask again."""

    def __init__(self, blocker: Any) -> None:
        self.blocker = blocker
        self.undone = ExitStack()
        self.world: worlds.World | None = None

    def make(self) -> None:
        """Make it where it is not there."""
        if self.world is None:
            self.undone.enter_context(self.blocker.unblock())
            self.undone.enter_context(transaction.atomic())
            self.undone.callback(transaction.set_rollback, True)
            self.world = worlds.make()

    def undo(self) -> None:
        """Leave the database as empty as it was."""
        self.world = None
        self.undone.close()


_of_the_file: list[Kept] = []


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that asks for no world finds none, whichever test of its file ran before it."""
    for kept in _of_the_file:
        (kept.make if KEPT in getattr(item, "fixturenames", ()) else kept.undo)()


@pytest.fixture(scope="module")
def kept_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Kept]:
    """Stands before `db`, so that each test of the file is taken back alone."""
    kept = Kept(django_db_blocker)
    kept.make()
    _of_the_file.append(kept)
    yield kept
    _of_the_file.remove(kept)
    kept.undo()


@pytest.fixture
def world(kept_world: Kept, db: None) -> worlds.World:
    """The borough as it was made: what a test changes is taken back at its end, in the database and here."""
    assert kept_world.world
    return copy.deepcopy(kept_world.world)


@pytest.fixture(autouse=True)
def no_frame(settings) -> None:
    """The room's own tests do without the navigation, which names pages of other rooms."""
    settings.WAPENTAKE_FRAME = {}
