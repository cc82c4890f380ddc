"""Every migration of the rooms goes back and forth over a filled borough; what the older schema can hold is kept.

Where the older schema cannot hold what a filled borough has, going back is refused with a sentence; the migrations
before that one go back and forth over a council that has nothing of it.
"""

import io
import os
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tests import databases
from tests.sums import lost, sums
from tests.tables import plain

# Migrations that cannot go back, and why. `app.name: reason`; none so far.
IRREVERSIBLE: dict[str, str] = {}

# Migrations that write rows, and take back the same rows: of these tables only the number of rows is looked at.
WRITES = {
    "office.0002_rules_and_seven_roles": ("office_electionrule", "office_sevenrole"),
    "office.0093_publicity_rule_of_2011": ("office_publicityrule",),
    # What a fund may pay for was one word, and is a list.
    "funding.0005_rings_and_years": ("funding_fundrule",),
    # Rules with their sources, for funds and councils that are there already.
    "funding.0111_statement_rules": ("funding_fundrule",),
    "funding.0131_freeze_rule": ("funding_freezerule",),
    "funding.0133_alert_rule": ("funding_alertrule",),
    # The usual checks of the funds that are there already.
    "funding.0231_usual_officer_checks": ("funding_fundcheck", "funding_officercheck"),
    "funding.0251_returned_rule": ("funding_fundrule",),
    "funding.0261_keep_awarded": ("funding_fundrule",),
}

# Rows that an older schema has no room for, and funds that had no rule and are given one.
NO_ROOM = {
    "funding.0231_usual_officer_checks": ("funding_officercheck",),  # ticked before anything is decided
    "funding.0251_returned_rule": ("funding_fundrule",),
}
# Columns that say less before: what is blocked is under way, and an explained decision is news.
SAYS_LESS = {
    "plans.0021_actions": ("plans_action.state",),
    "publishing.0024_decisions_explained": ("publishing_item.kind",),
}
# Migrations that do not go back over what a filled borough has, and what they say then.
REFUSED = {"funding.0160_clusters_hold_funds": "A cluster holds a fund"}

SCHEMA = """
SELECT 'column ' || table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable
  FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT 'sequence ' || sequencename FROM pg_sequences WHERE schemaname = 'public'
"""


def schema() -> set[str]:
    """Return everything that the schema consists of, as lines: those that were laid read as those that were applied."""
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        return {plain(line) for (line,) in cursor.fetchall()}


def step(migration: Migration, *, back: bool) -> None:
    """Go one migration back or forth."""
    MigrationExecutor(connection).migrate(None, plan=[(migration, back)], state=None)


def _plan() -> list[Migration]:
    """Return our migrations and what rests on them, in the order in which they are applied. The rest stays applied."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    plan = [migration for migration, _ in executor.migration_plan(graph.leaf_nodes(), clean_start=True)]
    ours = {(migration.app_label, migration.name) for migration in plan if _is_ours(migration)}
    return [each for each in plan if ours & set(graph.forwards_plan((each.app_label, each.name)))]


def _is_ours(migration: Migration) -> bool:
    return migration.__module__.startswith("wapentake.")


def _but(own: tuple[str, ...], columns: list[str]) -> list[str]:
    return [column for column in columns if column.partition(".")[0] not in own]


@pytest.fixture
def council_db(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """Give a council that has its places and no money yet."""
    name = f"council_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    with django_db_blocker.unblock():
        databases.make(name)
        with databases.pointing_at(name):
            call_command("set_up_council", verbosity=0, stdout=io.StringIO())
            yield name
        databases.drop(name)


@pytest.mark.nightly
@pytest.mark.timeout(2400)
@pytest.mark.parametrize("borough", ["cast_db", "council_db"])
def test_every_migration_goes_back_and_forth_over_a_borough(borough: str, request: pytest.FixtureRequest):
    request.getfixturevalue(borough)
    whole, wrong, refused = schema(), [], []
    for migration in reversed(_plan()):
        name = f"{migration.app_label}.{migration.name}"
        if name in IRREVERSIBLE:
            break
        if borough == "cast_db" and name in REFUSED:
            with pytest.raises(RuntimeError, match=REFUSED[name]):
                step(migration, back=True)
            refused.append(name)
            break
        wrong += _there_and_back(migration, name)
    assert not wrong, "\n".join(wrong)
    assert refused == (list(REFUSED) if borough == "cast_db" else [])
    call_command("migrate", verbosity=0)
    assert schema() == whole


def _there_and_back(migration: Migration, name: str) -> Iterator[str]:
    """Go back, forth and back again, and yield what is lost or otherwise than before."""
    filled, stood, own = sums(), schema(), WRITES.get(name, ())
    step(migration, back=True)
    older = sums()
    gone = [column for column in _but(own, lost(filled, older)) if column not in SAYS_LESS.get(name, ())]
    yield from (f"{name}, going back: {column}" for column in gone)
    if not _is_ours(migration):
        return
    step(migration, back=False)
    again = sums()
    yield from (f"{name}, applied again: {column}" for column in _but(own, lost(older, again)))
    kept = [table for table in own if table not in NO_ROOM.get(name, ())]
    yield from (f"{name}, rows of {table}" for table in kept if again[table, "id"][0] != filled[table, "id"][0])
    yield from (f"{name}, applied again: {line}" for line in sorted(schema() ^ stood))
    step(migration, back=True)


def test_models_and_migrations_say_the_same(db: None):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_what_cannot_go_back_is_named():
    found = set()
    for migration in filter(_is_ours, MigrationLoader(None).disk_migrations.values()):
        for operation in migration.operations:
            if isinstance(operation, RunSQL | RunPython) and not operation.reversible:
                found.add(f"{migration.app_label}.{migration.name}")
    assert found == IRREVERSIBLE.keys()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE people_user SET name = 'Somebody' WHERE id = (SELECT min(id) FROM people_user)", ["people_user.name"]),
        ("ALTER TABLE people_user ADD COLUMN more int", []),
        ("ALTER TABLE people_user DROP COLUMN name", []),
    ],
)
def test_what_is_lost_is_named(committed_db: str, django_user_model: type, change: str, named: list[str]):
    """The control: one value in one row, and columns that came or went."""
    django_user_model.objects.create(email="jo@example.gov.uk", name="Jo Invented")
    django_user_model.objects.create(email="al@example.gov.uk", name="Al Invented")
    before = sums()
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert lost(before, sums()) == named


def test_a_trigger_that_is_not_put_back_is_seen(committed_db: str):
    """The control: the schema is compared with its triggers and functions."""
    before = schema()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER keep_rows ON foundation_auditrecord")
    assert [line.split()[0] for line in before - schema()] == ["trigger"]
