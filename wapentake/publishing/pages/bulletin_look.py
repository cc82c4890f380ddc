"""How a bulletin's mail looks: for each thing in it the style that mail programs read, or the preview's class.

A mail is no page of the site: mail programs drop style sheets, so every cell carries its own style, as Outlook needs
it. The desk shows the same template with classes, and these styles as a sheet, under the policy of every page.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template import loader

LINE = re.compile(r"^\.m-(\w+) \{ (.*) \}$", re.MULTILINE)


@dataclass(frozen=True)
class Look:
    """`by` is the attribute that carries it: `style` in mail, `class` in the preview."""

    by: str
    of: dict[str, str]
    brand: str
    link: str


def mail_look() -> Look:
    """Return the styles of a mail."""
    return Look("style", dict(LINE.findall(preview_sheet())), settings.WAPENTAKE_BRAND, settings.WAPENTAKE_BRAND_LINK)


def preview_look() -> Look:
    """Return the same as classes."""
    classes = {name: f"m-{name}" for name, _ in LINE.findall(preview_sheet())}
    return Look("class", classes, settings.WAPENTAKE_BRAND, settings.WAPENTAKE_BRAND_LINK)


def preview_sheet() -> str:
    """Return the style sheet of the preview, in the council's colours."""
    names = {"brand": "WAPENTAKE_BRAND", "link": "WAPENTAKE_BRAND_LINK", "warm": "WAPENTAKE_BRAND_WARM"}
    colours = {name: getattr(settings, key) for name, key in names.items()}
    return loader.get_template("publishing/mail/look.css").render(colours)
