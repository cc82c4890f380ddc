"""In what order test files run: a file stays with one worker, and the longest go first.

What a file shares (a borough, a running program, a browser) is then made once for it: `--dist loadfile`. Long ones
first, so that no worker ends alone. The longest say so by their limits (`pytest.mark.timeout`).

The first file lays the tables and loads the demonstration, about a minute of work. The next ones need no
database at all, then come some that need no demonstration: nobody waits meanwhile. So it is with storing all pages.
A fixture that copies the demonstration asks for `cast_template`, by which this knows.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

PATIENCE = 120  # seconds: the limit of a test that says nothing else
LOADING = 600
AHEAD = 16  # files that need no demonstration, while it is loaded: over a hundred seconds of work with those before
MEANWHILE = 8  # files that serve no pages, while the first that does has all of them stored: another minute
STORED = {"db", "transactional_db", "django_db_setup", "committed_db"}  # fixtures that wait for the schema
LOADED = "cast_template"  # the fixture that waits for the demonstration to be loaded


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files in order; inside them tests stay as they were shuffled."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    items[:] = [item for file in in_turn(files.values()) for item in file]


def in_turn(files: Iterable[list[pytest.Item]]) -> list[list[pytest.Item]]:
    """Return one that loads the demonstration, what others can do meanwhile, then the long and the large."""
    order = sorted(files, key=lambda file: (-max(map(longest, file)), -len(file)))
    loads = [file for file in order if any(map(waits, file))][:1]
    free = [file for file in order if not any(map(stores, file))]
    ahead = [file for file in order if file not in free and not any(map(waits, file))][:AHEAD]
    first = [*loads, *free, *ahead]
    rest = [file for file in order if file not in first]
    serves = [file for file in rest if any(map(served, file))]
    others = [file for file in rest if file not in serves]
    first += [*serves[:1], *others[:MEANWHILE]]
    return [*first, *(file for file in order if file not in first)]


def longest(item: pytest.Item) -> float:
    """Return the seconds that a test may take; the nightly ones do not count."""
    if item.get_closest_marker("nightly"):
        return 0
    limits = [float(mark.args[0]) for mark in item.iter_markers("timeout")]
    return max(limits, default=LOADING if waits(item) else PATIENCE)


def waits(item: pytest.Item) -> bool:
    """Say whether a test waits for the demonstration."""
    return LOADED in getattr(item, "fixturenames", ())


def served(item: pytest.Item) -> bool:
    """Say whether a test waits for every public page to be stored."""
    return bool({"served_db", "site"} & set(getattr(item, "fixturenames", ())))


def stores(item: pytest.Item) -> bool:
    """Say whether a test needs a database."""
    needs = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(STORED & needs)
