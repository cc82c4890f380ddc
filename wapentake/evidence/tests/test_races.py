"""Two files of one month at once: one comes after the other. The control: without the lock one of them fails."""

import json

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from wapentake.evidence import actions, readers
from wapentake.evidence.actions import files
from wapentake.evidence.models import Reading, ReadingFile, WardReading
from wapentake.foundation.files import Source
from wapentake.places import actions as places
from wapentake.places.tests.conftest import AT, ON, borough, new_wards
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
        hold_each_other_up(monkeypatch)
    faults = at_once(*(lambda one=one: actions.apply_file(one, on=ON, by=None, at=AT) for one in staged))
    if locked:
        assert faults == []
        newest = ReadingFile.objects.order_by("applied_at", "pk")
        assert newest.count() == 2
        assert Reading.objects.get().value in {3, 5}
        assert WardReading.objects.get(area="E08000018", category="", indicator__key="crime").value in {3, 5}
    else:
        assert [type(fault) for fault in faults] == [IntegrityError]


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
