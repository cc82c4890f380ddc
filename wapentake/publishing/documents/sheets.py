"""Pages as bytes: the figures of subscriptions as CSV, and the lines of a list that are left out."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from wapentake.foundation.files import plain_cell
from wapentake.places.models import Ward

from ..queries.subscription_figures import Movement
from ..rules import ListLine
from ..states import JoinedBy, LineOutcome


def subscriptions_csv(found: Movement, wards: Iterable[Ward]) -> Iterator[str]:
    """Yield joins and leaves by month, ward and source: counts alone."""
    names = {ward.pk: (ward.code, ward.name) for ward in wards}
    yield _line(["month", "ward_code", "ward", "source", "joined", "left"])
    keys = sorted({*found.joins, *found.leaves}, key=lambda key: (key[0], key[1] or 0, key[2]))
    for key in keys:
        month, ward, source = key
        if found.joins[key] or found.leaves[key]:
            code, name = names.get(ward or 0, ("", "Whole area, followed, or an earlier ward"))
            label = str(JoinedBy(source).label)
            yield _line([f"{month:%Y-%m}", code, name, label, found.joins[key], found.leaves[key]])


def left_out_csv(lines: Sequence[ListLine]) -> Iterator[str]:
    """Yield the lines of a list that do not come in, with what to do."""
    yield _line(["line", "outcome", "why"])
    for one in lines:
        if one.why:
            yield _line([one.number, str(LineOutcome(one.outcome).label), one.why])


def views_csv(rows: Iterable[tuple[str, str, int]]) -> Iterator[str]:
    """Yield unique views as CSV, a page a line."""
    yield _line(["Month", "Page", "Unique views"])
    for row in rows:
        yield _line(row)


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(
        plain_cell(cell) if isinstance(cell, str) else cell for cell in cells
    )
    return text.getvalue()
