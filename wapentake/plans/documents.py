"""Ward plans and service notices as files."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import Any

from wapentake.foundation.calendars import london_date
from wapentake.foundation.files import plain_cell

from . import queries
from .models import Cycle, InputCall
from .pages import ServiceLine
from .rules import owner_words
from .states import PROGRESS_COLUMNS

BOM = "\ufeff"
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


NOTICE_HEADS = (
    "Number", "Service", "Kind", "What is coming", "What it means", "Wards", "Where", "First day", "Last day",
    "Stands", "Version", "Told on", "Days of warning", "Members told", "Acknowledged", "Who may read it", "Link",
)  # fmt: skip
REPORT_HEADS = (
    "Service", "Notices", "Told late", "Median days of warning", "Members told", "Acknowledged", "Questions",
    "Not answered yet",
)  # fmt: skip


def notices_csv(rows: Iterable[Any]) -> Iterator[str]:
    """Yield notices as CSV, a line each; contacts stay at the desk."""
    yield _line(NOTICE_HEADS)
    for row in rows:
        yield _line(_notice_cells(row))


def _notice_cells(row: Any) -> tuple[str | int, ...]:
    return (
        row.pk, row.service.name, row.get_kind_display(), row.title, row.what,
        "; ".join(ward.name for ward in row.wards.all()), row.place, row.begins_on.isoformat(), _day(row.ends_on),
        row.get_state_display(), row.version, _day(london_date(row.given_at) if row.given_at else None),
        "" if row.warning is None else row.warning, row.told_count, row.acknowledged,
        "Everybody" if row.public else "Councillors and officers", row.link,
    )  # fmt: skip


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def notice_report_csv(lines: Iterable[ServiceLine]) -> Iterator[str]:
    """Yield how each service keeps it, a line each."""
    yield _line(REPORT_HEADS)
    for one in lines:
        median = f"{one.median:g}"
        yield _line((one.name, one.notices, one.late, median, one.told, one.acknowledged, one.asked, one.waiting))


def actions_csv(rows: Any) -> Iterator[str]:
    """Yield the lines of a CSV of actions, in the shape in which their progress can be given back.

    A spreadsheet takes its byte order mark for UTF-8.
    """
    yield BOM + _line(PROGRESS_COLUMNS)
    for action in rows.iterator(chunk_size=500):
        yield _line(_action_cells(action))


def _action_cells(action: Any) -> tuple[str, ...]:
    return (
        str(action.pk), str(action.version), action.priority.ward.name, action.priority.title, action.text,
        owner_words(action), _day(action.due_on), "", action.state, _day(action.done_on), action.blocked_by,
        action.unblocks, action.latest or "", "",
    )  # fmt: skip


def csv_lines(heads: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Yield the lines of a list with its headings."""
    yield _line(tuple(heads))
    yield from (_line(tuple(row)) for row in rows)


def input_answers_csv(call: InputCall, rows: Iterable[Any]) -> Iterator[str]:
    """Yield the answers to a call as CSV, a line each; names, addresses and communities stay at the desk."""
    questions = list(call.questions.all())
    yield _line(("Answer", "Version", "From", "How it came", "When", "Speaks to", "May be quoted",
                 *(one.text for one in questions)))  # fmt: skip
    for row in rows:
        texts = {one.question_id: one.text for one in row.texts.all()}
        yield _line((
            row.reference, row.version, str(row.body or row.ward or "Not said"), row.get_channel_display(),
            london_date(row.at).isoformat(), "; ".join(sorted(str(mark.priority) for mark in row.marks.all())),
            "Yes" if row.may_quote and not row.withheld else "No", *(texts.get(one.pk, "") for one in questions),
        ))  # fmt: skip


def _line(cells: tuple[str | int, ...]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(
        [plain_cell(one) if isinstance(one, str) else one for one in cells]
    )
    return text.getvalue()
