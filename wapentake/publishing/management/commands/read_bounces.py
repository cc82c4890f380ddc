"""`wapentake read-bounces FILE`: read what came back to the bounce address."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile

from ... import actions, queries, readers
from ...states import BounceKind


class Command(BaseCommand):
    help = (
        "Read bounces and complaints from a mailbox file, a Maildir folder or one mail. Reading twice changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path, help="a mailbox file, a Maildir folder, or a file that holds one mail")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read."""
        counted: Counter[str] = Counter()
        try:
            for found in readers.read_bounces(options["file"]):
                taken = actions.take_bounce(found, queries.bounce_limits(), at=calendars.now())
                counted[found.kind if taken else "before"] += 1
        except (BadFile, OSError) as bad:
            raise CommandError(str(bad)) from None
        for kind in BounceKind:
            self.stdout.write(f"{kind.label}: {counted[kind]}")
        self.stdout.write(f"Read before, or none of ours: {counted['before']}")
