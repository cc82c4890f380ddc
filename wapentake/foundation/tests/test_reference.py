"""The generated documentation is as the program would write it, and no setting is missing from it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from wapentake.foundation.management.commands.write_reference import pages
from wapentake.foundation.operations import reference

ROOT = Path(settings.ROOT)
SOURCES = [
    file
    for room in ("wapentake", "config")
    for file in sorted((ROOT / room).rglob("*.py"))
    if not {"tests", "migrations"} & set(file.parts)
]


@pytest.mark.parametrize("name", sorted(pages(ROOT)))
def test_the_committed_page_is_the_generated_one(name):
    kept = (ROOT / "docs" / "reference" / name).read_text()
    assert kept == pages(ROOT)[name], "Run `make reference` and commit what it writes."


def test_every_lifecycle_is_drawn():
    drawn = {path.rpartition(".")[2] for path in settings.WAPENTAKE_LIFECYCLES}
    made = {name for file in SOURCES for name in re.findall(r"^(\w+) = Lifecycle\(", file.read_text(), re.MULTILINE)}
    assert made == drawn, "Name it in WAPENTAKE_LIFECYCLES and run `make reference`."


def test_a_setting_tells_its_default_however_it_is_given():
    source = '# What it is for.\nA = env.str("A", "x")\n# And this.\nB = env.json("B", default=["y"])\n'
    assert [one.default for one in reference.settings_in(source)] == ["'x'", "['y']"]


def test_every_variable_that_the_program_reads_is_described():
    known = {setting.name for setting in reference.settings_in((ROOT / "config" / "settings.py").read_text())}
    known |= {setting.name for setting in reference.EARLY} | reference.TOLD_TO_CHILDREN
    read = {name: file for file in SOURCES for name in reference.read_elsewhere(file.read_text())}
    missing = {name: str(file.relative_to(ROOT)) for name, file in read.items() if name not in known}
    assert not missing, "Describe it in config/settings.py, or in EARLY of operations/reference.py."


def test_every_variable_that_is_described_is_read():
    read = set().union(*(reference.read_elsewhere(file.read_text()) for file in SOURCES))
    assert {setting.name for setting in reference.EARLY} <= read


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('import os\nx = os.environ["A"]', {"A"}),
        ('import os\nx = os.environ.get("A", "1") or os.getenv("B")', {"A", "B"}),
        ('import os\nos.environ["A"] = "1"', set()),
        ('environ["A"]', set()),
        ('import os\nos.environ.pop("A", None)', {"A"}),
    ],
)
def test_what_counts_as_reading_the_environment(source, names):
    assert reference.read_elsewhere(source) == names
