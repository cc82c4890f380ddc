"""Fixtures of the site's tests."""

import pytest

from wapentake.funding.tests import world as worlds


@pytest.fixture
def world(db: None) -> worlds.World:
    """The small borough of the funding room's tests: one ward, its members, its funds, and who handles money."""
    return worlds.make()
