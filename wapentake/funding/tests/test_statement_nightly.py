"""The statements at scale: 8,000 wards, a quarter of a million awards, in constant memory and with the same queries."""

import gc
import tempfile
import time
from collections.abc import Iterable

import psutil
import pytest
import time_machine
from django.db import connection
from django.test import Client

from tests.querycount import count_queries
from wapentake.funding.documents import cells, giving_json, grants_lines, sheets
from wapentake.funding.queries.statement import lines

from .world import AT, YEAR, World

pytestmark = [pytest.mark.django_db, pytest.mark.nightly, pytest.mark.timeout(1800)]
WARDS, AWARDS = 8_000, 250_000
MOST_GROWTH = 40 * 1024 * 1024

# Written past the ledger's guards, as only its owner can: a quarter of a million postings would take an hour.
WARDS_SQL = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE funding_transfer DISABLE TRIGGER USER;
ALTER TABLE funding_entry DISABLE TRIGGER USER;
ALTER TABLE funding_balance DISABLE TRIGGER USER;
INSERT INTO places_ward (code, edition_id, slug, name, ons_name, number, seats, description)
SELECT format('E06%%s', lpad(n::text, 6, '0')), %(edition)s, format('ward-%%s', lpad(n::text, 5, '0')),
       format('Ward %%s', lpad(n::text, 5, '0')), 'Ward', n %% 30000, 2, '' FROM generate_series(1, %(wards)s) AS n;
INSERT INTO funding_account (fund_id, year, ward_id, stage)
SELECT %(fund)s, 2026, id, stage FROM places_ward, unnest(ARRAY['left', 'paid']) AS stage WHERE code LIKE 'E06%%';
"""
AWARDS_SQL = """
INSERT INTO funding_application (id, reference, token, fund_id, year, ward_id, organisation_id, serves,
  admits, costs, route, title, purpose, who_benefits, who_was_asked, pence,
  contact_name, contact_email, state, submitted_at, decided_on)
SELECT 1000000 + n, format('X-%%s', n), gen_random_uuid(), %(fund)s, 2026, w.id, %(group)s, 'Parks', '[]', '', '',
  'A bench with arms', 'Secret', '', '', 10000 + n %% 977, 'Secret', 'secret@example.org', 'paid', now(), '2026-11-24'
FROM generate_series(1, %(awards)s) AS n JOIN (
  SELECT id, row_number() OVER (ORDER BY id) AS place FROM places_ward WHERE code LIKE 'E06%%') AS w
  ON w.place = 1 + n %% %(wards)s;
INSERT INTO funding_transfer (id, key, body, kind, "on", at, application_id)
SELECT id, 'scale:' || id, '', 'pay', '2026-11-24', now(), id FROM funding_application WHERE id > 1000000;
INSERT INTO funding_entry (transfer_id, account_id, pence)
SELECT p.id, a.id, CASE a.stage WHEN 'paid' THEN p.pence ELSE -p.pence END
FROM funding_application AS p JOIN funding_account AS a ON a.ward_id = p.ward_id WHERE p.id > 1000000;
INSERT INTO funding_balance (account_id, pence)
SELECT a.id, sum(e.pence) + CASE a.stage WHEN 'left' THEN 900000000 ELSE 0 END
FROM funding_account AS a JOIN funding_entry AS e ON e.account_id = a.id WHERE e.transfer_id > 1000000 GROUP BY a.id;
ANALYZE;
"""


def fill(world: World) -> None:
    values = {
        "edition": world.ward.edition_id, "wards": WARDS, "fund": world.capital.pk, "group": world.group.pk,
        "awards": AWARDS,
    }  # fmt: skip
    with connection.cursor() as cursor:
        for statement in (WARDS_SQL + AWARDS_SQL).split(";\n"):
            if statement.strip():
                cursor.execute(statement, values if "%(" in statement else None)


@pytest.fixture(autouse=True)
def november() -> None:
    with time_machine.travel(AT, tick=False):
        yield


def timed(client: Client, path: str) -> tuple[float, int]:
    """Return the least of three times for a page in seconds, and its number of queries."""
    found = []
    for _ in range(3):
        began = time.perf_counter()
        assert client.get(path).status_code == 200, path
        found.append(time.perf_counter() - began)
    return min(found), len(count_queries(lambda: client.get(path)))


def test_eight_thousand_wards_cost_the_same_queries_on_every_page(world: World, client: Client, capsys) -> None:
    client.get("/budget/2026-27/")
    small = timed(client, "/budget/2026-27/")
    fill(world)
    first, last = timed(client, "/budget/2026-27/"), timed(client, "/budget/2026-27/81/")
    ward = timed(client, "/wards/ward-00042/budget/2026-27/")
    with capsys.disabled():
        print(f"\n1 ward {small}, page 1 of 81 {first}, page 81 {last}, one ward's {ward}")
    assert first[1] == last[1] == small[1]
    text = client.get("/budget/2026-27/").content.decode()
    assert "8,001 wards awarded" in text
    assert "These figures agree." in text
    assert text.count('href="/wards/') == 100
    assert 0.3 < first[0] / last[0] < 3


def growth(pieces: Iterable[object]) -> tuple[int, int]:
    """Return how far memory grew at most while pieces went by, in bytes, and how many they were."""
    process, count, most = psutil.Process(), 0, 0
    gc.collect()
    before = process.memory_info().rss
    for count, _ in enumerate(pieces, 1):
        if count % 5_000 == 0:
            most = max(most, process.memory_info().rss - before)
    return max(most, process.memory_info().rss - before), count


def sheet_rows(write: object) -> Iterable[object]:
    """Write a spreadsheet, a row at a time as seen from outside."""
    seen: list[int] = [0]
    process, before = psutil.Process(), psutil.Process().memory_info().rss

    def rows() -> Iterable[object]:
        for line in lines(YEAR):
            seen[0] += 1
            if seen[0] % 5_000 == 0:
                assert process.memory_info().rss - before < MOST_GROWTH, seen[0]
            yield cells.values(line)

    with tempfile.TemporaryFile() as file:
        write(file, "Statement", rows())  # type: ignore[operator]
    return range(seen[0])


def test_a_quarter_of_a_million_awards_go_out_in_constant_memory(world: World, capsys) -> None:
    fill(world)
    for name, make in (
        ("csv", lambda: cells.csv_lines(cells.HEADS, map(cells.values, lines(YEAR)))),
        ("transparency", lambda: grants_lines(YEAR)),
        ("360giving", lambda: giving_json(YEAR, on=AT.date())),
        ("ods", lambda: sheet_rows(sheets.write_ods)),
        ("xlsx", lambda: sheet_rows(sheets.write_xlsx)),
    ):
        began = time.perf_counter()
        grew, count = growth(make())
        with capsys.disabled():
            print(
                f"\n{name}: {count:,} pieces, {grew / 2**20:.1f} MB more, {time.perf_counter() - began:.0f} s", end=""
            )
        assert count >= AWARDS
        assert grew < MOST_GROWTH, name
