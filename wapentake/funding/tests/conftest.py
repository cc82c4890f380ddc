"""Fixtures of the funding room's tests."""

import pytest

from . import world as worlds


@pytest.fixture
def world(db: None) -> worlds.World:
    return worlds.make()


@pytest.fixture(autouse=True)
def no_frame(settings) -> None:
    """The room's own tests do without the navigation, which names pages of other rooms."""
    settings.WAPENTAKE_FRAME = {}
