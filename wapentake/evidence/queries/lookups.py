"""What lookups say of areas."""

from collections import Counter

from ..models import AreaLookup
from ..states import LookupKind


def lookup(kind: LookupKind) -> dict[str, list[str]]:
    """Return, for each area, what a lookup leads it to."""
    found: dict[str, list[str]] = {}
    for code, into in AreaLookup.objects.filter(kind=kind).order_by("code", "into").values_list("code", "into"):
        found.setdefault(code, []).append(into)
    return found


def unchanged_areas() -> dict[str, str]:
    """Return the small areas of 2011 that one of 2021 took over alone and whole, by their codes."""
    led = lookup(LookupKind.AREAS)
    heirs = Counter(into for parts in led.values() for into in parts)
    return {code: parts[0] for code, parts in led.items() if len(parts) == 1 and heirs[parts[0]] == 1}
