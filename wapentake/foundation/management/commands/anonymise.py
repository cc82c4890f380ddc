"""`wapentake anonymise --this-is-a-copy`: take people out of a restored copy."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import calendars
from wapentake.foundation.operations.anonymise import anonymise
from wapentake.foundation.verdicts import Refused


class Command(BaseCommand):
    help = "Overwrite every word about a person in a restored copy, for tests and training. It cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--this-is-a-copy", action="store_true", help="the council’s own records are elsewhere")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["this_is_a_copy"]:
            raise CommandError("This cannot be undone. If these records are a copy, say so: --this-is-a-copy.")
        try:
            written = anonymise(at=calendars.now(), say=self.stdout.write)
        except Refused as refused:
            raise CommandError(refused.reason) from None
        self.stdout.write(
            f"{written:,} rows have no word about a person any more. The database that the restore set aside, and the\n"
            "folder files-before-…, still have: delete both. Nobody can sign in: make an administrator with\n"
            "wapentake create-administrator EMAIL. Pages are stored again by: wapentake publish --all"
        )
