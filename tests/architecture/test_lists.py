"""Whatever stands after the question mark of an address changes no question to the database, only its values.

Each address is watched for the names that it looks up (tests/architecture/asked.py). Each name gets a twelfth of the
hostile values, another twelfth at the next address and under the next name; by night each gets all.
"""

import ast
import re
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from architecture import questions, source
from tests.architecture import access, asked
from tests.architecture.samples import samples
from wapentake.people.models import User
from wapentake.places.models import Ward
from wapentake.site.readers import cast

pytestmark = pytest.mark.timeout(800)

MARK = "wapenhostile"
HARMLESS = ("", "1", "a", "name", "too long for any of our fields " * 20)
HOSTILE = (
    f"__{MARK}", f"pk__{MARK}", "organisation__contacts__email", "-organisation__contacts__email", "owner__password",
    "..", f"a.{MARK}", "a.b", "'", f"' OR 1=1 -- {MARK}", f'" OR 1=1 -- {MARK}', f"1); SELECT pg_sleep(5); -- {MARK}",
    f"'||(SELECT pg_sleep(5))||'{MARK}", "1 AND 1=(SELECT 1 FROM pg_sleep(5))", f"due, (SELECT pg_sleep(5)) {MARK}",
    "\x00", f"a\x00{MARK}", "9" * 400, "-1", "1e308", "9223372036854775808", "NaN", "٣", "²", "\ud800",
    f"\udfff{MARK}", "%", "%s%(a)s%%", "\\", "{0.__class__}", "?", "a" * 20_000, f"\u202e{MARK}", "a " * 500,
)  # fmt: skip
HOSTILE_NAMES = (
    "pk", "id", "owner__email__startswith", "organisation__contacts__email__contains", "where", "_connector",
    "_negated", "**", "order_by", "fields", "'", "password__regex", "__class__",
)  # fmt: skip
SAVEPOINT = re.compile(r"(SAVEPOINT) .*")  # each has a name of its own
PARTS = 20
SLOW = 4.0  # seconds: less than the hostile sleeps, far more than any page takes
Ask = Callable[[str, Mapping[str, str]], HttpResponse]


class Seen:
    """The SQL of a request, as text with its places for values, and how long it all took."""

    def __init__(self, ask: Ask, where: str, given: Mapping[str, str]) -> None:
        self.sql: list[str] = []
        begun = time.monotonic()
        with connection.execute_wrapper(self._note):
            self.status = ask(where, given).status_code
        self.seconds = time.monotonic() - begun

    def _note(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        self.sql.append(SAVEPOINT.sub(r"\1", str(sql)))
        return execute(sql, params, many, context)


def faults(ask: Ask, where: str, name: str, *, every: bool = True) -> Iterator[str]:
    """Yield what hostile values under one name do that they must not: every value, or some of them."""
    most = 0
    harmless = iter(HARMLESS)  # asked until one of them needs as many questions
    turn = zlib.crc32(f"{where} {name}".encode())
    for value in HOSTILE if every else HOSTILE[turn % PARTS :: PARTS]:
        seen = Seen(ask, where, {name: value})
        what = f"{where}?{name}={value[:40]!a}"
        if seen.status >= 500:
            yield f"{what}: {seen.status}"
        if seen.seconds > SLOW:
            yield f"{what}: {seen.seconds:.1f} s"
        while len(seen.sql) > most and (plain := next(harmless, None)) is not None:
            most = max(most, len(Seen(ask, where, {name: plain} if plain else {}).sql))
        if len(seen.sql) > most:
            yield f"{what}: {len(seen.sql)} queries, {most} with harmless values"
        if any(MARK in sql or "pg_sleep" in sql for sql in seen.sql):
            yield f"{what}: stands in the SQL itself"


def faults_of_names(ask: Ask, where: str) -> Iterator[str]:
    """Yield whether names that nobody reads change something all the same: a filter on a hidden field."""
    seen, plain = (Seen(ask, where, given) for given in (dict.fromkeys(HOSTILE_NAMES, "a"), {}))
    if (seen.status, seen.sql) != (plain.status, plain.sql):  # what is looked up once a process does not count
        seen = Seen(ask, where, dict.fromkeys(HOSTILE_NAMES, "a"))
    if (seen.status, seen.sql) != (plain.status, plain.sql):
        changed = set(seen.sql) ^ set(plain.sql)
        yield f"{where} is answered otherwise with names of fields: {plain.status} and {seen.status}, {changed}"


def _addresses() -> Iterator[tuple[str, str, str | None]]:
    """Yield every address with its name and with somebody whom it is open to."""
    table, arguments = access.read(), samples()
    for name, pattern in sorted(dict(access.routes()).items()):
        row = table[name, "GET"]
        yield (
            name,
            access.address(name, pattern, arguments),
            next((who for who, code in row.items() if code == 200), None),
        )


@pytest.fixture
def clients(cast_to_read: None, db: None, settings: Any) -> Callable[[str | None], Ask]:
    """Give what asks as a person: by their key, or as nobody."""
    settings.ACCOUNT_RATE_LIMITS = False
    emails, made = {member.key: member.email for member in cast()}, {}

    def asker(person: str | None) -> Ask:
        if person not in made:
            client = made[person] = Client(raise_request_exception=False)
            if person in emails:
                client.force_login(User.objects.get(email=emails[person]))
        # A browser may send bytes that are no text, a lone surrogate among them.
        return lambda where, given: made[person].get(f"{where}?{urlencode(given, errors='surrogatepass')}")

    return asker


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=(pytest.mark.nightly, pytest.mark.timeout(1800)))])
def test_no_value_of_any_name_changes_the_question(clients: Callable[[str | None], Ask], every: bool):
    wrong, names = [], set()
    for name, where, person in _addresses():
        done = set(asked.names_of_the_api().get(where, ())) if name.startswith("api:") else set()
        wrong += [fault for each in sorted(done) for fault in faults(clients(person), where, each, every=every)]
        for who in (person, "maureen"):  # a member of one ward is asked other things than who sees the borough
            read = asked.names_read(clients(who), where) - done
            wrong += [fault for each in sorted(read) for fault in faults(clients(who), where, each, every=every)]
            done |= read
        names |= done
    assert not wrong, "\n".join(wrong)
    missed = {(file, word) for file, word in _written() if word not in names}
    assert not missed, f"These names are read and were never seen: {missed}"


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.nightly)])
def test_names_that_nobody_reads_change_nothing(clients: Callable[[str | None], Ask], every: bool):
    """By day a third of the addresses are asked: architecture/questions.py reads the source of all."""
    wrong = [
        fault
        for _, where, person in list(_addresses())[:: 1 if every else 3]
        if person is not None
        for fault in faults_of_names(clients(person), where)
    ]
    assert not wrong, "\n".join(wrong)


def _written() -> Iterator[tuple[str, str]]:
    """Yield the names that the rooms' source looks up in request.GET, with the file."""
    for each in source.sources(source.ROOT):
        for node in ast.walk(each.tree):
            if isinstance(node, ast.Call) and source.dotted(node.func).endswith(".GET.get"):
                yield each.name, ast.literal_eval(node.args[0])
            elif isinstance(node, ast.Compare) and source.dotted(node.comparators[0]).endswith(".GET"):
                yield each.name, ast.literal_eval(node.left)
            elif isinstance(node, ast.Subscript) and source.dotted(node.value).endswith(".GET"):
                yield each.name, ast.literal_eval(node.slice)


# --- The controls: views as nobody here may write them ----------------------------------------------------------------


def sorted_as_asked(request: HttpRequest) -> HttpResponse:
    return HttpResponse(list(Ward.objects.order_by(request.GET.get("by", "name"))))


def filtered_as_asked(request: HttpRequest) -> HttpResponse:
    return HttpResponse(list(Ward.objects.filter(**request.GET.dict())))


def spelled_out(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 WHERE 'a' = '{request.GET.get('by', '')}'")
    return HttpResponse()


def one_by_one(request: HttpRequest) -> HttpResponse:
    return HttpResponse([Ward.objects.filter(name=word).count() for word in request.GET.get("by", "").split()])


def _asking(view: Callable[[HttpRequest], HttpResponse]) -> Ask:
    """Ask one view as Django's handler would: what it raises is an answer of 500."""

    def ask(where: str, given: Mapping[str, str]) -> HttpResponse:
        try:
            with transaction.atomic():
                return view(RequestFactory().get(f"{where}?{urlencode(given, errors='surrogatepass')}"))
        except Exception:
            return HttpResponse(status=500)

    return ask


@pytest.mark.parametrize(
    ("view", "said"),
    [(sorted_as_asked, "500"), (spelled_out, "stands in the SQL"), (spelled_out, " s"), (one_by_one, "queries")],
)
@pytest.mark.usefixtures("cast_to_read")
def test_what_is_planted_is_found(db: None, view: Callable[[HttpRequest], HttpResponse], said: str):
    found = [fault for fault in faults(_asking(view), "/planted", "by") if said in fault.partition(": ")[2]]
    assert found


@pytest.mark.usefixtures("cast_to_read")
def test_a_planted_filter_on_any_field_is_found(db: None):
    assert list(faults_of_names(_asking(filtered_as_asked), "/planted"))


def test_a_name_that_is_read_only_beside_another_is_seen():
    def planted(where: str, given: Mapping[str, str]) -> None:
        request = asked.Spy("&".join(f"{name}={value}" for name, value in given.items()))
        if "on-day" in request:
            request.dict().get("on-year")

    assert asked.names_read(planted, "/") == {"on-day", "on-year"}


PUT_TOGETHER = [
    "def f(request): rows.filter(**request.GET.dict())",
    "def f(request): rows.filter(**request.POST)",
    "def f(request): rows.filter(**dict(request.GET.items()))",
    "def f(rows): return rows.extra(select={'a': 'b'})",
    "def f(c, x): c.execute(f'SELECT {x}')",
    "def f(c, x): c.execute('SELECT %s' % x)",
    "def f(c, x): c.execute('SELECT ' + x)",
    "def f(c, x): c.execute('SELECT {}'.format(x))",
    "def f(rows, x): rows.annotate(a=RawSQL(f'SELECT {x}', []))",
    "def f(rows, x): rows.raw(f'SELECT {x}')",
    "def f(c, x):\n    query = f'SELECT {x}'\n    c.execute(query)",
]
RIGHT = (
    "LONGEST = '3s'\n_ASK = f'SELECT {LONGEST}'\n"
    "def f(c, x, sql, form):\n    c.execute('SELECT %s', [x])\n    c.execute(_ASK)\n    c.execute('SELECT ' + '1')\n"
    "    c.execute(sql.SQL('DROP {}').format(sql.Identifier(x)))\n    form(**x)\n"
    "    c.execute(f'SELECT {x}')  # house: a table's own name\n"
)


@pytest.mark.parametrize("text", PUT_TOGETHER)
def test_a_question_put_together_is_found(tmp_path: Path, text: str):
    assert len(_planted(tmp_path, text)) == 1


def test_questions_that_are_right(tmp_path: Path):
    assert _planted(tmp_path, RIGHT) == []


def _planted(root: Path, text: str) -> list[str]:
    file = root / "wapentake" / "plans" / "queries.py"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    return [str(problem) for problem in questions.problems(root)]
