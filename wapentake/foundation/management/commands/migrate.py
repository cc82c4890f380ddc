"""`wapentake migrate`: Django's own; it lays an empty database's tables at once, and seldom looks for garbage."""

import gc
from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate

from wapentake.foundation.operations import first_tables

# Django makes every model again for each step of each migration, and each is garbage at the next. Python looks for it
# after 700 new objects: a fifth of the time of a first start. After 20,000 it holds 130 MB more for that while.
SELDOM = (20_000, 10, 10)
# Who asks for one of these wants something else than everything that is there.
OTHERWISE = ("app_label", "fake", "fake_initial", "plan", "check_unapplied", "prune", "run_syncdb")


class Command(migrate.Command):
    """Migrates as Django does."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Add how to go without the file of tables."""
        super().add_arguments(parser)
        parser.add_argument("--each", action="store_true", help="apply each migration, in an empty database too")

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; whatever was there before is no garbage."""
        if not options.pop("each") and not any(options.get(name) for name in OTHERWISE):
            first_tables.lay()
        usual = gc.get_threshold()
        gc.freeze()
        gc.set_threshold(*SELDOM)
        try:
            super().handle(*args, **options)
        finally:
            gc.set_threshold(*usual)
            gc.unfreeze()
