"""The demonstration is the same for the same seed and day, and stands on any day."""

import datetime as dt
import hashlib
import json
import os

import pytest
from django.core.management import call_command
from django.db import connection

from tests import cast, databases
from wapentake.foundation import audit, calendars
from wapentake.foundation.calendars import FinancialYear
from wapentake.funding.models import Application
from wapentake.funding.queries import check_ledger
from wapentake.office.queries import live_terms
from wapentake.places.queries import wards_on
from wapentake.plans.queries import published_priorities
from wapentake.site.actions import load_demonstration
from wapentake.site.readers import read_borough

pytestmark = pytest.mark.timeout(cast.PATIENCE)

TABLES = (
    "office_term.councillor_id, ward_id, from_date, to_date",
    "office_roleheld.user_id, kind, ward_id, from_date, to_date",
    "office_interest.councillor_id, description, recorded_at",
    "plans_priority.ward_id, number, slug, state, version, published_at",
    "plans_action.priority_id, position, text, state, due_on, done_on",
    "plans_progressnote.action_id, text, at",
    "funding_application.reference, ward_id, organisation_id, title, pence, state, submitted_at, decided_on",
    "funding_entry.account_id, pence",
)
DAYS = ("2025-10-01", "2026-01-31", "2026-03-31", "2026-04-01", "2026-04-07", "2026-07-10", "2026-12-25", "2028-02-29",
        "2029-06-01")  # fmt: skip


def contents() -> dict[str, str]:
    """Return a hash of the rows of each chosen table."""
    found = {}
    with connection.cursor() as cursor:
        for entry in TABLES:
            table, _, columns = entry.partition(".")
            cursor.execute(f"SELECT {columns} FROM {table} ORDER BY id")
            text = json.dumps(cursor.fetchall(), default=str)
            found[table] = hashlib.sha256(text.encode()).hexdigest()
    return found


@pytest.fixture
def fresh(django_db_setup, django_db_blocker):
    """Give a database with the council's places and nothing else."""
    name = f"fresh_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    with django_db_blocker.unblock():
        databases.make(name)
        with databases.pointing_at(name):
            call_command("set_up_council", stdout=cast._nowhere())
            yield
        databases.drop(name)


@pytest.mark.nightly
def test_the_same_seed_and_day_give_the_same_borough(cast_to_read, fresh) -> None:
    cast.load()
    again = contents()
    with databases.pointing_at(f"cast_read_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"):
        assert contents() == again


@pytest.mark.nightly
@pytest.mark.parametrize("day", DAYS)
def test_it_stands_on_any_day(fresh, day) -> None:
    on = dt.date.fromisoformat(day)
    at = dt.datetime.combine(on, dt.time(0, 30), calendars.LONDON)
    load_demonstration(read_borough(), on=on, at=at)
    assert check_ledger().agrees
    assert list(audit.verify()) == []
    assert live_terms(on, include_suspended=True).count() == 59
    assert all(3 <= len(published_priorities(ward, on)) <= 5 for ward in wards_on(on))
    now = Application.objects.filter(year=FinancialYear.of(on).starts_in)
    assert now.exists()
    assert not now.filter(decided_on__gt=on).exists()


@pytest.mark.nightly
def test_another_seed_gives_other_awards(cast_to_read, fresh) -> None:
    at = calendars.now()
    load_demonstration(read_borough(), on=at.date(), at=at, seed=cast.SEED + 1)
    again = contents()
    with databases.pointing_at(f"cast_read_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"):
        before = contents()
    assert before["funding_application"] != again["funding_application"]
    assert before["office_term"] == again["office_term"]
