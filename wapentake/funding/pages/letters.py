"""Letters to groups that have no e-mail address: the list, and one to print and post."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Pages, Row, Table
from wapentake.design.words import count_of
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles, co_ordinator_of

from .. import queries, rules
from ..models import Letter, Particulars

PER_PAGE = 50


@dataclass(frozen=True)
class LettersPage:
    lede: str
    lists: list[NavLink]
    table: Table
    pages: Pages


def letters_page(roles: Roles, asked: str, number: str) -> LettersPage:
    """Return the letters to post, longest waiting first, or those that went, newest first."""
    every = queries.letters_visible_to(roles)
    waiting, gone = every.filter(posted_on__isnull=True), every.filter(posted_on__isnull=False).order_by("-posted_on")
    chosen = "posted" if asked == "posted" else "waiting"
    page = Paginator(gone if chosen == "posted" else waiting, PER_PAGE).get_page(number)
    columns = [Column("Letter"), Column("To"), Column("Written"), Column("Posted")]
    count, here = waiting.count(), reverse("funding:letters")
    return LettersPage(
        lede=f"{count_of(count, 'letter')} to print and post." if count else "No letter waits to be posted.",
        lists=[
            NavLink("To post", f"{here}?list=waiting", chosen == "waiting", count),
            NavLink("Posted", f"{here}?list=posted", chosen == "posted", gone.count()),
        ],
        table=Table(
            "Letters to post" if chosen == "waiting" else "Letters that were posted",
            columns,
            [_row(letter) for letter in page.object_list],
            empty="There is none in this list.",
        ),
        pages=Pages.of(page.number, page.paginator.num_pages, f"?list={chosen}&page={{}}"),
    )


def _row(letter: Letter) -> Row:
    application = letter.application
    href = reverse("funding:letter", args=[letter.pk])
    return Row(
        [
            Link(letter.subject, href, f"{application.ward}, {application.title}"),
            str(application.organisation),
            long_date(london_date(letter.written_at)),
            long_date(letter.posted_on) if letter.posted_on else "Not yet",
        ]
    )


@dataclass(frozen=True)
class LetterPage:
    """One letter: to whom, its words, and whether it may be put down as posted."""

    title: str
    lede: str
    address: list[str]
    lacks_address: bool
    paragraphs: list[str]
    application: tuple[str, str]
    may_post: Verdict
    written: str


def letter_page(letter: Letter, roles: Roles) -> LetterPage:
    """Return a letter as whoever prints it sees it."""
    application = letter.application
    written, lines = long_date(london_date(letter.written_at)), _address(letter)
    return LetterPage(
        title=letter.subject,
        lede=f"Written on {written}. The group gave no e-mail address, so this goes by post.",
        address=lines,
        lacks_address=len(lines) <= len(_names(letter)),
        paragraphs=[*(part for part in letter.text.split("\n\n") if part.strip()), _whom_to_ask(letter, roles.on)],
        application=(application.reference, reverse("funding:application", args=[application.reference])),
        may_post=rules.may_post_letter(roles, letter),
        written=written,
    )


def _whom_to_ask(letter: Letter, on: dt.date) -> str:
    """Return to whom the group answers, since a letter has no link: the ward's co-ordinator by name, or the council."""
    helper = co_ordinator_of(letter.application.ward, on)
    who = f"ask {helper.user}, the neighbourhood co-ordinator, or " if helper else ""
    return f"To answer, or if anything is unclear, {who}write to {settings.WAPENTAKE_CONTACT_EMAIL}."


def _address(letter: Letter) -> list[str]:
    """Return the lines of an address, one below the other; the group's name alone where none was given."""
    given = Particulars.objects.filter(application=letter.application).values_list("postal_address", flat=True).first()
    lines = [line.strip() for line in (given or "").splitlines() if line.strip()]
    return _names(letter) + lines


def _names(letter: Letter) -> list[str]:
    return [name for name in (letter.application.contact_name, str(letter.application.organisation)) if name]
