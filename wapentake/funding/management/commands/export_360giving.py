"""`wapentake export-360giving`: grants in the 360Giving Data Standard."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from wapentake.foundation import calendars

from ... import documents
from ..exporting import ExportCommand


class Command(ExportCommand):
    help = "Write the grants of a year, or of all years, as 360Giving JSON, or with --csv in its spreadsheet form."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which year, to where, and in which form."""
        super().add_arguments(parser)
        parser.add_argument("--csv", action="store_true", help="CSV in 360Giving's columns")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        year = self.year(options)
        if not (may := documents.may_be_given()):
            raise CommandError(may.reason)
        lines = documents.giving_csv(year) if options["csv"] else documents.giving_json(year, on=calendars.today())
        self.write(lines, options["to"])
