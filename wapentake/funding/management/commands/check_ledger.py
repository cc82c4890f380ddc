"""`wapentake check-ledger`: do balances, entries, applications, decisions and every form of the statements agree?

What the checks over all records find is kept with its time, as each night: the statutory officers' desks show it.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wapentake.foundation import calendars
from wapentake.funding import actions
from wapentake.funding.documents import disagreements
from wapentake.funding.queries import check_ledger


class Command(BaseCommand):
    help = "Derive every balance anew from its entries, read every form of each statement, and say what does not agree."

    def handle(self, *args: Any, **options: Any) -> None:
        actions.check_records(by=None, at=calendars.now())
        report = check_ledger()
        forms = list(disagreements(calendars.today()))
        for fault in (*report.faults, *forms):
            self.stderr.write(fault)
        if not report.agrees:
            raise CommandError(report.words, returncode=1)
        if forms:
            raise CommandError(f"The ledger agrees with itself; {len(forms)} forms of statements do not.", returncode=1)
        self.stdout.write(report.words)
        self.stdout.write("Every statement’s page, chart and files come to what the ledger has, to the penny.")
