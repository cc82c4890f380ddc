"""What documents name and nobody finds is found; what is there is left alone."""

from pathlib import Path

import pytest

from architecture import documents

PLACES = "## Rooms\n\n| room | its words |\n|---|---|\n| `plans`, beside (`casework`) | priorities |\n\n## Floors\n"
HOUSE = {
    "Makefile": "check: install\n",
    "docs/where-does-it-go.md": PLACES,
    "wapentake/plans/rules/late.py": "def is_late(): ...\n",
    "wapentake/plans/rules/__init__.py": "",
    "wapentake/plans/tests/test_late.py": "class TestLate:\n    def test_one(self): ...\n",
    "wapentake/plans/management/commands/check_plans.py": "",
}
PLANTED = [
    ("[why](gone.md)", "gone.md: the link leads nowhere"),
    ("`plans/test_gone.py`", "plans/test_gone.py: there is no such file"),
    ("`plans/test_late.py::test_two`", "plans/test_late.py::test_two: the file defines no test_two"),
    ("`plans/test_late.py`, `::test_two`", "::test_two: the file defines no test_two"),
    ("`::test_one` of no file", "::test_one: the file defines no test_one"),
    ("`rules/late.py: was_late`", "rules/late.py: was_late: the file defines no was_late"),
    ("`rules.was_late`", "rules.was_late: no room has it"),
    ("`make tea`", "make tea: the Makefile has no such command"),
    ("    SINCE=2026 bin/wapentake check-tea", "wapentake check-tea: there is no such command"),
]
RIGHT = [
    "[why](docs/where-does-it-go.md#rooms), [elsewhere](https://www.gov.uk/gone)",
    "`plans/test_late.py::TestLate::test_one`, `::test_one`, `tests/test_late.py`",
    "`rules/late.py: is_late`, `rules.is_late`, `plans.rules.late`, `rules.py`, `late.py`",
    "`make check`, `wapentake check-plans`, `/etc/gone.py`, `is_late`; you make tea",
]


def said(root: Path, files: dict[str, str]) -> list[str]:
    """Write a house and return what the check says of it."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return [str(problem) for problem in documents.problems(root)]


@pytest.mark.parametrize(("line", "what"), PLANTED, ids=[line for line, _ in PLANTED])
def test_what_is_named_and_is_not_there(tmp_path: Path, line: str, what: str):
    assert said(tmp_path, {**HOUSE, "README.md": f"First\n{line}\n"}) == [f"README.md:2: {what}"]


def test_what_is_there(tmp_path: Path):
    assert said(tmp_path, {**HOUSE, "README.md": "\n".join(RIGHT)}) == []


@pytest.mark.parametrize(("room", "what"), [("(`plans`)", "plans: is built"), ("`news`", "news: is not built")])
def test_a_room_that_is_said_to_be_built_or_not(tmp_path: Path, room: str, what: str):
    [problem] = said(tmp_path, {**HOUSE, "docs/where-does-it-go.md": PLACES.replace("`plans`", room)})
    assert what in problem
