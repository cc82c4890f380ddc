"""`wapentake send-bulletin ID`: begin to send an approved bulletin. Workers send it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.people.queries import user_by_email

from ... import actions, queries
from ...models import Bulletin


class Command(BaseCommand):
    help = "Put an approved bulletin's mails into the outbox. `wapentake worker` processes send them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which bulletin, and in whose name."""
        parser.add_argument("id", type=int, help="the number in the bulletin's address at the desk")
        parser.add_argument("--by", default="", help="the e-mail address of who sends it, if not who approved it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin."""
        found = Bulletin.objects.filter(pk=options["id"]).select_related("approved_by").first()
        if found is None:
            raise CommandError(f"There is no bulletin {options['id']}.")
        by = user_by_email(options["by"]) if options["by"] else found.approved_by
        if by is None:
            raise CommandError("Nobody has approved it yet." if not options["by"] else f"Nobody is {options['by']}.")
        try:
            found = actions.start_sending(found, by=by, at=calendars.now())
        except Refused as refused:
            raise CommandError(refused.reason) from None
        self.stdout.write(f"{queries.report_of(found).intended:,} mails are in the outbox. Workers send them.")
