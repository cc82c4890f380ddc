"""`wapentake load-councillors FILE`: councillors, their accounts and their terms."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile
from wapentake.office import actions
from wapentake.office.readers import HEADINGS, CouncillorFile, read_councillors

SHOWN = 30


class Command(BaseCommand):
    """All lines are loaded, or none."""

    help = "Load councillors from CSV: name, email, ward, elected on; also group, public email, phone, surgery."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV file with a line of headings")
        parser.add_argument("--map", action="append", default=[], metavar="OURS=THEIRS", help="a heading of the file")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--invite", action="store_true", help="write to new ones with a link to choose a password")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, load, say what was done."""
        name = options["file"].name
        try:
            found = read_councillors(options["file"], _mapped(options["map"]))
            self._load(found, dry_run=options["dry_run"], invite=options["invite"])
        except BadFile as error:
            raise CommandError(str(error)) from error
        except actions.BadLines as error:
            lines = [f"{name}, line {line}: {what}" for line, what in error.faults[:SHOWN]]
            more = len(error.faults) - SHOWN
            said = [*lines, *([f"… and {more} more."] if more > 0 else []), "Nothing was loaded."]
            raise CommandError("\n".join(said)) from error

    def _load(self, found: CouncillorFile, *, dry_run: bool, invite: bool) -> None:
        at = calendars.now()
        report = actions.load_councillors(found.rows, found.sha256, by=None, at=at, dry_run=dry_run, invite=invite)
        if found.ignored:
            self.stdout.write(f"Not used: {', '.join(found.ignored)}.")
        said = f"{report.added} added, {report.changed} changed, {report.unchanged} as before"
        self.stdout.write(f"{len(found.rows)} councillors read: {said}.{' Nothing was kept.' if dry_run else ''}")


def _mapped(pairs: list[str]) -> dict[str, str]:
    mapped = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        field = ours.strip().replace(" ", "_").replace("-", "_")
        if not equals or field not in HEADINGS:
            raise CommandError(f"--map {pair}: write OURS=THEIRS, where OURS is one of {', '.join(HEADINGS)}.")
        mapped[field] = theirs.strip()
    return mapped
