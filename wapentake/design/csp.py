"""What the content security policy lets in beyond the site itself: one inline script, and tiles of a map of streets."""

import re

# GOV.UK's, which says whether behaviours can run (design/enabled.html).
JS_ENABLED_HASH = "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='"

# Scheme and host stand in the policy, so nothing may be in them that would end a directive or name more hosts.
TILE_HOST = re.compile(r"https://[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\d{1,5})?(?=/)")
PLACES = ("{z}", "{x}", "{y}")


def tiles_fault(tiles: str) -> str:
    """Say in a sentence why an address of tiles cannot be used; empty where it can, or where there is none."""
    if not tiles:
        return ""
    like = "like https://tile.example.org/{z}/{x}/{y}.png"
    if not tiles.startswith("https://"):
        return f"WAPENTAKE_TILES must begin with https://, {like}. The map stays a drawing until then."
    if missing := [place for place in PLACES if place not in tiles]:
        return f"WAPENTAKE_TILES lacks {' and '.join(missing)}: write it {like}. The map stays a drawing until then."
    path = TILE_HOST.sub("", tiles, count=1)
    for place in PLACES:
        path = path.replace(place, "", 1)
    if not TILE_HOST.match(tiles) or re.search(r"[\s{}<>\"']", path):
        return f"WAPENTAKE_TILES must be one host and a path, {like}. The map stays a drawing until then."
    return ""


def tiles_host(tiles: str) -> str:
    """Return where tiles come from, as the policy names it; empty where they come from nowhere."""
    found = TILE_HOST.match(tiles)
    return found[0] if found and not tiles_fault(tiles) else ""
