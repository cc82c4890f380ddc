"""The import contracts, each shown to catch what is planted in a small house."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A house of two rooms with a few floors, where everything is as it should be.
HOUSE = {
    "config/urls.py": "import wapentake.plans.urls",
    "wapentake/foundation/audit.py": "",
    "wapentake/foundation/changes.py": "",
    "wapentake/foundation/jobs.py": "",
    "wapentake/foundation/mail.py": "",
    "wapentake/design/words.py": "",
    "wapentake/places/models.py": "",
    "wapentake/places/queries.py": "from . import models",
    "wapentake/places/actions.py": "from . import queries",
    "wapentake/places/views.py": "from . import actions",
    "wapentake/plans/models.py": "from wapentake.places.models import *",
    "wapentake/plans/rules.py": "from . import models\nimport wapentake.places.queries",
    "wapentake/plans/actions.py": "from . import rules\nimport wapentake.foundation.audit, wapentake.places.actions",
    "wapentake/plans/forms.py": "from . import rules",
    "wapentake/plans/pages.py": "from . import forms, rules",
    "wapentake/plans/views.py": "from . import actions, forms, pages",
    "wapentake/plans/urls.py": "from . import views",
    "wapentake/funding/models.py": "import wapentake.plans.models",
    "wapentake/site/views.py": "import wapentake.funding.models",
    # Named by an exception of the contract, so they must be there.
    "wapentake/foundation/__init__.py": "from . import changes, mail",
}
LINKS = {"changes": "import wapentake.foundation.jobs", "mail": "import wapentake.foundation.jobs"}


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check a house with the contracts of this one."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", str(folder / "own.toml")]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": f"{folder}:{ROOT}"}
    )


def build(folder: Path, planted: dict[str, str]) -> None:
    """Write the house with what is planted in it, and the contracts beside it."""
    files = HOUSE | {f"wapentake/foundation/{name}.py": text for name, text in LINKS.items()} | planted
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n")
    for package in {path.parent for path in folder.rglob("*.py")} | {folder / "wapentake"}:
        (package / "__init__.py").touch()
    whole = (ROOT / "pyproject.toml").read_text()
    (folder / "own.toml").write_text(whole[whole.index("[tool.importlinter]") :])


def test_a_good_house_keeps_every_contract(tmp_path: Path):
    build(tmp_path, {})
    done = contracts(tmp_path)
    assert "0 broken" in done.stdout, done.stdout
    asked = tomllib.loads((tmp_path / "own.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert f"{len(asked)} kept" in done.stdout


PLANTED = [
    ("the house looks at config", {"wapentake/plans/rules.py": "import config.urls"}, "never looks at config"),
    ("a lower room looks up", {"wapentake/places/rules.py": "import wapentake.plans.models"}, "Rooms depend downwards"),
    ("foundation looks up", {"wapentake/foundation/files.py": "import wapentake.places.models"}, "Rooms depend"),
    ("neighbours meet", {
        "wapentake/casework/models.py": "", "wapentake/funding/rules.py": "import wapentake.casework.models",
    }, "Rooms depend downwards"),
    ("a room of no name", {"wapentake/misc/models.py": ""}, "Rooms depend downwards"),
    ("a floor of no name", {"wapentake/plans/utils.py": ""}, "Inside a room"),
    ("a rule acts", {"wapentake/plans/rules.py": "from . import actions"}, "Inside a room"),
    ("a model asks a query", {"wapentake/places/models.py": "from . import queries"}, "Inside a room"),
    ("an action reads a form", {"wapentake/plans/actions.py": "from . import forms"}, "Inside a room"),
    ("a page acts", {"wapentake/plans/pages.py": "from . import actions"}, "pages never look at actions"),
    ("in by the window", {"wapentake/plans/views.py": "import wapentake.places.views"}, "not a door"),
    ("a room as a whole", {"wapentake/plans/views.py": "import wapentake.places"}, "not a door"),
    ("a rule acts next door", {"wapentake/plans/rules.py": "import wapentake.places.actions"}, "climbs from rules"),
    ("models ask next door", {"wapentake/plans/models.py": "import wapentake.places.queries"}, "climbs from models"),
    ("a circle", {
        "wapentake/foundation/money.py": "import wapentake.foundation.audit",
        "wapentake/foundation/audit.py": "import wapentake.foundation.money",
    }, "No cycles"),
    ("foundation grows a drawer", {"wapentake/foundation/helpers.py": ""}, "wapentake.foundation.helpers"),
    ("design grows a drawer", {"wapentake/design/misc.py": ""}, "wapentake.design.misc"),
]  # fmt: skip


@pytest.mark.parametrize(("planted", "said"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED])
def test_what_is_planted_is_found(tmp_path: Path, planted: dict[str, str], said: str):
    build(tmp_path, planted)
    done = contracts(tmp_path)
    assert done.returncode == 1
    assert said in " ".join(done.stdout.split()), done.stdout
