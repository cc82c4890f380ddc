"""From values to places in a picture, as text in per cent: pictures reflow without squashing a stroke."""

from math import floor, log10


def percent(part: float, whole: float) -> str:
    """Return `part` of `whole` as `29.78%`; of nothing it is `0%`."""
    return as_percent(100 * part / whole) if whole else "0%"


def as_percent(number: float) -> str:
    """Return a number with at most two places and a percent sign, like `58%` or `8.33%`."""
    return f"{number:.2f}".rstrip("0").rstrip(".") + "%"


def place(value: float, lowest: float, highest: float, margin: float = 0) -> str:
    """Return where a value stands between two ends, kept `margin` per cent away from both edges and never outside."""
    if highest <= lowest:
        return as_percent(50)
    share = min(1.0, max(0.0, (value - lowest) / (highest - lowest)))
    return as_percent(margin + share * (100 - 2 * margin))


def round_top(value: float) -> float:
    """Return a round number at or above a value, for the top of an axis: 1, 2, 2.5 or 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value - 1e-12)


def plain(value: float, places: int = 1) -> str:
    """Return a number as people write it: `4`, `3.9`, `12,400`."""
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
