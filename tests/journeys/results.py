"""What the journeys looked at and what came of it, for the accessibility statement, which says nothing else.

`ACCESSIBILITY=write .venv/bin/pytest tests/journeys` notes each look and, once all is over and nothing failed, writes
wapentake/site/data/accessibility.json. What was not run is not in it.
"""

import datetime as dt
import json
import os
import re
from collections import defaultdict
from pathlib import Path

from tests.journeys.axe import AXE

FILE = Path(__file__).resolve().parents[2] / "wapentake" / "site" / "data" / "accessibility.json"
# What is looked at in each way, as the statement says it.
WAYS = {
    "axe": "Checked by axe-core {axe} in a real browser, against WCAG 2.2 A and AA and its best practices",
    "keyboard": "Passed by keyboard alone",
    "no_script": "Passed with JavaScript off",
    "phone": "Looked at 320 pixels wide",
    "modes": "Tried at 200% and 400% zoom, with text at 200%, with wider spacing, with forced colours and less motion",
    "heard": "What a screen reader is given compared with what a person has reviewed",
}
seen: dict[str, set[str]] = defaultdict(set)
VARIES = re.compile(r"[?#].*|[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]+-\d{4}-\d{4}")


def note(way: str, page: str) -> None:
    """Note that a page was looked at in some way and nothing was found. Addresses that differ by a key count once."""
    seen[way].add(VARIES.sub("", page))


def write(on: dt.date, *, failed: int) -> bool:
    """Write what was looked at, unless something failed: then a page does not do what the statement would say."""
    if os.environ.get("ACCESSIBILITY") != "write" or failed or not seen:
        return False
    before = json.loads(FILE.read_text(encoding="utf-8"))
    version = json.loads((AXE.parent / "package.json").read_text(encoding="utf-8"))["version"]
    runs = [
        {"way": way, "said": said.format(axe=version), "pages": len(seen[way]), "on": on.isoformat()}
        for way, said in WAYS.items()
        if seen[way]
    ]
    FILE.write_text(json.dumps({**before, "runs": runs}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return True
