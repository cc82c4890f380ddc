"""`wapentake verify-audit`: is every chain of the audit as it was written?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wapentake.foundation import audit
from wapentake.foundation.models import AuditDigest, AuditHead, AuditRecord


class Command(BaseCommand):
    help = "Check every chain of the audit and every daily digest; names the first bad record of each."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = list(audit.verify())
        if faults:
            raise CommandError("The audit does not verify:\n" + "\n".join(f"  {fault}" for fault in faults))
        records, chains = AuditRecord.objects.count(), AuditHead.objects.count()
        digests = AuditDigest.objects.count()
        self.stdout.write(f"{records:,} records in {chains:,} chains and {digests:,} daily digests: all as written.")
