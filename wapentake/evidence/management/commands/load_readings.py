"""`wapentake load-readings FILE [--source KEY]`: read, say what changes, apply."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile
from wapentake.foundation.verdicts import Refused

from ... import actions, rules
from ...models import ReadingFile
from ...readers import open_file


class Command(BaseCommand):
    help = "Load readings from a file whose layout is known, and fit them to the wards."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--source", default="", metavar="KEY", help="the source’s key, where a file may be of several"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["files"]:
            try:
                self._load(path, options["source"], dry=options["dry_run"])
            except BadFile as error:
                raise CommandError(str(error)) from error
            except Refused as error:
                raise CommandError(f"{path.name}: {error}") from error

    @transaction.atomic
    def _load(self, path: Path, source: str, *, dry: bool) -> None:
        opened = open_file(path, source)
        today, now = calendars.today(), calendars.now()
        found, new = actions.stage_file(
            opened.rows(), opened.source, layout=opened.layout.key, source=source or opened.layout.source,
            retrieved_on=today, on=today, by=None, at=now,
        )  # fmt: skip
        if not new:
            self.stdout.write(f"{found.name} was applied before: nothing to change.")
            return
        self._say(found)
        if dry:
            transaction.set_rollback(True)
            self.stdout.write("Nothing was changed: this was a dry run.")
            return
        actions.apply_file(found, on=today, by=None, at=now)

    def _say(self, found: ReadingFile) -> None:
        counts = found.counts
        self.stdout.write(f"{found.name} ({found.layout}, {found.source}): {counts['read']:,} figures read.")
        if counts["elsewhere"]:
            self.stdout.write(f"  {counts['elsewhere']:,} are of other councils and were left out.")
        if counts["without_place"]:
            self.stdout.write(f"  {counts['without_place']:,} have no place.")
        self.stdout.write(f"  {rules.words_of(counts)}")
