"""`wapentake worker`: background jobs in a process of their own."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wapentake.foundation.supervisor.working import Options, work


class Command(BaseCommand):
    """Works until told to stop; an outage of the database is waited out."""

    help = "Do background jobs until SIGTERM or Ctrl-C. More may run beside it, on this machine or others."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which queues and how many jobs at once."""
        parser.add_argument("--queue", action="append", default=[], help="a queue to work on; all of them without it")
        parser.add_argument("--concurrency", type=int, default=2, help="jobs at once")
        parser.add_argument("--until-idle", action="store_true", help="end when there is nothing left to do")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work."""
        work(Options(options["queue"], max(1, options["concurrency"]), options["until_idle"]))
