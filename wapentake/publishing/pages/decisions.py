"""The decisions that are explained: what a body decided for a ward, the last one first."""

import datetime as dt
from dataclasses import dataclass, replace

from ..queries import decisions_out, held_items, next_change, refs_of_items
from .public import NewsLine, decided_words, line_of, soonest

SHOWN = 200


@dataclass(frozen=True)
class DecisionsPage:
    """Every explained decision that is out, up to the number that the page shows."""

    lines: list[NewsLine]
    left_out: str
    refs: set[str]
    valid_until: dt.datetime | None


def decisions_page(at: dt.datetime) -> DecisionsPage:
    """Return the list at a moment, without what a publicity hold leaves out. Its dates are those of the decisions."""
    rows = list(decisions_out(at)[:SHOWN])
    held = held_items(rows, at)
    return DecisionsPage(
        lines=[replace(line_of(item), when=decided_words(item), kind="") for item in rows if item.pk not in held],
        left_out=next((one.sentence for one in held.values()), ""),
        refs={"news:all", *refs_of_items(rows)},
        valid_until=soonest(at, next_change(at)),
    )
