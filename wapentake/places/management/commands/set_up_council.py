"""`wapentake set-up-council [FILE]`: a council's wards, localities, parishes and named places."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile
from wapentake.foundation.verdicts import Refused
from wapentake.places import actions
from wapentake.places.queries import active_set
from wapentake.places.readers.council import DATA, read_council


class Command(BaseCommand):
    help = (
        "Set up a council's places from a JSON file (Rotherham's without one); adds what is missing, changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=DATA / "rotherham.json")
        parser.add_argument(
            "--schematic", action="store_true", help="draw a schematic map too, unless boundaries are in use"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now, today = calendars.now(), calendars.today()
        try:
            data, source = read_council(options["file"])
            added = actions.set_up_council(data, by=None, at=now, source=source)
            if options["schematic"] and active_set(today) is None:
                drawn = actions.draw_schematic_boundaries(data.points, on=today, by=None, at=now)
                self.stdout.write(f"{drawn.name}: drawn and in use.")
        except (BadFile, Refused) as error:
            raise CommandError(str(error)) from error
        said = ", ".join(f"{count} {name}" for name, count in added.items())
        self.stdout.write(f"{data.name}: added {said}." if said else f"{data.name}: everything is there already.")
