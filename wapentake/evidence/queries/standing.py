"""What readings are fitted by: the wards, boundaries and postcodes of a day."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count

from wapentake.places.models import BoundarySet, Edition, Postcode, WardSuccession
from wapentake.places.queries import active_set, current_edition, wards_on
from wapentake.places.states import AreaKind, PostcodeState

from ..models import AreaLookup
from ..states import Geography

# The days of the censuses from which the lower super output areas of 2011 and of 2021 were made.
CENSUS_DAYS = {Geography.LSOA11: dt.date(2011, 3, 27), Geography.LSOA21: dt.date(2021, 3, 21)}


@dataclass(frozen=True)
class Ground:
    """The edition of wards of a day, its wards' codes, and the sets of boundaries by what they draw."""

    edition: Edition
    wards: tuple[str, ...]
    ward_set: BoundarySet | None
    sets: dict[Geography, BoundarySet]


def ground_on(day: dt.date) -> Ground | None:
    """Return what readings are fitted by on a day; None where no wards are set up."""
    edition = current_edition(day)
    if edition is None:
        return None
    sets = {kind: active_set(census, AreaKind.LSOA) for kind, census in CENSUS_DAYS.items()}
    return Ground(
        edition=edition,
        wards=tuple(sorted(wards_on(day).values_list("code", flat=True))),
        ward_set=active_set(day),
        sets={kind: chosen for kind, chosen in sets.items() if chosen is not None},
    )


def print_of(ground: Ground) -> str:
    """Return a hash of all that the shares of areas rest on, so that they are computed anew when it changes."""
    council = Postcode.objects.filter(council_code=settings.WAPENTAKE_COUNCIL_CODE)
    by_ward = (
        council.exclude(state=PostcodeState.TERMINATED).values_list("ward").annotate(n=Count("pk")).order_by("ward")
    )
    rests_on = [
        ground.edition.pk,
        ground.wards,
        ground.ward_set.sha256 if ground.ward_set else "",
        sorted((str(kind), chosen.sha256) for kind, chosen in ground.sets.items()),
        list(by_ward),
        list(AreaLookup.objects.order_by("kind", "code", "into").values_list("kind", "code", "into")),
        list(WardSuccession.objects.order_by("pk").values_list("predecessor", "successor", "share")),
    ]
    return hashlib.sha256(json.dumps(rests_on, default=str).encode()).hexdigest()
