"""`wapentake load-progress FILE --by EMAIL [--dry-run]`: say what each line would change, then apply all or nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile, Source, hash_of
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User
from wapentake.people.queries import user_by_email

from ... import actions, pages, readers
from ...models import ProgressFile


class Command(BaseCommand):
    help = "Tell the progress of many actions from a file in the shape of export-actions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="who says so: their rights are asked")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        by = user_by_email(options["by"])
        if by is None:
            raise CommandError(f"Nobody signs in as {options['by']}.")
        try:
            self._load(options["file"], by, dry=options["dry_run"])
        except BadFile as error:
            raise CommandError(str(error)) from error
        except Refused as error:
            raise CommandError(error.reason) from error

    @transaction.atomic
    def _load(self, path: Path, by: User, *, dry: bool) -> None:
        now, source = calendars.now(), Source(path.name, hash_of(path))
        found, new = actions.stage_progress(readers.read_progress(path), source, by=by, at=now)
        if not new and found.applied_at:
            self.stdout.write(f"{found.name} was applied before: nothing to change.")
            return
        self._say(found, by)
        if dry:
            transaction.set_rollback(True)
            self.stdout.write("Nothing was changed: this was a dry run.")
            return
        done = actions.apply_progress(found, by=by, at=now)
        self.stdout.write(f"Applied: {len(done.told)} actions changed.")

    def _say(self, found: ProgressFile, by: User) -> None:
        for one in pages.dry_run(found, roles_of(by, calendars.today())):
            for words in one.changes:
                self.stdout.write(f"Line {one.line}, {one.what}: {words}")
            if one.refusal:
                self.stderr.write(f"Line {one.line}, {one.what}: refused. {one.refusal}")
