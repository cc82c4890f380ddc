"""What the commands that write open data share: which year, and where to."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation.calendars import FinancialYear


class ExportCommand(BaseCommand):
    """Writes text piece by piece, to a file that is whole or not there, or to standard output."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Which year, and where to."""
        parser.add_argument("--year", default="", help="a financial year like 2021-22; all years without it")
        parser.add_argument("--to", type=Path, help="the file to write; standard output without it")

    def year(self, options: dict[str, Any]) -> FinancialYear | None:
        """Return the year that was asked for, or none for all."""
        try:
            return FinancialYear.of_slug(options["year"]) if options["year"] else None
        except ValueError as error:
            raise CommandError(str(error)) from error

    def write(self, pieces: Iterable[str], to: Path | None) -> None:
        """Write the pieces out; a file that cannot be finished is not left behind, and an older one stays."""
        if to is None:
            try:
                for piece in pieces:
                    self.stdout.write(piece, ending="")
            except BrokenPipeError:
                # Whoever reads has seen enough, as `head` does. What is still buffered has nowhere to go.
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            return
        try:
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=to.parent, delete=False) as file:
                try:
                    file.writelines(pieces)
                except BaseException:
                    os.unlink(file.name)
                    raise
            os.chmod(file.name, 0o644)
            os.replace(file.name, to)
        except OSError as error:
            raise CommandError(f"{to} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Written to {to}.")
