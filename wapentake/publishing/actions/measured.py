"""Data sets are measured."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.changes import touch

from ..models import MeasuredFile

DATA = "data:all"


@transaction.atomic
def keep_measures(found: Mapping[str, tuple[int, str]], *, at: dt.datetime) -> int:
    """Keep the size and the hash of each data set by its address, and forget the others; return how many changed."""
    before = dict(MeasuredFile.objects.values_list("address", "sha256"))
    gone = MeasuredFile.objects.exclude(address__in=found).delete()[0]
    changed = [address for address, (_, sha256) in found.items() if before.get(address) != sha256]
    for address in changed:
        size, sha256 = found[address]
        MeasuredFile.objects.update_or_create(
            address=address, defaults={"size": size, "sha256": sha256, "changed_at": at}
        )
    if changed or gone:
        audit.record(DATA, "measured", by=None, at=at, facts={"changed": len(changed), "gone": gone})
        touch([DATA])
    return len(changed)
