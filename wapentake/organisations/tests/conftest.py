"""Pages of this room are tested without the links that rooms above put into the frame."""

import pytest


@pytest.fixture(autouse=True)
def plain_frame(settings):
    settings.WAPENTAKE_FRAME = {}
