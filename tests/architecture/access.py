"""Who reaches what: every address of the program, by every member of the cast, as a table.

The committed table is tests/architecture/access.csv. An address that it does not list fails the build. After a
deliberate change: `ACCESS=write .venv/bin/pytest tests/architecture/test_access.py`, then read the difference.
"""

import csv
import itertools
import random
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.samples import samples
from wapentake.people.models import User
from wapentake.site.readers import cast

TABLE = Path(__file__).with_name("access.csv")
NOBODY = "nobody"
METHODS = ("GET", "POST")
ALIKE = (200, 405)  # what opens, and what has no such method: nobody is kept out by these
REFUSED = (302, 403, 404)
Cell = tuple[str, str]


def routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the program with its name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry


def of_the_desk(resolver: URLResolver | None = None, space: str = "", *, inside: bool = False) -> Iterator[str]:
    """Yield the name of every address below `/desk/`."""
    for entry in (resolver or get_resolver()).url_patterns:
        within = inside or str(entry.pattern).startswith("desk/")
        if isinstance(entry, URLResolver):
            yield from of_the_desk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, inside=within)
        elif within:
            yield f"{space}{entry.name}"


def address(name: str, pattern: URLPattern, arguments: Mapping[str, Any]) -> str:
    """Return the address to try. Raises KeyError for one whose arguments stand in no sample."""
    takes_some = pattern.pattern.converters or "?P" in str(pattern.pattern)
    return reverse(name, kwargs=arguments[name] if takes_some else None)


def answers(
    people: Collection[str] | None = None, known: Mapping[Cell, Mapping[str, int]] | None = None
) -> dict[Cell, dict[str, int]]:
    """Ask every address as everybody, changing nothing, and return the status codes by address, method and person.

    `people` narrows who asks. A published page is asked for as nobody and as one member: what is stored is the same
    for whoever asks. With a table that is `known`, what opens is asked as one of those who may; so is what has no such
    method. Who is refused is asked by POST, half of them in each run, and by GET where that alone is refused.
    """
    known = known or {}
    table: dict[Cell, dict[str, int]] = {}
    arguments = samples()
    patterns = dict(sorted(dict(routes()).items()))
    places = {name: address(name, pattern, arguments) for name, pattern in patterns.items()}
    alike = {(name, "GET") for name, pattern in patterns.items() if hasattr(pattern.callback, "published_family")}
    users = {NOBODY: None} | {member.key: User.objects.get(email=member.email) for member in cast()}
    asking = {person: user for person, user in users.items() if people is None or person in people}
    taken = _taken_as_known(known, asking)
    for number, (person, user) in enumerate(asking.items()):
        client = _signed_in(user)
        signed_in = client.cookies.copy()
        for (name, where), method in itertools.product(places.items(), METHODS):
            row = table.setdefault((name, method), {})
            if number > 1 and (name, method) in alike:
                row[person] = row[NOBODY]
                continue
            if (name, method, person) in taken:
                row[person] = known[name, method][person]
                continue
            with transaction.atomic():
                answer = client.generic(method, where)
                transaction.set_rollback(True)
            row[person] = answer.status_code
            client.cookies = signed_in.copy()  # the session itself stands again: nothing was committed
    return table


def _taken_as_known(known: Mapping[Cell, Mapping[str, int]], people: Collection[str]) -> set[tuple[str, str, str]]:
    """Return who is not asked: of those with the same answer by the table all but one, of the refused every other."""
    found, half = set(), random.randrange(2)
    for (name, method), row in known.items():
        for status in {*row.values()}:
            have = [person for person in people if row.get(person) == status]
            if status in ALIKE or (method == "GET" and _refused(known[name, "POST"], have)):
                one = have[_mark(name, method) % len(have)] if have else ""
                found |= {(name, method, person) for person in have if person != one}
            else:
                found |= {(name, method, one) for one in have if one != NOBODY and _mark(name, one) % 2 == half}
    return found


def _mark(*words: str) -> int:
    return zlib.crc32(" ".join(words).encode())


def _refused(row: Mapping[str, int], people: Collection[str]) -> bool:
    return all(row[person] in REFUSED for person in people)


def unlike() -> list[str]:
    """Return who has a column of their own in the committed table; of those with the same column the first."""
    columns: dict[tuple[int, ...], str] = {}
    table = read()
    for person in next(iter(table.values())):
        columns.setdefault(tuple(row[person] for row in table.values()), person)
    return list(columns.values())


def _signed_in(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


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
