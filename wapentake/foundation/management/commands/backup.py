"""`wapentake backup FILE`: one file with everything that this installation keeps."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import calendars
from wapentake.foundation.operations.backups import back_up
from wapentake.foundation.operations.bundle import BadBackup


class Command(BaseCommand):
    help = "Write the database and the files to one file. The program may go on running."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write it; a file that exists is not overwritten")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"]
        if target.exists():
            raise CommandError(f"{target} exists: name a new file.")
        if not target.parent.is_dir():
            raise CommandError(f"There is no folder {target.parent}: make it first.")
        try:
            back_up(target, at=calendars.now())
        except BadBackup as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(
                f"{target} could not be written ({error.strerror}): make room, or choose another."
            ) from None
        self.stdout.write(f"{target}: {target.stat().st_size / 1_000_000:.1f} MB. Keep it where this machine is not.")
