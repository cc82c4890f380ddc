"""The desk's pages about polls and empty seats."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.foundation.calendars import long_date
from wapentake.foundation.verdicts import Verdict

from ..models import Poll
from ..queries import elected_at, open_vacancies, poll_days, polls
from ..rules import may_elect_at, may_move_poll
from .councillors import span_words, vacancy_words


@dataclass(frozen=True)
class PollsPage:
    """All polls, and the seats that stand empty."""

    table: Table
    vacancies: list[tuple[str, str, str]]


@dataclass(frozen=True)
class PollPage:
    """One poll and whom it elected."""

    poll: Poll
    title: str
    changeover: str
    table: Table
    may_move: Verdict
    may_elect: Verdict


def title_of(poll: Poll) -> str:
    """A poll in words, like `By-election in Keppel, 15 October 2026`."""
    place = poll.ward or poll.parish
    where = f" in {place}" if place else ""
    return f"{poll.get_kind_display()}{where}, {long_date(poll.on)}"


def polls_page(on: dt.date) -> PollsPage:
    """Return every poll, newest first, and the vacancies of today."""
    rows = [
        Row(
            [
                Link(title_of(poll), reverse("office:poll", args=[poll.pk])),
                *((long_date(begins), elected) if may_elect_at(poll) else ("Elects no councillor", "")),
            ]
        )
        for poll, begins, elected in polls()
    ]
    columns = [Column("Poll"), Column("In office from"), Column("Elected", numeric=True)]
    vacancies = [
        (
            vacancy_words(one),
            f"Declared on {long_date(one.declared_on)}." if one.declared_on else "Not declared yet.",
            reverse("office:declare_vacancy", args=[one.pk]),
        )
        for one in open_vacancies(on)
    ]
    return PollsPage(Table("Polls, newest first", columns, rows, empty="No poll is recorded yet."), vacancies)


def poll_page(poll: Poll, on: dt.date) -> PollPage:
    """Return one poll with those whom it elected."""
    rows = [Row([term.councillor.name, term.ward.name, span_words(term, on)]) for term in elected_at(poll)]
    columns = [Column("Councillor"), Column("Ward"), Column("Term")]
    table = Table("Elected", columns, rows, empty="Nobody who was elected is recorded yet.")
    return PollPage(
        poll, title_of(poll), long_date(poll_days(poll)), table, may_move_poll(poll, on), may_elect_at(poll)
    )
