"""A copy for tests and training has no word about a person: words stand in every field, and none of those is left."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test import Client
from psycopg import sql

from tests import databases
from tests.architecture import exports
from tests.architecture.test_held import OURS, reason
from wapentake.foundation import audit, calendars, switches
from wapentake.foundation.models import AuditPersonal, PublishedPage
from wapentake.foundation.operations.anonymise import NOWHERE, anonymise, changes
from wapentake.foundation.verdicts import Refused
from wapentake.funding import queries
from wapentake.funding.tests.test_held_everywhere import NOBODY
from wapentake.office.actions import create_administrator
from wapentake.office.models import Councillor
from wapentake.people.models import User
from wapentake.publishing.models import Subscriber

pytestmark = pytest.mark.timeout(600)
WORD = re.compile(r"wt\d{3}x")


@pytest.fixture
def copy(cast_template: str, django_db_blocker) -> Iterator[None]:
    """A copy of the demonstration."""
    with django_db_blocker.unblock():
        databases.make("anonymised", cast_template)
        with databases.pointing_at("anonymised"):
            yield
        databases.drop("anonymised")


def columns_with_words() -> Counter:
    """Return in which columns words stand, with how many rows: `funding.Vote.reasons`."""
    found: Counter = Counter()
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            for field in model._meta.local_concrete_fields:
                if isinstance(field, models.CharField | models.TextField | models.JSONField):
                    ask = sql.SQL("SELECT count(*) FROM {} WHERE {}::text ~ %s").format(
                        sql.Identifier(table), sql.Identifier(field.column)
                    )
                    cursor.execute(ask, [WORD.pattern])
                    found[f"{model._meta.label}.{field.name}"] += cursor.fetchone()[0]
    return +found


def is_nobody(name: str) -> bool:
    """Whether a field holds no words about a person, for a reason that is written down."""
    label, _, field = name.rpartition(".")
    short = f"{label.partition('.')[2]}.{field}"
    return bool(reason(name)) or bool({short, f"*.{field}"} & NOBODY.keys())


def test_no_word_about_a_person_is_left(copy: None):
    assert exports.fill() > 1000
    before, money = columns_with_words(), sums()
    assert len(before) > 150
    with pytest.raises(Refused, match="may be the council’s own installation"):
        anonymise(at=calendars.now())
    with pytest.raises(CommandError, match="This cannot be undone"):
        call_command("anonymise")
    assert columns_with_words() == before
    emptied()
    left = columns_with_words()
    assert [name for name in left if not is_nobody(name)] == []
    assert sums() == money
    assert queries.check_ledger().faults == ()
    assert list(audit.verify()) == []
    assert not AuditPersonal.objects.exists()
    assert not PublishedPage.objects.exists()


def emptied() -> None:
    """Take people out, as after a restore."""
    switches.turn(switches.SENDING, on=False, reason="Restored.", by=None, at=calendars.now())
    call_command("anonymise", "--this-is-a-copy")


def sums() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT account_id, pence FROM funding_balance ORDER BY 1")
        return cursor.fetchall()


def test_mail_can_reach_nobody_and_pages_open(copy: None):
    emptied()
    for address in [*User.objects.values_list("email", flat=True), *Subscriber.objects.values_list("email", flat=True)]:
        assert address is None or address.endswith(f"@{NOWHERE}"), address
    assert all(slug.startswith("councillor-") for slug in Councillor.objects.values_list("slug", flat=True))
    boss = create_administrator("boss@example.org", "Boss", at=calendars.now())
    client = Client()
    client.force_login(boss)
    for path in ("/", "/wards/boston-castle/", "/money/", "/desk/", "/desk/people/", "/desk/held/?q=Contact+name"):
        assert client.get(path).status_code == 200, path


def test_every_table_of_the_rooms_that_names_people_is_in_it():
    tables = {model._meta.db_table for model in apps.get_models() if model._meta.app_label in OURS}
    assert len(changes().keys() & tables) > 60
