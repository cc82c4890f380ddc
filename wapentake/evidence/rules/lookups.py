"""From areas that a lookup leads on to those that are divided among wards already."""

from collections.abc import Mapping, Sequence

from .fitting import Shares


def carried(
    led: Mapping[str, Sequence[str]], weights: Mapping[str, float], shares: Shares
) -> dict[str, dict[str, float]]:
    """Return what part of each old area lies in each ward, by way of the areas that it became.

    An area that was split is divided among its parts by their weights (their residents), or evenly where none is known.
    Parts that no ward is known for are left out, and the rest sums to 1.
    """
    found: dict[str, dict[str, float]] = {}
    for code, parts in led.items():
        known = [part for part in parts if shares.get(part)]
        weighed = {part: weights.get(part, 0.0) for part in known}
        even = not all(weighed.values())
        whole = len(known) if even else sum(weighed.values())
        wards: dict[str, float] = {}
        for part in known:
            for ward, share in shares[part].items():
                wards[ward] = wards.get(ward, 0.0) + share * (1 if even else weighed[part]) / whole
        if wards:
            found[code] = wards
    return found
