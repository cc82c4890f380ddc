"""axe in a page: WCAG 2.2 A and AA, best practice too, target size switched on; what is incomplete fails as well."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What axe cannot decide by itself and a person has looked at, with what they saw.
SIGNED_OFF = {
    "color-contrast": "Text over the map and hatched bars: looked at in the screenshots; the words stand beside them.",
}


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong on a page as it stands now, one line each."""
    # evaluate works under the strict content security policy; a script tag would be refused, as it should.
    page.evaluate(AXE.read_text())
    # What is found is shown as HTML, and no rule of these looks into style sheets: neither is prepared.
    found: dict[str, Any] = page.evaluate(
        """tags => axe.run(document, {
          runOnly: {type: 'tag', values: tags},
          rules: {'target-size': {enabled: true}},
          resultTypes: ['violations', 'incomplete'],
          preload: false, selectors: false,
        })""",
        TAGS,
    )
    lines = [line for rule in found["violations"] for line in _lines(rule, "")]
    lines += [
        line for rule in found["incomplete"] if rule["id"] not in SIGNED_OFF for line in _lines(rule, "undecided: ")
    ]
    return lines


def _lines(rule: dict[str, Any], before: str) -> list[str]:
    return [f"{before}{rule['id']}: {rule['help']}: {node['html'][:200]}" for node in rule["nodes"]]
