"""A lookup of areas takes the place of the one before, whole or not at all; then readings are fitted anew."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.files import Source
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from ..models import AreaLookup
from ..queries import Ground, ground_on, known_areas, lookup
from ..states import LookupKind
from .fitting import fit_everything
from .shares import bring_shares_up_to_date, lock_evidence

Pair = tuple[str, str]


@dataclass(frozen=True)
class LookupChange:
    """What a lookup changes: lines of this council, lines of others, and which pairs come and go."""

    kept: int
    elsewhere: int
    new: int
    gone: int


@transaction.atomic
def load_lookup(
    pairs: Collection[Pair], kind: LookupKind, file: Source, *, on: dt.date, by: User | None, at: dt.datetime
) -> LookupChange:
    """Put a lookup's pairs in the place of those of its kind. The same again changes nothing. Raises `Refused`.

    Pairs of other councils are counted and left out.
    """
    lock_evidence()
    ground = ground_on(on)
    if ground is None:
        raise Refused("No wards are set up: set up the council first.")
    bring_shares_up_to_date(ground, at=at)
    ours = _ours(pairs, kind, ground)
    if not ours:
        raise Refused(_NONE[kind].format(count=len(pairs), council=settings.WAPENTAKE_COUNCIL))
    rows = AreaLookup.objects.filter(kind=kind)
    there = set(rows.values_list("code", "into"))
    found = LookupChange(len(ours), len(pairs) - len(ours), len(ours - there), len(there - ours))
    if not found.new and not found.gone:
        return found
    rows.delete()
    AreaLookup.objects.bulk_create(
        (AreaLookup(kind=kind, code=code, into=into) for code, into in sorted(ours)), batch_size=5_000
    )
    facts = {"sha256": file.sha256, "pairs": found.kept, "new": found.new, "gone": found.gone}
    audit.record(f"lookup:{kind}", "lookup loaded", by=by, at=at, facts=facts)
    fit_everything(on=on, at=at)
    return found


_NONE = {
    LookupKind.WARDS: (
        "None of its {count:,} lines leads to a ward of {council}: is it another council’s, or of other years?"
    ),
    LookupKind.AREAS: (
        "None of its {count:,} lines leads to a small area of {council} that is known here. Load the boundaries of the "
        "areas of 2021 first, or the lookup from them to the wards."
    ),
}


def _ours(pairs: Collection[Pair], kind: LookupKind, ground: Ground) -> set[Pair]:
    """Return the pairs that lead to a ward of the day, or to a small area that is known here."""
    known = set(ground.wards) if kind == LookupKind.WARDS else known_areas(ground) | set(lookup(LookupKind.WARDS))
    return {pair for pair in pairs if pair[1] in known}
