"""Fixtures of the publishing room."""

import pytest

from wapentake.plans.tests.cast import Town, town


@pytest.fixture
def castle(db: None) -> Town:
    """A ward with three members and its team, and people of elsewhere."""
    return town()
