"""Fixtures of the funding room's tests."""

import pytest

from . import world as worlds


@pytest.fixture
def world(db: None) -> worlds.World:
    return worlds.make()
