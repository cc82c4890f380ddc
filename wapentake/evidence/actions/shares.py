"""What part of each area lies in each ward: computed when boundaries or postcodes have changed, and kept."""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.db import connection

from wapentake.places.models import Postcode, WardSuccession
from wapentake.places.queries import area_index
from wapentake.places.states import PostcodeState

from ..models import AreaShare, Fitting
from ..queries import Ground, lookup, print_of, residents_by_area, shares_by
from ..rules.lookups import carried
from ..states import Geography, LookupKind, Method

Parts = Mapping[str, Mapping[str, float]]


def lock_evidence() -> None:
    """Let one file be staged or applied, or one fitting be made, at a time: each replaces what another reads."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE evidence_fitting IN SHARE ROW EXCLUSIVE MODE")


def bring_shares_up_to_date(ground: Ground, *, at: dt.datetime) -> bool:
    """Compute the shares anew if what they rest on has changed; say whether it had."""
    rests_on = print_of(ground)
    found = Fitting.objects.filter(edition=ground.edition).first()
    if found and found.rests_on == rests_on:
        return False
    AreaShare.objects.filter(edition=ground.edition).delete()
    for geography in ground.sets:
        _divide(ground, geography)
    _follow_the_lookups(ground)
    _follow_the_wards(ground)
    Fitting.objects.update_or_create(edition=ground.edition, defaults={"rests_on": rests_on, "fitted_at": at})
    return True


def _divide(ground: Ground, geography: Geography) -> None:
    """Divide the areas of a set of boundaries among the wards, by ground and by addresses."""
    from ..rules.overlaps import shares_by_addresses, shares_by_ground  # loads shapely

    if ground.ward_set is None:
        return
    areas = area_index(ground.sets[geography]).areas
    by_ground = shares_by_ground(areas, area_index(ground.ward_set).areas)
    _write(ground, geography, Method.AREA_SHARE, by_ground)
    if points := _addresses():
        _write(ground, geography, Method.POPULATION_SHARE, shares_by_addresses(areas, points, by_ground))


def _addresses() -> list[tuple[str, float, float]]:
    """Return the ward, longitude and latitude of each of the council's postcodes that are not terminated."""
    ours = Postcode.objects.filter(council_code=settings.WAPENTAKE_COUNCIL_CODE, ward__isnull=False)
    rows = ours.exclude(state=PostcodeState.TERMINATED).values_list("ward__code", "longitude", "latitude")
    return [(ward, x, y) for ward, x, y in rows if x is not None and y is not None]


def _follow_the_wards(ground: Ground) -> None:
    """Divide the wards of the edition before by the share of addresses that each ward took over, and keep our own."""
    parts: dict[str, dict[str, float]] = {code: {code: 1.0} for code in ground.wards}
    followed = WardSuccession.objects.filter(successor__edition=ground.edition, share__isnull=False)
    for before, after, share in followed.values_list("predecessor__code", "successor__code", "share"):
        parts.setdefault(before, {})[after] = share or 0.0
    whole = {
        code: {ward: share / sum(found.values()) for ward, share in found.items()} for code, found in parts.items()
    }
    _write(ground, Geography.WARD, Method.POPULATION_SHARE, whole)


def _follow_the_lookups(ground: Ground) -> None:
    """Where an area's boundaries are not here, it comes to the wards by a lookup: best fit, or what it became."""
    divided = {Geography.LSOA21, Geography.LSOA11} & set(ground.sets) if ground.ward_set else set()
    best = {code: {wards[0]: 1.0} for code, wards in lookup(LookupKind.WARDS).items() if wards[0] in ground.wards}
    if Geography.LSOA21 not in divided:
        _write(ground, Geography.LSOA21, Method.BEST_FIT, best)
    led = lookup(LookupKind.AREAS)
    if Geography.LSOA11 in divided or not led:
        return
    residents = residents_by_area()
    for method, shares in shares_by(ground, Geography.LSOA21).items():
        _write(ground, Geography.LSOA11, method, carried(led, residents, shares))


def _write(ground: Ground, geography: Geography, method: Method, parts: Parts) -> None:
    AreaShare.objects.bulk_create(
        AreaShare(
            edition=ground.edition, geography=geography, area=area, ward_code=ward, method=method, share=min(share, 1.0)
        )
        for area, found in parts.items()
        for ward, share in found.items()
        if share > 0
    )
