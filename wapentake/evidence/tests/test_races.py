"""Two files of one month at once: one comes after the other. The control: without the lock one of them fails."""

import json

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError

from wapentake.evidence import actions, readers
from wapentake.evidence.actions import files
from wapentake.evidence.models import Reading, ReadingFile, WardReading
from wapentake.evidence.rules import print_of_file
from wapentake.foundation.files import Source
from wapentake.foundation.verdicts import Refused
from wapentake.office.models import RoleHeld
from wapentake.office.queries import roles_of
from wapentake.office.states import RoleKind
from wapentake.people.models import User
from wapentake.places import actions as places
from wapentake.places.tests.conftest import AT, NEW, ON, borough, new_wards
from wapentake.places.tests.test_races import at_once

from .conftest import AREAS, area, crime, police


@pytest.fixture
def staged(committed_db, tmp_path):
    """Two files of the same month, staged and not applied."""
    places.set_up_council(borough(), by=None, at=AT, source=Source("borough.json", "0" * 64))
    for name, features, kind in (("wards", new_wards(), "ward"), ("areas", [area(code) for code in AREAS], "lsoa")):
        path = tmp_path / f"{name}.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        call_command("load_boundaries", str(path), "--kind", kind)
    return [stage(tmp_path / f"{count}.csv", count) for count in (3, 5)]


def stage(path, count):
    path.write_text(police(*[crime()] * count))
    opened = readers.open_file(path)
    found, _ = actions.stage_file(
        opened.rows(), opened.source, layout="police street", source="police", retrieved_on=ON, on=ON, by=None, at=AT
    )
    return found


@pytest.mark.parametrize("locked", [True, False])
def test_two_files_of_a_month_come_one_after_the_other(staged, monkeypatch, locked):
    if not locked:
        monkeypatch.setattr(files, "lock_evidence", lambda: None)
        monkeypatch.setattr(files, "_locked_with_its_source", lambda found: ReadingFile.objects.get(pk=found.pk))
        hold_each_other_up(monkeypatch)
    faults = at_once(*(lambda one=one: actions.apply_file(one, on=ON, by=None, at=AT) for one in staged))
    if locked:
        assert faults == []
        newest = ReadingFile.objects.order_by("applied_at", "pk")
        assert newest.count() == 2
        assert Reading.objects.get().value in {3, 5}
        assert WardReading.objects.get(area="E08000018", category="", indicator__key="crime").value in {3, 5}
    else:  # by the constraint, or in each other's way
        assert [isinstance(fault, IntegrityError | OperationalError) for fault in faults] == [True]


@pytest.mark.parametrize("locked", [True, False])
def test_of_a_source_one_file_is_applied_at_a_time(staged, monkeypatch, locked):
    user = User.objects.create(name="Wendy Cole", email="cole@rotherham.example")
    RoleHeld.objects.create(user=user, kind=RoleKind.SUPPORT_OFFICER, from_date=NEW)
    roles = roles_of(user, ON)
    if not locked:
        monkeypatch.setattr(files, "_locked_with_its_source", lambda found: ReadingFile.objects.get(pk=found.pk))
        hold_each_other_up(monkeypatch)
    shown = [print_of_file(one, {"new": 1}) for one in staged]
    faults = at_once(*(
        lambda one=one, seen=seen: actions.queue_file(one, shown=seen, by=user, at=AT, roles=roles)
        for one, seen in zip(staged, shown, strict=True)
    ))  # fmt: skip
    assert ReadingFile.objects.filter(state="applying").count() == 1
    assert [type(fault) for fault in faults] == [Refused if locked else IntegrityError]
    if locked:
        assert "of the same source, is being applied. Wait until it is done" in str(faults[0])


def hold_each_other_up(monkeypatch):
    """Let both look at what there is before either writes."""
    import threading

    together = threading.Barrier(2)
    real = files.differences_of

    def wait(found):
        answer = real(found)
        together.wait(20)
        return answer

    monkeypatch.setattr(files, "differences_of", wait)
