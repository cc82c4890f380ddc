"""Postcodes end that a list says are no longer in use, where no file of live postcodes says so."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from wapentake.foundation import audit, changes
from wapentake.foundation.audit import Person
from wapentake.foundation.files import Source

from ..models import Postcode
from ..rules import Acting
from ..states import PostcodeState
from .placing import GROUND, demand_keeper, lock_places
from .postcodes import STREAM


@transaction.atomic
def end_listed_postcodes(
    codes: Iterable[str], source: Source, *, by: Person | None, at: dt.datetime, acting: Acting | None = None
) -> int:
    """End those of some postcodes that are only listed, and return how many. When they ended, nobody knows.

    One that a file of live postcodes knows stays as that file says. Each keeps the ward that its point lies in.
    """
    demand_keeper(acting)
    lock_places()
    listed = Postcode.objects.filter(code__in=list(codes), state=PostcodeState.LISTED)
    ended = listed.update(state=PostcodeState.TERMINATED)
    if ended:
        facts = {"file": source.name, "sha256": source.sha256, "ended": ended}
        audit.record(STREAM, "listed postcodes ended", by=by, at=at, facts=facts)
        changes.touch(["council:all", GROUND])
    return ended
