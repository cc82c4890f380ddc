"""Ward plans as files."""

import csv
import datetime as dt
import io
from collections.abc import Iterator

from wapentake.foundation.files import plain_cell

from . import queries
from .models import Cycle

NAMED = ("List", "Name", "Wards that name it", "Ward code", "Ward", "Priority")


def borough_csv(on: dt.date, cycle: Cycle | None = None, key: str = "", outcome: int | None = None) -> Iterator[str]:
    """Yield the lines of a CSV: a line for each priority that names one, and one for what nobody names."""
    frameworks = queries.frameworks_named(on, cycle)
    named = queries.naming(queries.standing(on, cycle), frameworks)
    yield _line(NAMED)
    for framework in frameworks:
        for one in framework.outcomes.all():
            if (key and framework.key != key) or (outcome and one.pk != outcome):
                continue
            wards = named.get(one.pk, {})
            begin = (framework.name, one.name, len(wards))
            if not wards:
                yield _line((*begin, "", "", ""))
            for priority in (each for mine in wards.values() for each in mine):
                yield _line((*begin, priority.ward.code, priority.ward.name, priority.title))


def _line(cells: tuple[str | int, ...]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(
        [plain_cell(one) if isinstance(one, str) else one for one in cells]
    )
    return text.getvalue()
