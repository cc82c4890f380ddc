"""Fixtures of the plans room."""

import pytest

from .cast import Town, town


@pytest.fixture
def castle(db: None) -> Town:
    """A ward with three members and its team."""
    return town()
