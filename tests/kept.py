"""Files that the program keeps are made anew in tests."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def nothing_kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give each making a folder of its own: tests write rows of which no record of the audit tells.

    Journeys, whose program is a process of its own, do keep them.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wapentake.foundation.kept.make_data_dir", lambda: tmp_path_factory.mktemp("made"))
        yield
