"""The demonstration's files of past awards: one brought in, and one that is kept with its faults."""

import csv
from pathlib import Path

from wapentake.foundation.files import Source, hash_of
from wapentake.funding import actions as funding
from wapentake.funding import rules
from wapentake.funding.models import AwardImport

from .world import World

FOLDER = Path(__file__).resolve().parent.parent / "data"
FINISHED, FAULTY = "ward-capital-2018-19.csv", "ward-grants-2019-20.csv"


def load_imports(world: World) -> None:
    """Bring one file in and keep another, as the finance officer would."""
    finance = world.people["colin"]
    found = _kept(world, FINISHED, ",")
    funding.apply_import(found, shown=rules.print_of_import(found), by=finance, at=world.at)
    _kept(world, FAULTY, ";")


def _kept(world: World, name: str, separator: str) -> AwardImport:
    path = FOLDER / name
    with path.open(encoding="utf-8", newline="") as file:
        headings, *lines = csv.reader(file, delimiter=separator)
    source = Source(name, hash_of(path))
    return funding.stage_import(enumerate(lines, 2), headings, source, by=world.people["colin"], at=world.at)
