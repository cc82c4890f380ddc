"""What the frame around every page says: navigation, who is signed in, the demonstration line.

Config names the callables in `WAPENTAKE_FRAME`; each takes the request and returns what its key says. A key that is
left out leaves its part of the frame out.
"""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from .pictures import NavLink

KEYS = (
    "navigation", "desk_navigation", "footer_links", "desk_footer_links", "sections", "who", "sign_out_href",
    "attribution",
)  # fmt: skip


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every page the frame's words; a context processor. Nothing here is asked before a layout uses it."""
    found: dict[str, Any] = {"demo_mode": settings.WAPENTAKE_DEMO}
    for key, dotted in getattr(settings, "WAPENTAKE_FRAME", {}).items():
        if key not in KEYS:
            raise ValueError(f"WAPENTAKE_FRAME has no {key}: it has {', '.join(KEYS)}.")
        found[key] = Later(dotted, request)
    return found


class Later:
    """Something about the frame that is worked out when a layout calls it: public pages never ask who is signed in."""

    def __init__(self, dotted: str, request: HttpRequest) -> None:
        self.dotted, self.request = dotted, request

    def __call__(self) -> Any:
        return import_string(self.dotted)(self.request)


def mark_current(links: list[NavLink], path: str) -> list[NavLink]:
    """Return the links with the one that leads nearest to a path marked as current."""
    nearest = max(links, key=lambda link: _shared(link, path), default=None)
    found = nearest if nearest is not None and _shared(nearest, path) else None
    return [replace(link, current=True, exact=link.href == path) if link is found else link for link in links]


def by_area(links: list[NavLink]) -> list[NavLink]:
    """Return links with those of one area under one word that leads to the first of them, in their order.

    An area says how much waits in all of it. One link alone stands as itself.
    """
    areas: dict[str, list[NavLink]] = {}
    for link in links:
        areas.setdefault(link.area or link.label, []).append(link)
    return [_area(name, inside) for name, inside in areas.items()]


def _area(name: str, inside: list[NavLink]) -> NavLink:
    if len(inside) == 1:
        return inside[0]
    current, count = any(link.current for link in inside), sum(link.count for link in inside)
    return NavLink(name, inside[0].href, current, count, within=tuple(inside))


def _shared(link: NavLink, path: str) -> int:
    """How much of a path lies below a link, as the length of what they share; 0 where it does not."""
    starts = [start for start in (link.href, *link.also) if path == start or (start != "/" and path.startswith(start))]
    return max((len(start) for start in starts), default=0)
