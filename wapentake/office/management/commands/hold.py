"""`wapentake hold`: leave out what promotes, from one day to another, such as before an election."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.design.words import count_of
from wapentake.foundation import calendars
from wapentake.foundation.calendars import LONDON, london_date, start_of_day
from wapentake.foundation.verdicts import Refused
from wapentake.office import actions
from wapentake.office.queries import moment_words, pages_held, public_page
from wapentake.office.rules import Holding, page_path
from wapentake.places.models import Ward
from wapentake.places.queries import ward_by_slug, wards_on

from ..publicity import who_acts


class Command(BaseCommand):
    """The same rules as at the desk: the Monitoring Officer sets it, and the audit says so."""

    help = "Hold publicity in a ward, on a page or in the whole council: facts stay, what promotes is left out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", required=True, dest="starts", metavar="DATE", help="when it begins: 2027-03-30")
        parser.add_argument("--until", required=True, metavar="DATE", help="when it is over: 2027-05-07, or at a time")
        parser.add_argument("--reason", required=True, help="why: residents read it in place of what is left out")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the Monitoring Officer’s address")
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--ward", metavar="SLUG", help="in one ward, as its page’s address names it")
        where.add_argument("--page", metavar="PATH", help="on one page: /wards/boston-castle/")
        where.add_argument("--whole-council", action="store_true", help="everywhere")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, hold, say what was done."""
        at = calendars.now()
        by = who_acts(options["by"])
        ward = _ward(options["ward"], london_date(at)) if options["ward"] else None
        page = _page(options["page"]) if options["page"] else ""
        starts, ends = _moment(options["starts"], "--from"), _moment(options["until"], "--until")
        said = Holding(starts, ends, options["reason"], ward, page)
        try:
            made = actions.hold_publicity(said, by=by, at=at)
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        count = pages_held(said.refs)
        span = f"from {moment_words(made.starts)} until {moment_words(ends)}"
        self.stdout.write(f"Hold {made.pk}: {span}. It covers {count_of(count, 'page')}, which are made anew for it.")


def _ward(slug: str, on: dt.date) -> Ward:
    if (found := ward_by_slug(slug, on)) is None:
        slugs = ", ".join(ward.slug for ward in wards_on(on)) or "none: load the boundaries first"
        raise CommandError(f"No ward has the address {slug}. The wards are: {slugs}.")
    return found


def _page(text: str) -> str:
    path = page_path(text)
    if public_page(path) is None:
        raise CommandError(f"Nothing is published at {path}: copy the address from the browser’s address bar.")
    return path


def _moment(text: str, option: str) -> dt.datetime:
    """Return a moment from a date, whose beginning it is, or from a date and a time, in London."""
    try:
        if len(text) <= len("2027-05-07"):
            return start_of_day(dt.date.fromisoformat(text))
        found = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{option} {text}: write a date like 2027-05-07, or 2027-05-06T22:00.") from error
    return found if found.tzinfo else found.replace(tzinfo=LONDON)
