"""Two loads at once come one after the other. The control: without the lock both believe that they are first."""

import contextlib
import threading

import pytest
from django.db import connection

from wapentake.foundation.files import Source
from wapentake.places import actions
from wapentake.places.actions import boundaries
from wapentake.places.models import BoundarySet, Postcode
from wapentake.places.readers.boundaries import PATTERNS
from wapentake.places.readers.geojson import read_areas
from wapentake.places.rules import LoadedArea, LoadedPostcode
from wapentake.places.states import AreaKind

from .conftest import AT, NEW, ON, borough, collection, new_wards


@pytest.fixture
def areas(committed_db, file):
    actions.set_up_council(borough(), by=None, at=AT)
    path = file(collection(new_wards()))
    return [LoadedArea(*row) for row in read_areas(str(path), PATTERNS[AreaKind.WARD], "E08000018")]


def at_once(*acts):
    """Do acts in threads of their own and return what they raised."""
    faults = []

    def run(act):
        try:
            act()
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return faults


@pytest.mark.parametrize("locked", [True, False])
def test_the_same_file_loaded_twice_at_once_is_one_set(areas, monkeypatch, locked):
    together = threading.Barrier(2)
    real = boundaries.may_load_areas

    def wait_for_the_other(*args):
        with contextlib.suppress(threading.BrokenBarrierError):
            together.wait(0.8)
        return real(*args)

    monkeypatch.setattr(boundaries, "may_load_areas", wait_for_the_other)
    if not locked:
        monkeypatch.setattr(boundaries, "lock_places", lambda: None)

    def load():
        actions.load_boundary_set(areas, Source("f", "0" * 64), kind=AreaKind.WARD, from_date=NEW, by=None, at=AT)

    assert at_once(load, load) == []
    assert BoundarySet.objects.count() == (1 if locked else 2)


def test_two_switches_at_once_leave_one_set_in_use(areas):
    sets = [
        actions.load_boundary_set(areas, Source("f", str(n) * 64), kind=AreaKind.WARD, from_date=NEW, by=None, at=AT)[0]
        for n in range(4)
    ]
    acts = [lambda chosen=chosen: actions.switch_boundary_set(chosen, on=ON, by=None, at=AT) for chosen in sets]
    assert at_once(*acts) == []
    assert sorted(BoundarySet.objects.values_list("state", flat=True)) == ["active", "retired", "retired", "retired"]


def test_loads_of_two_files_at_once_are_both_whole(areas):
    def load(first):
        rows = [
            LoadedPostcode(f"S6{first}{n}A{'ABDEF'[m]}", 440590, 390580, -1.39, 53.41, "E08000018")
            for n in range(10) for m in range(5)
        ]  # fmt: skip
        actions.load_postcodes(rows, Source("f", "0" * 64), live=False, on=ON, by=None, at=AT)

    assert at_once(*[lambda first=first: load(first) for first in (0, 1, 2)]) == []
    assert Postcode.objects.count() == 150
