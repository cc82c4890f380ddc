"""Which names each address reads from the part of an address after the question mark, found by watching it read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import QueryDict

from config.api import api

WANTED: set[str] = set()


class Spy(QueryDict):
    """A QueryDict that remembers what is looked up in it."""

    def __getitem__(self, key: str) -> Any:
        WANTED.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        WANTED.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        WANTED.add(key)
        return super().get(key, default)

    def getlist(self, key: str, default: Any = None) -> Any:
        WANTED.add(key)
        return super().getlist(key, default)

    def dict(self) -> "SpyDict":
        return SpyDict(super().items())


class SpyDict(dict[str, Any]):
    """What `.dict()` gives: it remembers too."""

    def __getitem__(self, key: str) -> Any:
        WANTED.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        WANTED.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        WANTED.add(key)
        return super().get(key, default)


@contextmanager
def watching() -> Iterator[set[str]]:
    """Watch what requests look up; yields the names so far."""
    WANTED.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.handlers.wsgi.QueryDict", Spy)
        yield WANTED


def names_read(ask: Any, where: str) -> set[str]:
    """Return every name that an address looks up. A name may be looked up only where another is there: ask again."""
    known: set[str] = set()
    while True:
        with watching() as wanted:
            ask(where, dict.fromkeys(known, "1"))
            if wanted <= known:
                return known
            known |= wanted


def names_of_the_api() -> dict[str, set[str]]:
    """Return the names that each operation of the API takes, by its address as the API writes it."""
    found: dict[str, set[str]] = {}
    for path, methods in api.get_openapi_schema()["paths"].items():
        for operation in methods.values():
            queries = (what for what in operation.get("parameters", ()) if what["in"] == "query")
            found.setdefault(path, set()).update(what["name"] for what in queries)
    return found
