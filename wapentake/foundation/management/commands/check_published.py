"""`wapentake check-published`: is every stored page what it would be if it were rendered now?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wapentake.foundation import calendars
from wapentake.foundation.models import PageState, PublishedPage
from wapentake.foundation.operations.demonstration import may_render
from wapentake.foundation.published import check, refresh


class Command(BaseCommand):
    """Changes nothing; exit code 1 with a line for each page that differs."""

    help = "Render every published page afresh and compare it with what is stored; names the pages that differ."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare."""
        if not (verdict := may_render()):
            raise CommandError(verdict.reason)
        found = list(check.differences(calendars.now))
        if found:
            lines = "\n".join(f"  {difference.path} {difference.why}" for difference in found)
            raise CommandError(f"The published site is not as it should be:\n{lines}")
        count, behind = PublishedPage.objects.filter(state=PageState.LIVE).count(), len(refresh.waiting())
        more = f" ({behind} of them wait to be rendered anew)" if behind else ""
        self.stdout.write(f"{count} published pages{more}: stored as they are rendered now.")
