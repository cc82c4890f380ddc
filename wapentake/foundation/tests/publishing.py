"""Fixtures for tests of the published site."""

import pytest

from wapentake.foundation.published import render

from .pagesite import settings as pagesite

SHARED = ("ROOT_URLCONF", "MIDDLEWARE", "TEMPLATES", "WAPENTAKE_NEWS", "WAPENTAKE_ADDRESS", "HTTPS", "ALLOWED_HOSTS")


@pytest.fixture
def boards(settings):
    """The small published site in the test's own process."""
    for name in (*SHARED, "CONTENT_SECURITY_POLICY"):
        setattr(settings, name, getattr(pagesite, name))
    render._handler.cache_clear()
    yield
    render._handler.cache_clear()
