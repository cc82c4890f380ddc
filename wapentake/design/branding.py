"""A council's colours and logo. Three colours are set; the rest is derived from them by contrast."""

import colorsys
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from .csp import tiles_host

WHITE, STONE = "#ffffff", "#f6f4ee"
DEFAULTS = ("#0e4045", "#0b5a60", "#a3420f")
LEAST = 4.5
ADDRESS = "brand/{}.css"
# Each derived colour by its contrast on white, and the least number of times the brand must stand out more than it:
# those of the colours that were drawn first, and paid money never looks like committed money.
FROM_BRAND = {
    "brand-mid": (4.5, 2.2),
    "brand-pale": (2.05, 2.2),
    "brand-soft": (1.6, 2.2),
    "brand-wash": (1.15, 2.2),
    "locality-1": (2.05, 2.2),
    "locality-2": (1.3, 2.2),
    "locality-3": (1.66, 2.2),
    "step-1": (1.18, 3.4),
    "step-2": (1.6, 2.7),
    "step-3": (2.6, 1.7),
    "step-4": (4.9, 1.3),
}


LOGO_ADDRESS = "brand/{}{}"
LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
LOGO_MOST = 200_000


class BadColour(ValueError):
    """A colour that cannot be used. Its message says why and what to do."""


class BadLogo(ValueError):
    """A logo that cannot be used. Its message says why and what to do."""


def _channels(colour: str) -> tuple[float, float, float]:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise BadColour(f"Write the colour “{colour}” as # and six figures, like #0e4045.")
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2). Raises BadColour."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def shade(colour: str, target: float, strength: float | None = None) -> str:
    """Return the colour's hue at a contrast on white. Paler shades are greyer, unless `strength` is given."""
    strength = strength or (0.56 if target >= 4 else 0.4)
    hue, _, saturation = colorsys.rgb_to_hls(*_channels(colour))
    dark, light = 0.0, 1.0
    found = colour
    for _ in range(24):
        middle = (dark + light) / 2
        rgb = colorsys.hls_to_rgb(hue, middle, saturation * strength)
        found = "#" + "".join(f"{round(channel * 255):02x}" for channel in rgb)
        dark, light = (middle, light) if contrast(found, WHITE) > target else (dark, middle)
    return found


def check(name: str, colour: str) -> None:
    """Raise BadColour when text in this colour could not be read on the pages' white and stone."""
    for paper, called in ((WHITE, "white"), (STONE, "the pages’ stone")):
        ratio = contrast(colour, paper)
        if ratio < LEAST:
            raise BadColour(
                f"{name} {colour} has a contrast of {ratio:.1f} to 1 on {called}. "
                f"Choose a darker colour, with {LEAST} to 1 or more."
            )


@dataclass(frozen=True)
class Palette:
    """The three colours that a council sets, checked, and the tokens made from them."""

    brand: str
    link: str
    warm: str

    def __post_init__(self) -> None:
        """Refuse colours that cannot be read. Raises BadColour."""
        for name, colour in (
            ("The brand colour", self.brand),
            ("The link colour", self.link),
            ("The warm colour", self.warm),
        ):
            check(name, colour)

    @property
    def tokens(self) -> dict[str, str]:
        """Every colour token by name, without the `--wt-` in front."""
        on_white = contrast(self.brand, WHITE)
        derived = {
            name: shade(self.brand, min(aim, max(1.08, on_white / apart))) for name, (aim, apart) in FROM_BRAND.items()
        }
        return {
            "brand": self.brand,
            "brand-link": self.link,
            "warm": self.warm,
            "brand-deep": shade(self.brand, max(15.2, on_white), 1),
            "step-5": self.brand,
            **derived,
            "warm-deep": shade(self.warm, 9.2, 1),
            "warm-wash": shade(self.warm, 1.14, 0.75),
        }

    @property
    def stylesheet(self) -> str:
        """The tokens as CSS, to be read after the built stylesheet."""
        lines = "".join(f"--wt-{name}:{colour};" for name, colour in self.tokens.items())
        return f":root{{{lines}}}\n"

    @property
    def digest(self) -> str:
        """A name for this stylesheet that changes with its content, so that browsers may keep it for ever."""
        return hashlib.sha256(self.stylesheet.encode()).hexdigest()[:16]


@lru_cache(maxsize=8)
def palette(brand: str, link: str, warm: str) -> Palette:
    """Return the palette of three colours. Raises BadColour."""
    return Palette(brand, link, warm)


@dataclass(frozen=True)
class Logo:
    """A council's logo as it is served: its content, its kind of file, and a name that changes with it."""

    content: bytes
    suffix: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:16]


@lru_cache(maxsize=4)
def logo_file(path: str) -> Logo:
    """Read a logo from disk. Raises BadLogo."""
    file = Path(path)
    if file.suffix not in LOGO_TYPES:
        raise BadLogo(f"The logo {path} is neither an SVG nor a PNG. Save it as one of these.")
    try:
        content = file.read_bytes()
    except OSError:
        raise BadLogo(f"The logo {path} cannot be read. Check WAPENTAKE_LOGO and the file’s permissions.") from None
    if len(content) > LOGO_MOST:
        raise BadLogo(f"The logo {path} is larger than 200 kB. It is drawn 36 pixels high: save a smaller one.")
    return Logo(content, file.suffix)


class Brand:
    """The council as the layouts ask about it, read from the settings each time."""

    @property
    def site_name(self) -> str:
        return str(settings.WAPENTAKE_SITE_NAME)

    @property
    def area(self) -> str:
        """What the council calls its area in a sentence, such as borough."""
        return str(settings.WAPENTAKE_AREA)

    @property
    def team(self) -> str:
        """The team of the council that works with the wards."""
        return str(settings.WAPENTAKE_TEAM)

    @property
    def contact_email(self) -> str:
        """Whom residents may write to."""
        return str(settings.WAPENTAKE_CONTACT_EMAIL)

    @property
    def contact_phone(self) -> str:
        """Where residents may call; empty where the council gave no number."""
        return str(settings.WAPENTAKE_CONTACT_PHONE)

    @property
    def postcode(self) -> str:
        """A postcode of the area, as an example."""
        return str(settings.WAPENTAKE_POSTCODE)

    @property
    def tiles(self) -> str:
        """The address of tiles of a map of streets; empty where there is none, or none that can be used."""
        return str(settings.WAPENTAKE_TILES) if self.tiles_host else ""

    @property
    def tiles_host(self) -> str:
        """Where those tiles come from, without what is asked for."""
        return tiles_host(settings.WAPENTAKE_TILES)

    @property
    def tiles_attribution(self) -> str:
        """Who drew those tiles."""
        return str(settings.WAPENTAKE_TILES_ATTRIBUTION)

    @property
    def logo(self) -> Logo | None:
        """The council's logo, drawn 36 pixels high; None for the program's own mark. Raises BadLogo."""
        path = str(settings.WAPENTAKE_LOGO)
        return logo_file(path) if path else None

    @property
    def logo_href(self) -> str:
        """The address of the logo, which changes with it; empty when there is none."""
        logo = self.logo
        return "/" + LOGO_ADDRESS.format(logo.digest, logo.suffix) if logo else ""

    @property
    def palette(self) -> Palette:
        return palette(settings.WAPENTAKE_BRAND, settings.WAPENTAKE_BRAND_LINK, settings.WAPENTAKE_BRAND_WARM)

    @property
    def theme_colour(self) -> str:
        return self.palette.brand

    @property
    def stylesheet_href(self) -> str:
        """The address of the council's colours; empty when they are the ones that the stylesheet is built with."""
        chosen = self.palette
        if (chosen.brand, chosen.link, chosen.warm) == DEFAULTS:
            return ""
        return "/" + ADDRESS.format(chosen.digest)


brand = Brand()
