"""`wapentake reinstate`: publish a page again that was withdrawn."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office import actions
from wapentake.office.rules import page_path
from wapentake.people.queries import user_by_email


class Command(BaseCommand):
    """It comes back as it is now."""

    help = "Publish a withdrawn page again, as it is now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PATH", help="the page’s address: /wards/boston-castle/")
        parser.add_argument("--reason", required=True, help="why: it is kept in the record")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="who does it: the address they sign in with")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say so."""
        if (by := user_by_email(options["by"])) is None:
            raise CommandError(f"Nobody signs in with {options['by']}: --by is the address of whoever does this.")
        path = page_path(options["path"])
        try:
            actions.reinstate_page(path, reason=options["reason"], by=by, at=calendars.now())
        except Refused as refused:
            raise CommandError(f"{path}: {refused.reason}") from refused
        self.stdout.write(f"{path} is published again, as it is now.")
