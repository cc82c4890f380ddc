"""Pages of this room are tested without the links that rooms above put into the frame, and passwords hash fast."""

import pytest


@pytest.fixture(autouse=True)
def plain_frame(settings):
    settings.WAPENTAKE_FRAME = {}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
