"""`wapentake serve`: the site, its worker and, without DATABASE_URL, its PostgreSQL, until Ctrl-C."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wapentake.foundation.supervisor import Trouble
from wapentake.foundation.supervisor.serving import Options, serve


def port_of(text: str) -> int:
    """The port in PORT or --port; raises Trouble where it is no port."""
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise Trouble(f"PORT is {text!r}: it must be a number from 1 to 65535.")
    return int(text)


class Command(BaseCommand):
    """Owns every other process of the installation."""

    help = "Serve the site with its worker and database; Ctrl-C stops everything, SIGHUP renews the web workers."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen and how many processes."""
        parser.add_argument("--host", default=os.environ.get("HOST_ADDRESS", "127.0.0.1"), help="address to listen on")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="port; 0 takes a free one")
        parser.add_argument("--workers", type=int, default=1, help="web workers")
        parser.add_argument("--threads", type=int, default=2, choices=(1, 2), help="threads of a web worker")
        parser.add_argument("--no-worker", action="store_true", help="leave background jobs to other processes")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop."""
        serve(
            Options(
                host=options["host"],
                port=port_of(options["port"]),
                workers=max(1, options["workers"]),
                threads=options["threads"],
                worker=not options["no_worker"],
            )
        )
