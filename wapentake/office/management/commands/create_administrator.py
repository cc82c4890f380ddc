"""`wapentake create-administrator EMAIL`: the first person who can give roles."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.office import actions
from wapentake.people.queries import password_link


class Command(BaseCommand):
    """Makes the account if there is none, gives the role, and prints the link to choose a password."""

    help = "Make somebody an administrator. Prints a link with which they choose a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address with which they sign in")
        parser.add_argument("--name", default="", help="their full name; the address without it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the administrator."""
        email = options["email"].strip()
        try:
            validate_email(email)
            user = actions.create_administrator(email, options["name"] or email.partition("@")[0], at=calendars.now())
        except ValidationError as error:
            raise CommandError(f"“{email}” is not an e-mail address.") from error
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(f"{user.name} is an administrator. They choose a password here, within three days:")
        self.stdout.write(password_link(user))
