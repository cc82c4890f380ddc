"""What approvals kept of their checks goes back to the older table and forth again; what is undecided has no room."""

import pytest
from django.core.management import call_command
from django.db import connection

from wapentake.funding import actions
from wapentake.funding.models import FundCheck, OfficerCheck
from wapentake.funding.rules.ticking import Tick

from . import world as worlds
from .world import AT

KEPT = ("pk", "found", "check_of__key", "by", "at", "decision", "application")


@pytest.mark.nightly  # it migrates there and back, which takes half a minute
def test_what_approvals_kept_goes_back_and_forth(committed_db: str) -> None:
    world = worlds.make()
    world.approved(10_000)
    waits = world.supported(20_000)
    money = FundCheck.objects.get(fund=waits.fund, key="budget")
    actions.tick_checks(waits, [Tick(money)], by=world.marsden, at=AT)
    before = list(OfficerCheck.objects.exclude(decision=None).order_by("pk").values_list(*KEPT))
    checks = FundCheck.objects.count()
    assert (len(before), OfficerCheck.objects.count()) == (4, 5)
    call_command("migrate", "funding", "0211", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, found, what FROM funding_officercheck ORDER BY id")
        assert cursor.fetchall() == [row[:3] for row in before]
    call_command("migrate", verbosity=0)
    assert list(OfficerCheck.objects.order_by("pk").values_list(*KEPT)) == before
    assert FundCheck.objects.count() == checks
