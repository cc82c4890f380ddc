"""`wapentake load-lookup FILE`: which small area became which, or which ward holds most of each."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile
from wapentake.foundation.verdicts import Refused

from ... import actions
from ...readers import read_lookup


class Command(BaseCommand):
    help = "Load a lookup of small areas, of 2011 to 2021 or of 2021 to wards, and fit readings by it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["files"]:
            try:
                self._load(path, dry=options["dry_run"])
            except BadFile as error:
                raise CommandError(str(error)) from error
            except Refused as error:
                raise CommandError(f"{path.name}: {error}") from error

    @transaction.atomic
    def _load(self, path: Path, *, dry: bool) -> None:
        read = read_lookup(path)
        found = actions.load_lookup(
            read.pairs, read.kind, read.source, on=calendars.today(), by=None, at=calendars.now()
        )
        self.stdout.write(f"{path.name} ({read.kind.label}): {len(read.pairs):,} lines read.")
        if found.elsewhere:
            self.stdout.write(f"  {found.elsewhere:,} are of other councils and were left out.")
        same = found.kept - found.new
        self.stdout.write(f"  {found.new:,} new, {found.gone:,} taken away, {same:,} as they are.")
        if dry:
            transaction.set_rollback(True)
            self.stdout.write("Nothing was changed: this was a dry run.")
