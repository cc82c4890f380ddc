"""A borough of 8,000 wards with a quarter of a million awards in one year, and how far memory grows meanwhile."""

import gc
import tempfile
from collections.abc import Callable, Iterable

import psutil
from django.db import connection

from wapentake.funding.documents import cells, giving_json, grants_lines, sheets
from wapentake.funding.queries.statement import lines

from .world import AT, YEAR, World

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
INSERT INTO funding_application
SELECT made.* FROM generate_series(1, %(awards)s) AS n
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM places_ward WHERE code LIKE 'E06%%') AS w
  ON w.place = 1 + n %% %(wards)s
JOIN funding_application AS one ON one.id = %(one)s
CROSS JOIN LATERAL jsonb_populate_record(one, jsonb_build_object(
  'id', 1000000 + n, 'reference', format('X-%%s', n), 'token', gen_random_uuid(), 'fund_id', %(fund)s,
  'ward_id', w.id, 'councillor_id', NULL, 'serves', 'Parks', 'pence', 10000 + n %% 977, 'state', 'paid',
  'decided_on', '2026-11-24')) AS made;
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
    """Write the wards, their accounts and their awards; each award is a copy of one that an action wrote."""
    values = {
        "edition": world.ward.edition_id, "wards": WARDS, "fund": world.capital.pk, "group": world.group.pk,
        "awards": AWARDS, "one": world.submitted(title="A bench with arms", purpose="Secret").pk,
    }  # fmt: skip
    with connection.cursor() as cursor:
        for statement in (WARDS_SQL + AWARDS_SQL).split(";\n"):
            if statement.strip():
                cursor.execute(statement, values if "%(" in statement else None)


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


def files() -> dict[str, Callable[[], Iterable[object]]]:
    """Return, by name, what makes each file of the year a piece at a time."""
    return {
        "CSV": lambda: cells.csv_lines(cells.HEADS, map(cells.values, lines(YEAR))),
        "the Transparency Code’s CSV": lambda: grants_lines(YEAR),
        "360Giving JSON": lambda: giving_json(YEAR, on=AT.date()),
        "ODS": lambda: sheet_rows(sheets.write_ods),
        "XLSX": lambda: sheet_rows(sheets.write_xlsx),
    }
