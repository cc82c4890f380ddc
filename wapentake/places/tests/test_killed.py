"""A load that is killed half-way leaves what was there before: with SIGKILL, in a process of its own.

Each test has its control: the same act without its transaction, killed at the same place, leaves a half.
"""

import json
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from django.core.management import call_command

from wapentake.places import actions
from wapentake.places.models import Boundary, BoundarySet, Postcode

from .conftest import AT, borough, code_point, collection, new_wards
from .state import state

ROOT = Path(__file__).resolve().parents[3]
OURS = "E08000018"

BEGIN = """
import datetime as dt, sys, time
from pathlib import Path
import django
django.setup()
from wapentake.foundation.files import Source
from wapentake.places import actions
from wapentake.places.actions import boundaries, placing, postcodes
from wapentake.places.readers.geojson import read_areas
from wapentake.places.readers.postcodes import read_code_point
from wapentake.places.rules import LoadedArea
from wapentake.places.states import AreaKind

def stay(*args, **kwargs):
    print("half-way", flush=True)
    time.sleep(60)

path, guarded = Path(sys.argv[1]), sys.argv[2] == "guarded"
NOW, TODAY = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC), dt.date(2026, 11, 22)
def unguarded(module, act):
    module.lock_places = lambda: None
    return act.__wrapped__
"""
POSTCODES = """
rows, source = read_code_point([path])
postcodes.place_postcodes = stay
postcodes._STAGING = postcodes._STAGING.replace(" ON COMMIT DROP", "")
act = actions.load_postcodes if guarded else unguarded(postcodes, actions.load_postcodes)
act(rows, source, live=True, on=TODAY, by=None, at=NOW)
"""
BOUNDARIES = """
areas = [LoadedArea(*row) for row in read_areas(str(path), r"E05\\d{6}", "E08000018")]
boundaries.draw = stay
act = actions.load_boundary_set if guarded else unguarded(boundaries, actions.load_boundary_set)
act(areas, Source("f", "0" * 64), kind=AreaKind.WARD, from_date=dt.date(2021, 5, 6), by=None, at=NOW)
"""
SWITCH = """
boundaries.place_postcodes = stay
chosen = boundaries.BoundarySet.objects.get(state="loaded")
act = actions.switch_boundary_set if guarded else unguarded(boundaries, actions.switch_boundary_set)
if not guarded:
    boundaries.BoundarySet.objects.select_for_update = lambda: boundaries.BoundarySet.objects.all()
act(chosen, on=TODAY, by=None, at=NOW)
"""


def child(address, script, *arguments):
    env = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings"}
    code = textwrap.dedent(BEGIN) + textwrap.dedent(script)
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def kill_half_way(address, script, path, guard):
    """Run a script until it says that it is half-way, then kill it and wait until the server has let go."""
    process = child(address, script, path, guard)
    said = process.stdout.readline().strip()
    process.send_signal(signal.SIGKILL)
    _, error = process.communicate()
    assert said == "half-way", error[-2000:]


@pytest.fixture
def town(committed_db, tmp_path):
    """Set up the small borough in a database that commits, with a file of postcodes and one of boundaries."""
    actions.set_up_council(borough(), by=None, at=AT)
    (tmp_path / "wards.geojson").write_text(json.dumps(collection(new_wards())))
    spots = [f"S6{a} {c}{d}{e}" for a in range(10) for c in range(10) for d in "ABDEFGHJLN" for e in "ABDEFGHJLN"]
    rows = [(pc, 440_590 + n % 20, 390_580 + n % 20, OURS, "") for n, pc in enumerate(spots)]
    (tmp_path / "s.csv").write_text(code_point(rows))
    return committed_db, tmp_path


@pytest.mark.parametrize("guard", ["guarded", "unguarded"])
def test_postcodes_killed_half_way(town, guard):
    address, folder = town
    before = state()
    kill_half_way(address, POSTCODES, folder / "s.csv", guard)
    if guard == "guarded":
        assert state() == before
        assert not Postcode.objects.exists()
    else:
        assert Postcode.objects.exists()  # the control: postcodes without wards, and no audit record


@pytest.mark.parametrize("guard", ["guarded", "unguarded"])
def test_boundaries_killed_half_way(town, guard):
    address, folder = town
    before = state()
    kill_half_way(address, BOUNDARIES, folder / "wards.geojson", guard)
    if guard == "guarded":
        assert state() == before
    else:
        assert BoundarySet.objects.exists()  # the control: a set without an area
        assert not Boundary.objects.exists()


@pytest.mark.parametrize("guard", ["guarded", "unguarded"])
def test_a_switch_killed_half_way(town, guard):
    address, folder = town
    call_command("load_boundaries", str(folder / "wards.geojson"))
    BoundarySet.objects.update(state="loaded")
    before = state()
    kill_half_way(address, SWITCH, folder / "wards.geojson", guard)
    if guard == "guarded":
        assert state() == before
    else:
        assert BoundarySet.objects.get().state == "active"  # the control: switched, and no postcode moved


LOAD = """
rows, source = read_code_point([path])
print("begun", flush=True)
actions.load_postcodes(rows, source, live=True, on=TODAY, by=None, at=NOW)
print("done", flush=True)
time.sleep(60)
"""


def _kill_after(address, path, wait):
    process = child(address, LOAD, path, "guarded")
    assert process.stdout.readline().strip() == "begun", process.stderr.read()[-2000:]
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    return "done" in said


@pytest.mark.parametrize("tries", [3, pytest.param(20, marks=pytest.mark.nightly)])
@pytest.mark.timeout(900)
def test_killed_at_random_the_state_is_before_or_after(town, tries):
    address, folder = town
    call_command("load_boundaries", str(folder / "wards.geojson"))
    before, after = state(), None
    rows = (folder / "s.csv").read_text()
    chance = random.Random(5)
    for _ in range(tries):
        done = _kill_after(address, folder / "s.csv", chance.uniform(0.0, 0.4))
        count = Postcode.objects.count()
        assert count in {0, rows.count("\n")}
        assert done <= bool(count)
        if count:
            after = state()
            break
        assert state() == before
    # Whatever was killed, the same file again gives the whole, and then nothing more.
    call_command("load_postcodes", str(folder / "s.csv"))
    assert Postcode.objects.filter(ward__isnull=False).count() == rows.count("\n")
    assert after is None or state() == after
    again = state()
    call_command("load_postcodes", str(folder / "s.csv"))
    assert state() == again
