"""Who reaches what: every address of the program, by every member of the cast, as a table.

The committed table is tests/architecture/access.csv. An address that it does not list fails the build. After a
deliberate change: `ACCESS=write .venv/bin/pytest tests/architecture/test_access.py`, then read the difference.
"""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from wapentake.funding.models import Application
from wapentake.people.models import User
from wapentake.places.models import Ward
from wapentake.plans.models import Priority
from wapentake.site.readers import cast

TABLE = Path(__file__).with_name("access.csv")
NOBODY = "nobody"
METHODS = ("GET", "POST")
# The objects that addresses are tried with: Boston Castle's, so that its members, their colleagues elsewhere and
# officers stand in every relation to them.
SAMPLES: dict[str, Callable[[], dict[str, object]]] = {}
Cell = tuple[str, str]


def sample(*names: str) -> Callable[[Callable[[], dict[str, object]]], Callable[[], dict[str, object]]]:
    """Register the arguments that the named addresses are tried with."""

    def keep(made: Callable[[], dict[str, object]]) -> Callable[[], dict[str, object]]:
        SAMPLES.update(dict.fromkeys(names, made))
        return made

    return keep


def routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the program with its name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry


def ward() -> Ward:
    """Return the ward that samples belong to."""
    return Ward.objects.get(code="E05012996")


def application() -> Application:
    """Return an application of that ward."""
    return Application.objects.filter(ward=ward()).order_by("pk").last()  # type: ignore[return-value]


def priority() -> Priority:
    """Return a published priority of that ward."""
    return Priority.objects.filter(ward=ward(), state="published").order_by("pk").first()  # type: ignore[return-value]


def address(name: str, pattern: URLPattern) -> str:
    """Return the address to try. Raises KeyError for one whose arguments nobody has given."""
    wanted = pattern.pattern.converters
    if not wanted:
        return reverse(name)
    return reverse(name, kwargs=SAMPLES[name]())


def answers() -> dict[Cell, dict[str, int]]:
    """Ask every address as everybody, changing nothing, and return the status codes by address, method and person."""
    table: dict[Cell, dict[str, int]] = {}
    people = {NOBODY: None} | {member.key: User.objects.get(email=member.email) for member in cast()}
    listed = sorted(dict(routes()).items())
    for person, user in people.items():
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        for name, pattern in listed:
            where = address(name, pattern)
            for method in METHODS:
                with transaction.atomic():
                    status = client.generic(method, where).status_code
                    transaction.set_rollback(True)
                table.setdefault((name, method), {})[person] = status
                if user is not None:
                    client.force_login(user)
    return table


def read() -> dict[Cell, dict[str, int]]:
    """Return the committed table."""
    with TABLE.open(newline="") as file:
        return {
            (row.pop("address"), row.pop("method")): {person: int(status) for person, status in row.items()}
            for row in csv.DictReader(file)
        }


def write(table: dict[Cell, dict[str, int]]) -> None:
    """Write the table to be committed."""
    people = list(next(iter(table.values())))
    with TABLE.open("w", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["address", "method", *people])
        for (name, method), row in sorted(table.items()):
            lines.writerow([name, method, *(row[person] for person in people)])
