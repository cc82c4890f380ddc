"""`wapentake check-deploy`: may this installation face the public?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wapentake.foundation.operations.deploy import findings


class Command(BaseCommand):
    help = "Check the settings, the database and the disk of a real installation; exit code 1 if anything must change."

    def handle(self, *args: Any, **options: Any) -> None:
        found = findings()
        for finding in found:
            self.stdout.write(f"{'ok  ' if finding.ok else 'MUST'}  {finding.text}")
        wrong = sum(not finding.ok for finding in found)
        if wrong:
            raise CommandError(f"{wrong} of {len(found)} must change before the public sees this installation.")
        self.stdout.write(f"All {len(found)} are as they should be.")
