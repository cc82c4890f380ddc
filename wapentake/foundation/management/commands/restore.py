"""`wapentake restore FILE`: put a backup in the place of what is here. Sending stays off afterwards."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import calendars
from wapentake.foundation.operations.backups import restore
from wapentake.foundation.operations.bundle import BadBackup


class Command(BaseCommand):
    help = "Check a backup, load it beside the present database, prove it, and exchange the two."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="there are records here, and they may be replaced")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            aside = restore(options["file"], at=calendars.now(), replace=options["replace"], say=self.stdout.write)
        except BadBackup as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"Restored. What was here is kept as the database {aside}, and its files in the folder\n"
            "files-before-… beside the new ones. Delete both once you are sure: no later erasure reaches them.\n"
            "No mail is sent until you have looked and run: wapentake resume-sending\n"
            "The desk is closed to all but administrators until one confirms on /desk/people/ who holds which role;\n"
            "where no administrator is left: wapentake confirm-roles"
        )
