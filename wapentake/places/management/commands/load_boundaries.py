"""`wapentake load-boundaries FILE`: load, compare with what is in use, switch."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wapentake.foundation import calendars
from wapentake.foundation.calendars import long_date
from wapentake.foundation.files import BadFile
from wapentake.foundation.verdicts import Refused
from wapentake.places import actions
from wapentake.places.models import BoundarySet
from wapentake.places.queries import active_set, area_index, standing_days
from wapentake.places.readers.boundaries import read_boundaries
from wapentake.places.rules import Move, moved
from wapentake.places.states import AreaKind, SetState

ATTRIBUTION = "Contains OS data © Crown copyright and database right. Source: Office for National Statistics, OGL v3.0."


class Command(BaseCommand):
    help = "Load boundaries from a GeoJSON file, say what changes, and put them to use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=AreaKind.values, default=AreaKind.WARD.value)
        parser.add_argument("--from", dest="from_date", type=dt.date.fromisoformat, help="first day, like 2021-05-06")
        parser.add_argument("--to", dest="to_date", type=dt.date.fromisoformat, help="first day on which it is not so")
        parser.add_argument("--name", default="")
        parser.add_argument("--attribution", default=ATTRIBUTION)
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = AreaKind(options["kind"])
        try:
            areas, source = read_boundaries(options["file"], kind, settings.WAPENTAKE_COUNCIL_CODE)
            codes, asked = [area.code for area in areas], (options["from_date"], options["to_date"])
            begins, ends = standing_days(codes, kind, *asked, calendars.today())
            with transaction.atomic():
                chosen, new = actions.load_boundary_set(
                    areas, source, kind=kind, from_date=begins, to_date=ends, by=None, at=calendars.now(),
                    name=options["name"], attribution=options["attribution"],
                )  # fmt: skip
                self._switch(chosen, new)
                if options["dry_run"]:
                    transaction.set_rollback(True)
                    self.stdout.write("Nothing was changed: this was a dry run.")
        except Refused as error:
            raise CommandError(f"{options['file'].name}: {error}") from error
        except BadFile as error:
            raise CommandError(str(error)) from error

    def _switch(self, chosen: BoundarySet, new: bool) -> None:
        if chosen.state == SetState.ACTIVE:
            self.stdout.write(f"{chosen.name} is in use already: nothing to change.")
            return
        before = active_set(chosen.from_date, AreaKind(chosen.kind))
        moves = moved(area_index(before).areas if before else (), area_index(chosen).areas)
        self._compare(before, chosen, moves)
        actions.switch_boundary_set(chosen, on=calendars.today(), by=None, at=calendars.now())
        until = f" to {long_date(chosen.to_date - calendars.DAY)}" if chosen.to_date else " on"
        self.stdout.write(
            f"{chosen.name}: {len(moves)} areas, in use from {long_date(chosen.from_date)}{until}."
            f"{'' if new else ' (It was loaded before.)'}"
        )

    def _compare(self, before: BoundarySet | None, chosen: BoundarySet, moves: list[Move]) -> None:
        if before is None:
            self.stdout.write("No boundaries were in use for those days.")
            return
        self.stdout.write(f"Compared with {before.name}:")
        for move in moves:
            if move.kind != "same":
                self.stdout.write(f"  {move.words}")
        same = sum(move.kind == "same" for move in moves)
        self.stdout.write(f"  {same} of {len(moves)} areas stay as they are.")
