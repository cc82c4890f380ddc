"""`wapentake publish`: render pages of the public site and store them."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import calendars
from wapentake.foundation.models import PublishedPage
from wapentake.foundation.operations.demonstration import may_render
from wapentake.foundation.published import refresh
from wapentake.foundation.published.render import RenderFailed


class Command(BaseCommand):
    """Renders in this process, whether a worker runs or not."""

    help = "Render pages of the public site and store them: those named (/wards/…), or all."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which pages."""
        parser.add_argument("paths", nargs="*", metavar="PATH", help="an address, like /wards/")
        parser.add_argument("--all", action="store_true", help="every page; addresses are found first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Render."""
        paths: list[str] = options["paths"]
        if not (verdict := may_render()):
            raise CommandError(verdict.reason)
        if bool(paths) == options["all"]:
            raise CommandError("Name the pages to publish, like /wards/, or say --all.")
        refresh.find(calendars.now())
        missing = refresh.want_paths(paths or None, calendars.now())
        if missing:
            raise CommandError(f"There is no published page at {', '.join(missing)}: correct the address.")
        named = set(PublishedPage.objects.filter(path__in=paths).values_list("pk", flat=True))
        self._render([page for page in refresh.waiting() if page in named or options["all"]])

    def _render(self, pages: list[int]) -> None:
        failed: list[str] = []
        for done, page in enumerate(pages, 1):
            try:
                refresh.bring_up_to_date(page, calendars.now)
            except RenderFailed as failure:
                failed.append(str(failure))
            if done % 10 == 0 and sys.stdout.isatty():
                self.stdout.write(f"\r{done} of {len(pages)} pages", ending="")
                self.stdout.flush()
        self.stdout.write(f"{len(pages) - len(failed)} of {len(pages)} pages are published as they are now.")
        if failed:
            raise CommandError("These pages stay as they were:\n" + "\n".join(f"  {why}" for why in failed))
