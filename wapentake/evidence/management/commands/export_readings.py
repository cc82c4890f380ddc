"""`wapentake export-readings --indicator KEY --period 2025-04 [--method points]`: figures of wards as CSV."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused

from ... import queries
from ...documents import readings_csv
from ...pages import asked_for
from ...states import Method


class Command(BaseCommand):
    help = "Write an indicator’s figures of a period for the wards as CSV: area_code, category, value, method, error."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--indicator", required=True, metavar="KEY", help="see --indicator list")
        parser.add_argument("--period", default="", help="a month as 2025-04, a year as 2021; the newest without it")
        parser.add_argument("--method", choices=Method.values, help="the best that there is without it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["indicator"] == "list":
            for one in queries.indicators():
                self.stdout.write(f"{one.key}\t{one.name}")
            return
        try:
            method = Method(options["method"]) if options["method"] else None
            found = asked_for(options["indicator"], options["period"], method, on=calendars.today())
        except (LookupError, Refused) as error:
            raise CommandError(str(error)) from error
        for line in readings_csv(found.figures):
            self.stdout.write(line, ending="")
