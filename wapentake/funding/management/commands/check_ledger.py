"""`wapentake check-ledger`: do balances, entries, applications and decisions agree?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wapentake.funding.queries import check_ledger


class Command(BaseCommand):
    help = "Derive every balance anew from its entries and say what does not agree."

    def handle(self, *args: Any, **options: Any) -> None:
        report = check_ledger()
        for fault in report.faults:
            self.stderr.write(fault)
        if not report.agrees:
            raise CommandError(report.words, returncode=1)
        self.stdout.write(report.words)
