"""What the commands of publicity share: who acts, and a page that is withdrawn or put back."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office.rules import page_path
from wapentake.people.models import User
from wapentake.people.queries import user_by_email


def who_acts(email: str) -> User:
    """Return whoever signs in with an address; raises `CommandError`."""
    if (by := user_by_email(email)) is None:
        raise CommandError(f"Nobody signs in with {email}: --by is the address of whoever does this.")
    return by


class PageCommand(BaseCommand):
    """Does one thing to one page, in somebody's name and with a reason, and says so."""

    done = ""

    def act(self, path: str, *, reason: str, by: User, at: dt.datetime) -> None:
        """Do it. Raises `Refused`."""
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        """Which page, why, and in whose name."""
        parser.add_argument("path", metavar="PATH", help="the page’s address: /wards/boston-castle/")
        parser.add_argument("--reason", required=True, help="why: it is kept in the record")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="who does it: the address they sign in with")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say so."""
        by, path = who_acts(options["by"]), page_path(options["path"])
        try:
            self.act(path, reason=options["reason"], by=by, at=calendars.now())
        except Refused as refused:
            raise CommandError(f"{path}: {refused.reason}") from refused
        self.stdout.write(f"{path} {self.done}")
