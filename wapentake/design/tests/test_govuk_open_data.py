"""The components' HTML against GOV.UK Frontend's own fixtures, parsed, so that white space does not count.

Run with WAPENTAKE_OPEN_DATA: the folder holds `govuk-frontend-fixtures/<component>/fixtures.json` of release 6.6.0.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
from markupsafe import Markup

from wapentake.design.govuk import render

FOLDER = Path(os.environ.get("WAPENTAKE_OPEN_DATA", "")) / "govuk-frontend-fixtures"
HERE = bool(os.environ.get("WAPENTAKE_OPEN_DATA")) and FOLDER.is_dir()
# The components that our pages use. Header, footer, service navigation and skip link are our own frame.
USED = (
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "fieldset",
    "file-upload",
    "generic-header",
    "hint",
    "input",
    "inset-text",
    "label",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "radios",
    "select",
    "skip-link",
    "summary-list",
    "table",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
)
# Where the macros (which follow release 6.3) say something else than release 6.6, and why it does not matter to us.
DIFFERENT = [
    (
        "button",
        "Release 6.6 puts a start button's HTML in a span. We have no start buttons with HTML.",
        ["start link with html"],
    ),
    (
        "character-count",
        "Release 6.6 says what is counted (data-count-type). Ours count characters, which is what both do unasked.",
        [
            "with maxwords",
            "with count type 'length'",
            "with count type 'characters'",
            "with count type 'characters' and value",
            "with count type 'characters' and error message",
            "with count type 'characters' and threshold",
            "with count type 'words'",
            "with count type 'words' and value",
            "with count type 'words' and error message",
            "with count type 'words' and threshold",
        ],
    ),
    (
        "date-input",
        "Release 6.6 also takes day, month, year and values. The bridge gives items, with their values.",
        [
            "with translations",
            "with values",
            "with values and name prefix",
            "with values, name prefix and custom names",
            "day and month",
            "month and year",
            "with errors only",
            "with errors only (using classes)",
            "with error message and hint",
            "with error on day input",
            "with error on month input",
            "with error on year input",
            "with field value",
            "with field value overriding values",
            "with error message and described by",
            "with error on single field",
            "with error on single field by omission",
            "with error on single field using classes",
        ],
    ),
    (
        "date-input",
        "Release 6.6 adds the boxes' widths and error classes to items. The bridge writes them: see test_forms.py.",
        [
            "with errors only (using items)",
            "with error message and hint (using items)",
            "with error on day input (using items)",
            "with error on month input (using items)",
            "with error on year input (using items)",
            "custom pattern",
            "custom inputmode",
            "with nested name",
            "with id on items",
            "suffixed id",
            "with item value",
            "with field value and items",
            "with field value and item value",
            "with field value, item value and values",
            "with error on single item",
            "with error on single item by omission",
            "items with classes",
            "items without classes",
        ],
    ),
    (
        "panel",
        "Interruption panels came after release 6.3. We have none.",
        [
            "interruption",
            "interruption-with-content-with-long-line-length",
            "interruption-with-headings-content-and-lists",
            "interruption with custom classes",
            "interruption, with actions classes and attributes",
            "interruption, submit action",
            "interruption, button link",
            "interruption, no actions",
            "interruption, no actions items",
        ],
    ),
]
NAMED = {(component, name) for component, _, names in DIFFERENT for name in names}


def fixtures() -> list[Any]:
    if not HERE:
        return [pytest.param("", {}, marks=pytest.mark.skip(reason="WAPENTAKE_OPEN_DATA is not set"))]
    found = []
    for component in USED:
        for fixture in json.loads((FOLDER / component / "fixtures.json").read_text())["fixtures"]:
            found.append(pytest.param(component, fixture, id=f"{component}: {fixture['name']}"))
    return found


def trusted(value: Any) -> Any:
    """The fixtures' HTML is meant as HTML: mark it so, as a template of ours would."""
    if isinstance(value, dict):
        return {
            k: Markup(v) if isinstance(v, str) and k.lower().endswith("html") else trusted(v) for k, v in value.items()
        }
    return [trusted(item) for item in value] if isinstance(value, list) else value


def tree(html: str) -> list[Any]:
    """HTML as nested lists: tag, sorted attributes, children; white space folded, empty text gone."""
    return [node(child) for child in html5lib.parseFragment(html, namespaceHTMLElements=False)]


def words(text: str | None) -> list[str]:
    folded = re.sub(r"\s+", " ", text or "").strip()
    return [folded] if folded else []


def node(element: Any) -> list[Any]:
    if not isinstance(element.tag, str):
        return ["comment"]
    attributes = sorted((str(k), " ".join(v.split()) if k == "class" else v.strip()) for k, v in element.attrib.items())
    children = words(element.text)
    for child in element:
        children += [node(child), *words(child.tail)]
    return [element.tag.split("}")[-1], attributes, children]


def rendered(component: str, fixture: dict[str, Any]) -> list[Any]:
    return tree(render(component.replace("-", "_"), trusted(fixture["options"])))


@pytest.mark.parametrize(("component", "fixture"), fixtures())
def test_a_component_is_as_its_fixture_says(component: str, fixture: dict[str, Any]) -> None:
    same = rendered(component, fixture) == tree(fixture["html"])
    assert same != ((component, fixture["name"]) in NAMED)


def test_the_fixtures_were_found() -> None:
    """In CI the folder is given; elsewhere this says only that nothing was compared."""
    assert not HERE or len(fixtures()) > 300
