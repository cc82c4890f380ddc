"""`wapentake load-readings FILE [--source KEY]`: read, say what changes, apply."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile
from wapentake.foundation.verdicts import Refused

from ... import actions, queries, rules
from ...models import ReadingFile
from ...readers import Opened, open_file
from ...rules import BadLines, Faults

SHOWN = 20


def _remembered(opened: Opened, source: str) -> Opened:
    """Return a file whose layout is not known as it is remembered that its columns are read."""
    if opened.layout:
        return opened
    known = queries.mapping_for(rules.signature(opened.headings), source)
    return opened.read_by(rules.Columns.of(known.columns), known.source.key) if known else opened


def _together(bad: BadLines) -> str:
    """Return the first faults of a file, each with its line."""
    said = "\n".join(map(str, bad.faults[:SHOWN]))
    more = len(bad.faults) - SHOWN
    return f"{said}\n… and {more:,} more." if more > 0 else said


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
            except BadLines as error:
                raise CommandError(_together(error)) from error
            except BadFile as error:
                raise CommandError(str(error)) from error
            except Refused as error:
                raise CommandError(f"{path.name}: {error}") from error

    @transaction.atomic
    def _load(self, path: Path, source: str, *, dry: bool) -> None:
        opened, faults = _remembered(open_file(path, source), source), Faults()
        today, now = calendars.today(), calendars.now()
        layout = opened.layout
        if layout is None:
            raise opened.unknown()
        found, new = actions.stage_file(
            opened.rows(faults), opened.source, layout=layout.key,
            source=source or layout.source, retrieved_on=today, on=today, by=None, at=now,
            faults=faults, strict=layout.strict,
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
